//! The names of months in the languages of the press, as they stand in dates (see the tests of `dates`).

/// The months in the languages whose dates are read; an abbreviation is the beginning of a name.
const MONTHS: [&str; 12] = [
    "january januar janvier enero gennaio janeiro januari stycznia января січня ocak jänner \
     tammikuuta ledna január ιανουαρίου يناير ianuarie januára januarja gener януари ינואר \
     בינואר जनवरी \
     sausio janvāris janvārī jaanuar janar siječnja јануар студзеня xaneiro janúar มกราคม জানুয়ারি",
    "february februar février febrero febbraio fevereiro februari lutego февраля лютого şubat \
     feber helmikuuta února február φεβρουαρίου فبراير شباط februarie februára februarja febrer \
     февруари פברואר בפברואר फरवरी फ़रवरी \
     vasario februāris februārī veebruar shkurt veljače фебруар лютага febreiro febrúar กุมภาพันธ์ ফেব্রুয়ারি",
    "march märz mars marzo março maart marca марта березня mart mrz maaliskuuta března március \
     μαρτίου مارس آذار marts martie maret מרץ במרץ मार्च \
     kovo marts märts ožujka сакавіка มีนาคม মার্চ",
    "april avril abril aprile kwietnia апреля квітня nisan huhtikuuta dubna április απριλίου \
     أبريل ابريل نيسان aprilie apríla април אפריל באפריל अप्रैल \
     balandžio aprīlis aprīlī aprill prill travnja красавіка apríl เมษายน এপ্রিল",
    "may mai mayo maggio maio mei maj maja мая травня mayıs toukokuuta května május μαΐου مايو أيار \
     mája maig май מאי במאי मई \
     gegužės maijs maijā svibnja траўня мај maí พฤษภาคม মে",
    "june juni juin junio giugno junho czerwca июня червня haziran kesäkuuta června június \
     ιουνίου يونيو حزيران iunie júna junija juny юни יוני ביוני जून \
     birželio jūnijs jūnijā juuni qershor јун чэрвеня xuño júní มิถุนายน জুন",
    "july juli juillet julio luglio julho lipca июля липня temmuz heinäkuuta července július \
     ιουλίου يوليو تموز iulie júla julija juliol юли יולי ביולי जुलाई \
     liepos jūlijs jūlijā juuli korrik јул ліпеня xullo júlí กรกฎาคม জুলাই",
    "august août agosto augustus augusti sierpnia августа серпня ağustos aout elokuuta srpna \
     augusztus αυγούστου أغسطس اغسطس augusta avgusta agustus אוגוסט באוגוסט अगस्त \
     rugpjūčio augusts augustā gusht kolovoza жніўня ágúst สิงหาคม আগস্ট",
    "september septembre septiembre settembre setembro września сентября вересня eylül \
     syyskuuta září szeptember σεπτεμβρίου سبتمبر septembrie septembra setembre септември \
     ספטמבר בספטמבר सितंबर सितम्बर \
     rugsėjo septembris septembrī shtator rujna септембар верасня setembro กันยายน সেপ্টেম্বর",
    "october oktober octobre octubre ottobre outubro października октября жовтня ekim \
     lokakuuta října október οκτωβρίου أكتوبر اكتوبر octombrie októbra oktobra октомври \
     אוקטובר באוקטובר अक्टूबर \
     अक्तूबर spalio oktobris oktobrī oktoober tetor октобар кастрычніка outubro október ตุลาคม অক্টোবর",
    "november novembre noviembre novembro listopada ноября листопада kasım marraskuuta \
     listopadu νοεμβρίου نوفمبر noiembrie novembra ноември נובמבר בנובמבר नवंबर नवम्बर \
     lapkričio novembris novembrī nëntor studenoga studenog новембар лістапада nóvember พฤศจิกายน নভেম্বর",
    "december dezember décembre diciembre dicembre dezembro grudnia декабря грудня aralık \
     desember joulukuuta prosince δεκεμβρίου ديسمبر decembrie decembra desembre декември \
     דצמבר בדצמבר दिसंबर दिसम्बर \
     gruodžio decembris decembrī detsember dhjetor децембар снежня ธันวาคม ডিসেম্বর",
];
/// Names of months whose beginnings are those of others, in Croatia.
const WHOLE: [(&str, u32); 2] = [("lipnja", 6), ("srpnja", 7)];
/// The number of a month of this name, in lower case.
pub(super) fn month(word: &str) -> Option<u32> {
    // A short one is a beginning of too many, but May has two letters in India.
    let is_short = word.chars().count() < 3;
    if is_short && word.is_ascii() {
        return None;
    }
    if let Some((_, month)) = WHOLE.iter().find(|(name, _)| *name == word) {
        return Some(*month);
    }
    let is = |names: &&str| {
        names.split(' ').any(|name| if is_short { name == word } else { name.starts_with(word) })
    };
    let at = MONTHS.iter().position(is)?;
    u32::try_from(at + 1).ok()
}

/// Whether a word in lower case is the name of a month.
pub fn is_month(word: &str) -> bool {
    month(word).is_some()
}
