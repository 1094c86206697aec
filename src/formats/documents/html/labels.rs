//! Labels that stand beside articles, in the languages of the press. A list is one text, its labels between bars
//! (tests/opening/asides.rs).

/// Whether one of the labels of a list says this.
pub(super) fn is_one(label: &str, list: &str) -> bool {
    !label.is_empty() && !label.contains('|') && list.contains(&format!("|{label}|"))
}

/// The labels of a list.
pub(super) fn all(list: &str) -> impl Iterator<Item = &str> {
    list.split('|').filter(|label| !label.is_empty())
}

/// What stands above or before links to other articles.
pub(super) const LINKS: &str = "\
    |read more|read also|read next|also read|see also|see more|show more|view more|more on this|\
    more on this story|more stories|more from|related|related articles|related stories|related topics|\
    related news|related content|related coverage|related posts|recommended|recommended for you|\
    recommended stories|you may also like|you might also like|you may also be interested in|don't miss|\
    trending|most read|most popular|mehr zum thema|lesen sie auch|lesen sie mehr|auch interessant|\
    das könnte sie auch interessieren|das könnte dich auch interessieren|das könnte ihnen auch gefallen|das könnte dir auch gefallen|zum thema|à lire aussi|lire aussi|voir aussi|sur le même sujet|\
    lee también|lea también|te puede interesar|leia também|leia mais|leggi anche|lees ook|läs också|\
    czytaj także|читайте также|more on this topic|further reading|also on|up next|related links|\
    related reading|more news|editor's picks|editors' picks|latest stories|top stories|\
    read the full story|read this next|you might like|sponsored stories|around the web|mehr dazu|\
    lesen sie dazu|lesen sie hier|siehe auch|passend dazu|weitere artikel|weiterlesen|ähnliche artikel|\
    ähnliche beiträge|mehr von uns|dazu passt|mehr lesen|à lire|à voir|à voir aussi|lire également|\
    à découvrir|pour aller plus loin|en savoir plus|articles liés|lea más|lee más|leer más|\
    leer también|lea además|lee además|lea aquí|vea también|ver también|mira también|más información|\
    te recomendamos|le puede interesar|también te puede interesar|artículos relacionados|\
    noticias relacionadas|notas relacionadas|informate más|saiba mais|veja também|veja mais|\
    confira também|notícias relacionadas|da leggere|vedi anche|guarda anche|approfondisci|\
    articoli correlati|lees meer|zie ook|läs mer|läs även|les også|læs også|lue myös|lue lisää|\
    czytaj też|czytaj więcej|przeczytaj także|przeczytaj też|zobacz także|\
    zobacz też|zobacz również|čtěte také|přečtěte si|olvassa el|olvasta már|citește și|pročitajte i|\
    διαβάστε επίσης|διαβάστε ακόμα|ilgili haber|ilgili haberler|bunlar da ilginizi çekebilir|\
    читать также|по теме|материалы по теме|читайте також|читайте ещё|相关阅读|相关新闻|相关报道|延伸阅读|延伸閱讀|相關新聞|関連記事|\
    関連ニュース|関連リンク|あわせて読みたい|관련기사|اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|شاهد أيضا|مواضيع ذات صلة|اقرأ المزيد|\
    קראו גם|קראו עוד|עוד בנושא|עוד באותו נושא|עוד בוואלה|la rédaction vous conseille|ये भी पढ़ें|यह भी पढ़ें|इसे भी पढ़ें|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|อ่านข่าวที่เกี่ยวข้อง|baca juga|xem thêm|tin liên quan|もっと読む|こちらもおすすめ|";
/// What stands before links to other articles or to subjects, with a colon, and says nothing alone.
pub(super) const VERBS: &str = "|watch|related story|lesen sie mehr zum thema|more|mehr|plus|lea|lee|lire|leia|czytaj|przeczytaj|zobacz|читайте|dazu|hintergrund|related|next|haber|lees|läs|\
    les|tags|tagged|filed under|posted in|categories|category|kategorie|kategorien|schlagwörter|schlagworte|themen|\
    topics|labels|étiquettes|catégories|mots-clés|etiquetas|categorías|temas|argomenti|tagi|etiketler|теги|метки|标签|タグ|";
