//! Pages as outlets and their systems build them: the article is kept whole, and nothing else. What is expected
//! stands in a comment at the top of each page in `tests/data/pages/around`, which is not read with it.

use std::fmt::Write;
use std::path::Path;

use article_annotator::formats::{Manuscript, Passage};

use crate::desk::one;

/// A page, and what a careful person would type of it.
struct Outlet {
    name: String,
    html: String,
    details: [String; 3],
    /// The paragraphs of the article and what else is of it, what may be, and what is not, in part.
    keep: Vec<String>,
    may: Vec<String>,
    out: Vec<String>,
}

impl Outlet {
    fn of(name: &str, content: &str) -> Self {
        let (comment, html) = content.split_once("-->").unwrap();
        let said = |key: &str| -> Vec<String> {
            let lines =
                comment.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
            lines.map(str::to_owned).collect()
        };
        let first = |key: &str| said(key).into_iter().next().unwrap_or_default();
        let (html, paragraphs, fillings) = filled(html.trim_start(), &first("lang"));
        Self {
            name: name.to_owned(),
            html,
            details: ["title", "byline", "published"].map(first),
            keep: [said("keep"), paragraphs].concat(),
            may: said("may"),
            out: [said("out"), fillings].concat(),
        }
    }

    /// What is wrong with what was read of it.
    fn faults(&self) -> String {
        let read = one(&format!("{}.html", self.name), self.html.as_bytes());
        let mut faults = String::new();
        let details = &read.details;
        let found = [
            details.title.clone(),
            details.byline.clone().unwrap_or_default(),
            details.published.clone().unwrap_or_default(),
        ];
        for (found, wanted) in found.iter().zip(&self.details).filter(|(one, other)| one != other) {
            writeln!(faults, "  “{found}” instead of “{wanted}”").unwrap();
        }
        let kept = lines(&read, false);
        for wanted in self.keep.iter().filter(|wanted| !kept.contains(wanted)) {
            writeln!(faults, "  lost: {wanted}").unwrap();
        }
        let title = &self.details[0];
        for more in kept.iter().filter(|line| !self.keep.contains(line) && !self.may.contains(line))
        {
            if more != title {
                writeln!(faults, "  too much: {more}").unwrap();
            }
        }
        let left = lines(&read, true);
        for gone in self.out.iter().filter(|words| !left.iter().any(|line| line.contains(*words))) {
            if !kept.iter().any(|line| line.contains(gone)) {
                writeln!(faults, "  not listed: {gone}").unwrap();
            }
        }
        faults
    }
}

fn lines(read: &Manuscript, left_out: bool) -> Vec<String> {
    let wanted = |one: &&Passage| one.left_out == left_out;
    let lines = read.passages.iter().filter(wanted).flat_map(|one| one.text.split('\n'));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// A page with a paragraph of the article for each `{p}` and one of something else for each `{x}`.
fn filled(html: &str, language: &str) -> (String, Vec<String>, Vec<String>) {
    let (paragraph, other) = match language {
        "de" => (
            "Am Tag # sprach der Rat wieder über die Brücke, und niemand weiß, wie lange sie noch gesperrt bleibt, oder wer dafür zahlt, sagte die Ingenieurin.",
            "Wer # Jahre lang nichts tut, der muss sich nicht wundern, wenn am Ende alle davonlaufen, so sehe ich das jedenfalls.",
        ),
        "fr" => (
            "Au jour #, le conseil a encore parlé du pont, et personne ne sait combien de temps il restera fermé, ni qui paiera, a dit l’ingénieure.",
            "Qui ne fait rien pendant # ans ne doit pas s’étonner si tout le monde s’en va, c’est du moins mon avis.",
        ),
        "es" => (
            "En el día #, el consejo volvió a hablar del puente, y nadie sabe cuánto tiempo seguirá cerrado, ni quién lo pagará, dijo la ingeniera.",
            "Quien no hace nada en # años no debe extrañarse de que al final se vayan todos, así lo veo yo.",
        ),
        "it" => (
            "Il giorno # il consiglio ha parlato ancora del ponte, e nessuno sa per quanto tempo resterà chiuso, o chi pagherà, ha detto l’ingegnera.",
            "Chi non fa nulla per # anni non si deve stupire se alla fine se ne vanno tutti, io la vedo così.",
        ),
        "pl" => (
            "Dnia # rada znów mówiła o moście, i nikt nie wie, jak długo będzie zamknięty, ani kto za to zapłaci, powiedziała inżynierka.",
            "Kto przez # lat nic nie robi, ten niech się nie dziwi, że wszyscy odchodzą, ja tak to widzę.",
        ),
        "tr" => (
            "Günün # saatinde meclis köprüyü yine konuştu, ve kimse ne kadar kapalı kalacağını, ya da kimin ödeyeceğini bilmiyor, dedi mühendis.",
            "Kim # yıl boyunca hiçbir şey yapmazsa, sonunda herkesin gitmesine şaşmasın, ben böyle görüyorum.",
        ),
        "zh" => (
            "第#天，市议会再次讨论了这座桥，没有人知道它还要关闭多久，也没有人知道由谁来付钱，工程师这样对记者说，居民们也只能继续等待。",
            "谁要是#年什么都不做，最后大家都走了，也不必奇怪，至少我是这样看的，各位朋友。",
        ),
        "ja" => (
            "第#日、議会は再びこの橋について話し合ったが、いつまで閉鎖が続くのか、誰が費用を払うのかは誰にも分からない、と技術者は語り、住民は待ち続けている。",
            "#年も何もしなければ、最後に皆が去っても驚くことはない、と私は思うのです。",
        ),
        "ar" => (
            "في اليوم # تحدث المجلس مرة أخرى عن الجسر، ولا أحد يعرف إلى متى سيبقى مغلقا، أو من سيدفع ثمن الإصلاح، قالت المهندسة للصحفيين.",
            "من لا يفعل شيئا لمدة # سنوات، فلا يتعجب إذا رحل الجميع في النهاية، هكذا أرى الأمر.",
        ),
        _ => (
            "On day # the council spoke of the bridge again, and nobody knows for how long it stays closed, or who pays for it, said the engineer.",
            "Who does nothing for # years should not wonder if everybody leaves in the end, or so I see it, and so do others.",
        ),
    };
    let (mut paragraphs, mut fillings, mut out) = (Vec::new(), Vec::new(), String::new());
    let mut rest = html;
    while let Some(at) = rest.find("{p}").into_iter().chain(rest.find("{x}")).min() {
        out.push_str(&rest[..at]);
        let is_own = rest[at..].starts_with("{p}");
        let (form, list) =
            if is_own { (paragraph, &mut paragraphs) } else { (other, &mut fillings) };
        let words = form.replace('#', &(list.len() + 11).to_string());
        out.push_str(&words);
        list.push(words);
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
    (out, paragraphs, fillings)
}

#[test]
fn of_every_outlet_the_article_is_kept_whole_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages/around");
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    names.sort();
    let mut wrong = Vec::new();
    for path in names {
        let outlet = Outlet::of(
            &path.file_stem().unwrap().to_string_lossy(),
            &std::fs::read_to_string(&path).unwrap(),
        );
        let faults = outlet.faults();
        if !faults.is_empty() {
            wrong.push(format!("{}:\n{faults}", outlet.name));
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