/// Other labels of what is no text.
pub(super) const BUTTONS: &str = "\
    |after newsletter promotion|acquire licensing rights|licensing rights|view this post on instagram|sieh dir diesen beitrag auf instagram an|voir cette publication sur instagram|ver esta publicación en instagram|visualizza questo post su instagram|advert|reuse content|see all|show caption|back to slide|next page|nächste seite|page suivante|post navigation|beitragsnavigation|navigation des articles|navegación de entradas|navigazione articoli|comments closed|comments are closed|kommentare geschlossen|lade weitere inhalte|end of article|text size|purchase licensing rights|print this page|back to top|\
    annons|annonser|annonse|advertentie|mainos|إعلان|إعلانات|광고|広告|iklan|hirdetés|διαφήμιση|oglas|\
    continua depois da publicidade|continua após a publicidade|la publicidad continúa debajo|\
    artikel fortsätter efter annonsen|artikeln fortsätter efter annonsen|artikkelen fortsetter under annonsen|\
    tekst gaat verder onder de advertentie|story continues after the photo|story continues below the photo|\
    advertisement|advertising|skip advertisement|ad|story continues below advertisement|share|\
    share this|share this article|share this story|share this page|share on facebook|share on twitter|\
    share on x|share on whatsapp|share on linkedin|share via email|copy link|link copied|facebook|\
    twitter|whatsapp|linkedin|pinterest|tweet|email|print|follow us|follow us on|subscribe|\
    subscribe now|sign up|sign in|log in|continue reading|keep reading|load more|comments|\
    leave a comment|add a comment|join the conversation|image caption|image source|media caption|\
    hide caption|toggle caption|enlarge this image|enlarge|zoom|full screen|vergrößern|bild vergrößern|agrandir|ampliar|ingrandisci|war dieser artikel nützlich|war dieser artikel hilfreich|was this article helpful|was this helpful|did you find this article helpful|fanden sie diesen artikel nützlich|teilen|anzeige|weiterlesen|partager|publicité|\
    lire la suite|compartir|publicidad|compartilhe|supported by|share full article|view comments|\
    share or comment on this article|skip to main content|view image in fullscreen|view gallery|\
    gift this article|listen to this article|listen|save|follow|most watched news videos|\
    reuse this content|explore more on these topics|related article|scroll down for video|next up|\
    read full article|reply|report|advertise with us|\
    thank you for your feedback|click to expand|photo gallery|report a typo|jump to recipe|print recipe|\
    artikel teilen|artikel drucken|artikel empfehlen|drucken|merken|kommentare|kommentieren|\
    zur startseite|zurück|zurück zur übersicht|nach oben|artikel anhören|artikel zum hören|feedback|\
    vorlesen|mehr anzeigen|schlagwörter|schlagworte|tags|themen|inhalt teilen|jetzt teilen|werbung|\
    werbepause|reklama|article réservé aux abonnés|réservé aux abonnés|ajouter à vos sélections|\
    commenter|réagir|imprimer|écouter|lire plus tard|newsletters|suscríbete para seguir leyendo|\
    lee sin límites|archivado en|comentarios|comenta|guardar|escuchar|imprimir|temas|etiquetas|\
    riproduzione riservata|condividi|commenta|argomenti|udostępnij|skomentuj|\
    dalsza część artykułu pod wideo|ciąg dalszy tekstu pod reklamą|haberin devamı|paylaş|yorum yap|\
    from wikipedia, the free encyclopedia|aus wikipedia, der freien enzyklopädie|de wikipedia, la enciclopedia libre|\
    ir a los comentarios|tu suscripción se está usando en otro dispositivo|ajouter à mes favoris|cet article vous est offert|\
    recevez notre newsletter|версия для печати|обсудить|подписаться на новости|наш канал в telegram|לכל הכתבות|עוד בחדשות|\
    שמור לרשימת קריאה|קריאת זן|הוספת תגובה|לרשימת כל הכתבות|לעוד סיפורים|רוצים להגיב|artikel hören|link kopieren|\
    icon: spiegel plus|diskutieren sie mit|newsletter abonnieren|zum newsletter anmelden|zur merkliste hinzufügen|subscribed|\
    open app|read in the substack app|add as preferred source on google|show less|story continues|vote now|\
    send a free link to this article|unlock this article|loading|generated by ai|leave comment|share this post|type your email|type your email…|give a gift subscription|upgrade to paid|pledge your support|refer a friend|\
    discussion about this post|ready for more|start writing|get the app|sign up here|register here|suggested topics|opens new tab|\
    vote|view results|see results|view poll results|cast your vote|take our poll|poll|poll loading|loading poll|umfrage|abstimmen|ergebnis anzeigen|\
    artikel verschenken|verschenken|diesen artikel verschenken|offrir cet article|offrir|offrir l'article|regala este artículo|regalar artículo|regala l'articolo|\
    réutiliser ce contenu|contribuer|voir les contributions|\
    suscríbete|regístrate gratis|regístrate|inicia sesión|normas|tu comentario se publicará con nombre y apellido|jetzt abonnieren|anmelden|spiegel+|\
    перейти в медиабанк|подписаться|подписывайтесь|вход на сайт|архивное фото|шрифт|читать в telegram|\
    שתף|שתפו|שיתוף|הדפסה|תגובות|לתגובות|לכתבה המלאה|כתבות נוספות|האזנה לכתבה|האזינו לכתבה|פרסומת|הרשמה|\
    مشاركة|اشترك|انسخ الرابط|حجم الخط|طباعة|تعليقات|التعليقات|شارك هذا المقال|इसे भी पढ़ें|शेयर करें|विज्ञापन|โฆษณา|แชร์|แชร์ข่าว|\
    поделиться|реклама|комментарии|شارك|حفظ|leave a reply|post a comment|write a comment|rate this|like this|share this:|hinterlasse eine antwort|hinterlasse einen kommentar|schreibe einen kommentar|kommentar verfassen|kommentar schreiben|auf facebook teilen|auf twitter teilen|teilen mit|gefällt mir|laisser un commentaire|deja un comentario|lascia un commento|dodaj komentarz|pr|広告|シェア|分享|分享到|广告|";
/// What is counted of a page.
pub(super) const COUNTED: &str = "|views|hits|shares|comments|comment|reads|likes|claps|followers|zugriffe|aufrufe|kommentare|kommentar|klicks|\
    vues|commentaires|partages|visitas|lecturas|comentarios|visualizações|comentários|commenti|visualizzazioni|\
    reacties|wyświetleń|komentarzy|görüntülenme|yorum|просмотров|комментариев|阅读|浏览|评论|";
/// Words of labels of advertisements.
pub(super) const ADVERTS: [&str; 8] = [
    "advertisement",
    "advertising",
    "sponsored",
    "scroll to continue",
    "continues below",
    "anzeige",
    "publicité",
    "publicidad",
];
/// What credits of pictures begin with.
pub(super) const CREDITS: [&str; 46] = [
    "צילום:",
    "תמונה:",
    "تصوير:",
    "写真：",
    "写真:",
    "撮影：",
    "图片来源",
    "图源",
    "photo:",
    "photo by",
    "photos:",
    "photos by",
    "photograph:",
    "photograph by",
    "photo credit",
    "photo ©",
    "picture:",
    "image:",
    "image by",
    "image credit",
    "images:",
    "credit:",
    "foto:",
    "fotos:",
    "bild:",
    "crédit",
    "photo :",
    "imagen:",
    "fotografía:",
    "immagine:",
    "photo/",
    "ap photo",
    "photo courtesy",
    "image source",
    "screenshot:",
    "symbolfoto:",
    "archivfoto:",
    "titelbild:",
    "beitragsbild:",
    "bildquelle:",
    "bildnachweis",
    "fot.",
    "foto di",
    "crédito:",
    "créditos:",
    "фото:",
];
/// Agencies that credits of pictures end with.
pub(super) const AGENCIES: [&str; 18] = [
    "getty images",
    "afp via getty images",
    "/reuters",
    "/afp",
    "/ap",
    "/dpa",
    "/epa",
    "shutterstock",
    "/dpa-tmn",
    "/imago",
    "imago images",
    "picture alliance",
    "/keystone",
    "/apa",
    "/ansa",
    "/efe",
    "/tass",
    "istock",
];
/// What says who has the rights.
pub(super) const RIGHTS: [&str; 13] = [
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tutti i diritti riservati",
    "alle rechten voorbehouden",
    "все права защищены",
    "riproduzione riservata",
    "wszelkie prawa zastrzeżone",
    "tüm hakları saklıdır",
    "无断转载",
    "無断転載",
];
/// What calls to readers begin with, about the site and not the article.
pub(super) const CALLS: [&str; 74] = [
    "sign up here.",
    "read or share this story: ",
    "lecture du monde en cours",
    "la suite est réservée aux abonnés",
    "有料会員になると",
    "【纠错】",
    "【责任编辑",
    "责任编辑：",
    "责任编辑:",
    "（责任编辑",
    "(责任编辑",
    "[责任编辑",
    "this summary was generated",
    "this summary is generated",
    "this summary was created with ai",
    "ai-generated summary",
    "ai generated summary",
    "summary generated by ai",
    "this audio is generated",
    "this audio was generated",
    "this article was translated by ai",
    "this article was translated automatically",
    "this translation was automatically generated",
    "diese zusammenfassung wurde mit ki",
    "diese zusammenfassung wurde mit hilfe",
    "mit ki erstellt",
    "mit hilfe von ki erstellt",
    "ce résumé a été généré",
    "résumé généré par",
    "este resumen ha sido generado",
    "resumen generado por",
    "riassunto generato",
    "you have 10 gift articles",
    "anyone can read what you share",
    "anyone with the link can read",
    "this post is public so feel free to share",
    "thanks for reading! subscribe",
    "subscribe for free to receive new posts",
    "puedes seguir a el país en",
    "si quieres seguir leyendo",
    "vous pouvez lire le monde sur",
    "מצאתם טעות",
    "לפנייה לכתב",
    "מצאתם טעות בכתבה",
    "read the full story here",
    "read the full article here",
    "listen to this article",
    "listen to this story",
    "artikel anhören",
    "écouter cet article",
    "escuchar este artículo",
    "ascolta l’articolo",
    "a version of this article appears in print",
    "dieses thema im programm:",
    "this entry was posted",
    "this post was posted",
    "cette entrée a été publiée",
    "esta entrada fue publicada",
    "questo articolo è stato pubblicato in",
    "this site uses akismet",
    "diese website verwendet akismet",
    "click to share on",
    "cliquez pour partager",
    "our standards:",
    "like us on facebook",
    "download our app",
    "download the app",
    "click here to subscribe",
    "click here to sign up",
    "cet article est réservé",
    "únete gratis",
    "únete a nuestro canal",
    "suscríbete a nuestro",
    "この記事は有料",
];
/// What calls begin with that say something else with other words, and of these one that a call has: a link, a network,
/// or words.
pub(super) const CALLS_WITH: [(&str, &str); 47] = [
    ("нашли опечатку", "?"),
    ("нашли ошибку", "?"),
    ("already a paid subscriber", "?"),
    ("click here to get", " app"),
    ("listen ·", " min"),
    ("take our poll", ":|?"),
    ("generated by ai", "reviewed|checked|summar"),
    ("generated with ai", "reviewed|checked|summar"),
    ("thanks for reading", "subscri|share|<a>"),
    ("puedes seguir a", "<a>|social|newsletter|boletín"),
    ("sigue toda la información", "<a>|social|newsletter"),
    ("recibe cada", "<a>|boletín|newsletter"),
    ("regístrate", "seguir leyendo|<a>|gratis"),
    ("inscríbete", "<a>|newsletter|boletín"),
    ("si está interesado", "licenciar|<a>"),
    ("подписывайтесь на", "<a>|канал|телеграм|social"),
    ("читайте нас в", "<a>|social|дзен"),
    ("לעדכונים נוספים", "<a>|פייסבוק|טלגרם"),
    ("تابعونا على", "<a>|social|فيسبوك|تويتر"),
    ("तमाम खबरों", "<a>|बीबीसी"),
    ("बीबीसी हिन्दी के", "<a>|ऐप|ट्विटर|फ़ेसबुक"),
    ("you have ", "gift article"),
    ("dieser eintrag wurde", "veröffentlicht|geschrieben|abgelegt"),
    ("dieser beitrag wurde", "veröffentlicht|geschrieben|abgelegt"),
    ("klick, um", "teilen|fenster|e-mail|drucken"),
    ("this article is more than", " old"),
    ("do you know more about", WRITE),
    ("do you have a story", WRITE),
    ("do you have a tip", WRITE),
    ("if you have a story", WRITE),
    ("have a story", "?"),
    ("have a tip", "?"),
    ("got a tip", "?"),
    ("to read the full story", "<a>|subscri|click|log in|sign |register"),
    ("to continue reading", "<a>|subscri|click|log in|sign |register"),
    ("already a subscriber", "?|<a>|log in|sign in"),
    ("by signing up", "agree|terms|privacy"),
    ("by subscribing", "agree|terms|privacy"),
    ("il vous reste", "à lire"),
    ("dieser artikel ist nur für", "abonn|mitglied|leser|registriert|<a>"),
    ("die wichtigsten nachrichten", "<a>|newsletter|postfach|handy|push"),
    ("follow us on", "<a>|social"),
    ("folgen sie uns", "<a>|social"),
    ("síguenos en", "<a>|social"),
    ("siga-nos", "<a>|social"),
    ("seguici su", "<a>|social"),
    ("obserwuj nas", "<a>|social"),
];
const WRITE: &str = "<a>|@|contact|email|e-mail|tell us|let us|get in touch|write to|share";
/// Networks that papers ask readers to follow them on.
pub(super) const NETWORKS: [&str; 12] = [
    "facebook",
    "twitter",
    "instagram",
    "tiktok",
    "youtube",
    "telegram",
    "whatsapp",
    "linkedin",
    "google",
    "threads",
    "bluesky",
    "mastodon",
];
/// Headings above links that an article rests on.
pub(super) const SOURCES: &str = "\
    |sources|source|references|documents|bibliography|works cited|quellen|quelle|literatur|einzelnachweise|belege|\
    dokumente|références|bibliographie|fuentes|referencias|bibliografía|documentos|fontes|referências|fonti|\
    riferimenti|bibliografia|bronnen|referenties|källor|kilder|lähteet|źródła|przypisy|zdroje|források|surse|izvori|\
    πηγές|kaynaklar|kaynakça|источники|литература|примечания|джерела|来源|參考資料|参考文献|参考资料|出典|출처|참고문헌|المصادر|المراجع|";
/// What asks readers to share an article or to follow its site, before the name of a network.
pub(super) const SHARE: &str = "|share|follow|tweet|post|send|join|teilen|folgen|partager|partagez|envoyer|suivre|suivez-nous|compartir|comparte|\
    síguenos|compartilhar|compartilhe|siga|condividi|segui|seguici|delen|deel|volg|dela|följ|del|følg|udostępnij|obserwuj|\
    поделиться|подписаться|читайте|שתף|שתפו|עקבו|شارك|تابعنا|paylaş|";
/// What a line about how a text was made begins with, and what it says then.
pub(super) const MADE: [&str; 14] = [
    "this content",
    "this article",
    "this summary",
    "this text",
    "this story",
    "this audio",
    "summary",
    "audio",
    "diese zusammenfassung",
    "dieser text",
    "dieser artikel",
    "ce résumé",
    "este resumen",
    "questo riassunto",
];
pub(super) const BY_MACHINE: [&str; 13] = [
    "generated by ai",
    "generated with ai",
    "ai-generated",
    "ai generated",
    "the help of ai",
    "assistance of ai",
    "by artificial intelligence",
    "mit ki ",
    "hilfe von ki",
    "par l’ia",
    "par ia",
    "por ia",
    "dall’ia",
];
