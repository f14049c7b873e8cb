"""The words by which a conversation is understood, as lists.

English is covered best, other languages with their most common words. Phrases are separated by commas, and are in the form of `folded`.
"""

from pipeline.content.interview.phrases import by_first_word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


# --- names ---

PARTICLES = _words("von van de der den del della des di da do dos du la le el al bin ibn ten ter the and y e & und et of")
# In capitals these may be somebody's initials.
SHORT_WORDS = PARTICLES | _words("am an as at be by he if in is it me my on or so to us we")
# What a label may have of those who speak as one, in small letters: `The wax team:`.
GROUPS = _words(
    "team crew staff editors équipe équipes rédaction equipo redacción equipe redação squadra redazione zespół redakcja команда редакция ekibi"
)
# What is in the name of an author who is nobody: `The Wax Works Team`.
FIRMS = GROUPS | _words(
    """the group foundation project community company inc ltd llc gmbh lab labs studio studios blog magazine journal news media press podcast club
    society association institute university academy office committee council desk admin administrator marketing communications content"""
)
AND = "(?:and|und|et|&)"  # between two names, as a regular expression
HONORIFICS = _words("dr prof professor mr mrs ms mx sir dame rev phd jr sr")
ASKS = _words(
    """host me ich moi yo eu io ik 我 私 나 interviewer moderator moderatorin interviewerin entrevistador entrevistadora periodista intervieweur intervieweuse enquêteur enquêtrice journaliste
    intervistatore intervistatrice giornalista conduttore conduttrice presentador presentadora apresentador apresentadora animateur animatrice
    présentateur présentatrice prowadzący prowadząca dziennikarz dziennikarka moderátor moderátorka novinář novinářka programledare haastattelija
    sunucu pewawancara ведущий ведущая корреспондент журналист ведучий ведуча журналістка מראיין מראיינת מנחה المحاور المحاورة المذيع
    المذيعة 主持人 主持 记者 記者 采访者 聞き手 インタビュアー 진행자 기자""",
)
ANSWERS = _words(
    """guest interviewee entrevistado entrevistada invitado invitada convidado convidada invité invitée enquêté enquêtée intervistato intervistata ospite gast gäst gość
    gościni rozmówca rozmówczyni konuk narasumber гость гостья гість гостя מרואיין מרואיינת אורח אורחת الضيف الضيفة 嘉宾 受访者
    話し手 ゲスト 게스트""",
)
TOGETHER = _words("all both everyone everybody alle beide todos todas ambos ambas tous toutes tutti entrambi все оба 全員 一同 两人 모두")
# Labels for somebody of whom no more was heard. As adjectives they begin other lines, too: `Female bees: ...`
UNNAMED = _words("unknown unidentified male female")
ROLES = (
    ASKS
    | ANSWERS
    | TOGETHER
    | UNNAMED
    | _words("speaker introducer announcer sprecher hablante orador locuteur panelist audience participant voice person spk 提问 听众 观众")
)
# Labels for question and answer, as letters and in full.
ASKING_AND_ANSWERING = (
    ("Q", "A"), ("P", "R"), ("F", "A"), ("D", "R"), ("В", "О"), ("Ε", "Α"), ("س", "ج"), ("问", "答"), ("問", "答"), ("문", "답"),
    ("Qs", "Ans"), ("Que", "Ans"), ("Ques", "Ans"),
    ("Question", "Answer"), ("Question", "Réponse"), ("Pregunta", "Respuesta"), ("Pergunta", "Resposta"), ("Frage", "Antwort"),
    ("Domanda", "Risposta"), ("Vraag", "Antwoord"), ("Pytanie", "Odpowiedź"), ("Soru", "Cevap"), ("Soru", "Yanıt"),
    ("प्रश्न", "उत्तर"), ("सवाल", "जवाब"), ("Вопрос", "Ответ"), ("Ερώτηση", "Απάντηση"), ("سؤال", "جواب"), ("質問", "回答"), ("질문", "답변"),
)  # fmt: skip
LETTERS = tuple(dict.fromkeys(letter for pair in ASKING_AND_ANSWERING for letter in pair))
# Those that a full stop may end as well as a colon.
ABBREVIATED = frozenset(("Q", "A", "Qs", "Que", "Ques", "Ans"))
# Words before a colon that are nobody's name.
NO_NAMES = _words(
    """a about abstract ad additional ads advice again agenda also an answer answers as at attendees background because bio bonus book books
    break but by chapter chapters conclusion contents context credits date disclaimer discussion edit editor email episode event events
    example examples fact facts figure fig first follow for format fun further github guests here hint honorable hosts how i if image important in info
    intro introduction is it jingle key last lesson lessons like link linkedin links location mentions more music my name news next no
    not note notes notice now ok okay on one online or other our outro panelists panellists part participants photo point points pro
    problem question questions quote reading reason recap reference references related resource resources result results rule second
    section see slide slides so solution source sources speakers sponsor sponsors step steps subject subscribe summary takeaway
    takeaways that then these things third this time timestamps tip tips title tldr to tools topic topics transcript transcription
    twitter update updates video warning watch we website well what when where which who why with yes you your youtube
    ndlr ndr ndt 编者按 编者注 編者按 編者註 編集部注
    nota notas anmerkung remarque opmerking uwaga замечание примечание примітка
    resumen ejemplo pregunta respuesta fuente fuentes fecha título tema temas vídeo enlace enlaces hinweis beispiel frage
    antwort quelle thema quellen 主题 位置 幻灯片 视频 注 来源 链接 时间 地点 译者 作者 标题 摘要 图 图片
    foto fotos bild bilder text texte texto testo imagen crédit crédits фото текст 写真 撮影 文 사진 글
    translation traducción traduction tradução traduzione übersetzung vertaling tłumaczenie перевод переклад
    翻訳者 翻訳 訳者 訳 譯者 번역 번역자""",
)
# Words that have a capital at the beginning of a sentence, but do not begin a full name.
OPENERS = _words(
    """thanks and but so or the this that these those in on at for from with by of to as
    if when while where what who how why my our your his her their its today then now here there i we you he she
    they it is are was yes no after before und y con""",
)
# Words that speak to or of the one whose name follows, with a capital at the beginning of a sentence: `Join Ana Ruiz, who ...`
CALLING = _words("join joining meet hear hey hi hello dear welcome i'm i’m hola hallo я это")
HOSTING = _phrases(
    """your host, your host is, your hosts, your hosts are, hosts:, our host, with host, join host, show host, podcast host, podcast hosts, hosted by, host is, host:, interview by,
    interviewed by, interview was conducted by, interview conducted by, interviewer:, interviewers:, moderator:, moderated by, anfitrión, anfitriona, presentado por, votre hôte, animé par,
    présenté par, propos recueillis par, moderation:, moderiert von, interview:, das gespräch führte, condotto da, apresentado por, ведущий,
    ведущая, mit ihr sprach, mit ihm sprach, mit ihnen sprach, die fragen stellte, die fragen stellten, das interview führte, das interview führten,
    das gespräch führten, беседовал, беседовала, интервью взял,
    интервью взяла, entrevistó, a entrevista foi feita por, intervista di, presenter:, presenters:,
    interview geführt von, moderatorin:, gastgeber:, gastgeberin:, entretien réalisé par, entretien mené par, entretien conduit par,
    interview réalisée par, interview menée par, interview réalisé par, interview :, animation :, animateur :, animatrice :, présentation :,
    entrevista realizada por, entrevista hecha por, entrevista conduzida por, entrevista por, entrevistado por, entrevistada por, conducido por, conduce:,
    presenta:, presentador:, presentadora:, entrevistador:, entrevistadora:, apresentação:, apresentador:, apresentadora:, a cura di,
    interviewé par, interviewée par, interview door, presentatie:, wywiad przeprowadził, wywiad przeprowadziła, rozmowę przeprowadził, rozmowę przeprowadziła, rozmawiał,
    rozmawiała, prowadzący, prowadząca, беседу вёл, беседу вела, вопросы задавал, вопросы задавала, розмовляв, розмовляла, спілкувався,
    спілкувалася, ведучий, ведуча, röportaj:, röportajı yapan:, söyleşi:, sunucu:""",
)
# Before these is named who asks, and behind them who answers: `Ana Ruiz sat down with Bo Lind`. Of two who talk, either may ask.
INTERVIEWING = _phrases(
    """interviewed, interviews, sat down with, sits down with, caught up with, catches up with, interviewte, interviewt, sprach mit, a interviewé,
    s'est entretenu avec, s'est entretenue avec, entrevistó a, entrevista a, conversó con, entrevistou, conversou com, ha intervistato""",
)
# Behind those that end so may stand several.
HOSTING_TOGETHER = ("hosts", "hosts:", "hosts are", "interviewers:", "presenters:", " by", " par", " por", " von", " führten", " stellten")
# Words with which a line begins that says who wrote a text or made its pictures: `Text: Ana Ruiz`, `By Ana Ruiz`.
SIGNING = "(?:words|text|texte|texto|testo|tekst|текст|photos?|fotos?|photographs?|pictures|images|interview|questions|fragen)"
SIGNED_BY = "(?:by|von|par|por|di|door)"
# Behind these stands whom a post talks to. Behind `with` alone it may be anything: `Getting started with Machine Learning`.
INVITING = _phrases(
    """to interview, interview with, interviews with, conversation with, conversations with, chat with, chats with, chatted with, chatting with,
    chat to, chats to, chatted to, chatting to,
    talk with, talks with, talked with, talking with, talk to, talks to, talked to, talking to, speak with, speaks with, spoke with, speaking with,
    speak to, speaks to, spoke to, speaking to, sat down with, sit down with, sits down with, caught up with, q&a with, q & a with, ama with,
    questions with, questions for, minutes with, an hour with, coffee with, tea with, lunch with, kaffee mit, café avec, café con, café com,
    chá com, caffè con, interviewed, i'm interviewing, i am interviewing, we're interviewing, we are interviewing, we met, i met, we meet, we visited, i visited, we asked, i asked,
    interviewee:, interviewees:, getting to know, get to know, joined by, we welcome, let's welcome, let's meet, our guest is, our guest, podcast guest, guest:, 嘉宾：, 嘉賓：, 嘉宾:, gespräch mit, interview mit, unterhaltung mit, sprach mit,
    sprachen mit, gesprochen mit, zu gast ist, zu gast:, gast:, entretien avec, rencontre avec, avons rencontré, conversation avec,
    discussion avec, interview avec, invité:, invitée:,
    entrevista a, entrevista con, conversación con, charla con, hablamos con, conversamos con, invitado:, invitada:, entrevista com,
    conversa com, bate-papo com, conversamos com, falamos com, convidado:, convidada:, intervista a, intervista ad, intervista con,
    conversazione con, chiacchierata con, chiacchiere con, ospite:, intervju med, samtal med, samtale med, gesprek met,
    interview met, spraken met,
    у меня в гостях, у нас в гостях, в гостях у нас, в гостях у меня, наш гость, наша гостья, у нас у гостях, у гостях у нас, наш гість""",
)
# Behind these is not the name of the person whom the words before them describe: `the founder of Acme Pumps`.
LEADING_ON = _words(
    """of by at in on about from behind for who that which with to into de du des del della dello di do da dos das von vom bei über aus für
    am im auf mit chez sur bij""",
)
# A part of a title in which one of these words occurs says what the post is, and another part may be the guest's name.
INTERVIEWS = _words(
    "interview entrevista intervista entretien intervju rozhovor wywiad röportaj haastattelu интервью gespräch conversation q&a"
)
# With these a title begins that goes on with the name.
TITLING = (
    *(f"{word}{sign}" for word in (*INTERVIEWS, "im gespräch", "in conversation", "q & a") for sign in (":", " -", " –", " —")),
    "meet ",
    "interview de ",
    "interview d'",
)

# With these a host opens a show.
WELCOMING = _phrases(
    """your host,
    welcome to, welcome you to, welcome back, welcome everyone, welcome everybody, willkommen zu, willkommen bei, willkommen im, willkommen in, bienvenidos,
    bienvenidas, bienvenue à, bienvenue dans, bienvenue sur, benvenuti, bentornati, bem-vindos, bem vindos, welkom bij, välkommen till, witamy,
    vítejte, добро пожаловать, ласкаво просимо, вітаємо, hoş geldiniz, selamat datang, ברוכים הבאים, مرحبا بكم, أهلا بكم, καλώς ήρθατε""",
)

# Headings above a list of who took part in a call.
ATTENDING = frozenset(("attendees", "attendance", "in attendance", "participants", "present"))
# With these a guest answers whoever has invited them.
THANKING_HOST = _phrases(
    """thanks for having, thank you for having, thanks so much for having, thank you so much for having, thank you very much for having, thanks a lot for having,
    thanks for inviting, thank you for inviting, thanks for the invitation, thank you for the invitation,
    great to be here, glad to be here, happy to be here, excited to be here, good to be here, pleasure to be here, thrilled to be here, honored to be here,
    danke für die einladung, vielen dank für die einladung, schön, hier zu sein, merci pour l'invitation, merci de m'inviter, merci de m'avoir invité,
    gracias por invitarme, gracias por la invitación, obrigado pelo convite, obrigada pelo convite, grazie per l'invito, grazie per avermi invitato,
    спасибо за приглашение"""
)

# Behind a name in a title these say that it is the guest's.
TALKING_HERE = (" im interview", " im gespräch", " in conversation", " en entrevista", " em entrevista", " en entretien", " haastattelussa")
# With these somebody gives the own name.
INTRODUCING = _phrases(
    """i'm, i am, my name is, my name's, ich bin, mein name ist, ich heiße, je m'appelle, je suis, mon nom est, soy, me llamo, mi nombre es, mi chiamo,
    sono, sou, me chamo, meu nome é, mijn naam is, ik ben, jeg heter, jag heter, nazywam się, jmenuji se, меня зовут""",
)
# What others say with the same words that they are, in capitals: `I'm African American`, `I am Product Manager`.
CALLED = _words(
    """african american asian australian british canadian european german indian korean chinese japanese director head lead manager officer
    president""",
)
# Whom a series portrays, and what such a series may be called: `Developer Spotlight: Ana Ruiz`, `Meet the Maker: Ana Ruiz`.
PORTRAYED = _words(
    """alumna alumni alumnus ambassador artist author champion contributor contributors creator creators designer developer developers
    editor editors employee engineer faculty fellow founder founders humans instructor maintainer maintainers maker makers member mentor musician
    researcher scientist speaker staff student team teacher volunteer women writer""",
)
PORTRAYING = (
    "",
    " highlight",
    " interview",
    " portrait",
    " profile",
    " spotlight",
    " story",
    " of the month",
    " of the week",
    " of the year",
    " in tech",
)

# --- parts of a post ---

CONVERSATION = _phrases(
    """transcript of the interview, interview, the interview, full interview, conversation, the conversation, our conversation,
    transcripción, transcripción completa, transcripción de la entrevista, entrevista, la entrevista, transcrição, transcrição completa,
    transcrição da entrevista, transkript, transkript des interviews, transkript des gesprächs, das interview, das gespräch,
    transcription complète, transcription de l'entretien, entretien, l'entretien, interview complète,
    trascrizione, trascrizione completa, trascrizione dell'intervista, intervista, 文字稿, 逐字稿, 访谈, 訪談, 采访, 採訪, 文字起こし,
    書き起こし, インタビュー, 인터뷰, расшифровка, интервью, стенограмма""",
)
# Words before `transcript`, which then announces it: `Lightly edited episode transcript`.
TRANSCRIPT = _words(
    """a the this full complete whole edited unedited lightly polished condensed abridged verbatim raw rough cleaned corrected automatic automated auto-generated
    machine-generated ai-generated generated english original audio video episode podcast interview show talk webinar conversation"""
)
# A heading that begins with these, perhaps behind one of the articles, is another title of the post.
ENTITLING = _phrases(
    """interview with, interview transcript with, transcript of the interview with, conversation with, q&a with, interview mit, gespräch mit, entretien avec, conversation avec, entrevista a, entrevista con,
    conversación con, entrevista com, conversa com, intervista a, intervista ad, intervista con, conversazione con, interview met, gesprek met,
    intervju med, samtal med, samtale med, интервью с"""
)
ARTICLES = ("a ", "an ", "our ", "the ", "my ", "ein ", "das ", "im ", "un ", "une ", "notre ", "una ", "uma ", "un'", "een ", "en ", "et ")
# These announce it as well, if all that is asked is behind them; else they are a part at the end of a talk.
ROUND = _phrases(
    """q&a, q & a, questions, the questions, questions and answers, questions & answers, our questions, fragen, fragen und antworten, preguntas,
    preguntas y respuestas, questions et réponses, perguntas, perguntas e respostas, domande, domande e risposte, вопросы, вопросы и ответы""",
)
# Parts of words in the summary of a fold that holds the conversation.
TRANSCRIBING = ("transcri", "transkri", "trascri", "стенограмм", "расшифровк", "文字起こし", "文字稿", "逐字稿")
# What a note above a transcript says of it
EDITING = ("been edited", "was edited", "were edited", "edited for")
OPENING = _phrases(
    "introduction, introductions, intro, introducción, einleitung, einführung, introdução, introduzione, 引言, 简介, 介绍, はじめに, 序, введение, مقدمة"
)
CHAPTERS = _phrases(
    """chapters, episode chapters, timestamps, episode timestamps, timecodes, kapitel, kapitelmarken, zeitmarken, chapitres, minutage, capítulos,
    minutaje, capitoli, hoofdstukken, главы, таймкоды, 章节, 章節, 时间轴, 時間軸, チャプター, タイムスタンプ, 챕터, 타임스탬프"""
)
CLOSING = _phrases(
    """links, link, resources, resource, references, reference, further reading, show notes, shownotes, credits, related, related posts,
    related episodes, see also, sources, mentioned, mentioned in this episode, links mentioned, resources mentioned, useful links,
    links and resources, more, read more, learn more, find out more,
    more information, further information, en savoir plus, pour en savoir plus, mehr erfahren, más información, saiba mais, per saperne di più,
    follow, subscribe, about, about the author, about the authors, about the guest,
    about the speaker, about the speakers, about the panel, about the panelists, about the panellists, about our guest, about our guests,
    about the guests, about the host, about the hosts, about the interviewer, about the interviewee, bio, bios, speaker bios, guest bio,
    biography, über den autor, über die autorin, über den gast, zur person, sobre el autor, sobre la autora, sobre o autor, sobre a autora,
    à propos de l'auteur, sull'autore, over de auteur, about us, sponsors, sponsor, license, licence, acknowledgements, acknowledgments, footnotes, notes, get in touch, contact, attendees, attendance,
    contact us, kontakt, nous contacter, contacto, contato, zoom chat, tags, sponsored by, episode links, newsletter, our newsletter,
    join our newsletter, subscribe to our newsletter, leave a comment, comments,
    related articles, recommended reading, enlaces, recursos, referencias, notas, liens, ressources, quellen, weiterführende links, リンク, 参考,
    show note, notas del episodio, notas do episódio, enlaces recomendados, enlaces de interés, pour aller plus loin,
    参考文献, 原文, 原文链接, 原文連結, 出典, 链接, 連結, 参考资料, 參考資料, 扩展阅读, 延伸阅读, 延伸閱讀, 时间线, 嘉宾介绍, 嘉賓介紹, 本期嘉宾, 采访嘉宾, linki, odkazy, länkar, lenker, linkit, ссылки, посилання, bağlantılar, 링크, 참고, 참고 자료,
    video de la entrevista, vídeo de la entrevista, vídeo da entrevista, vidéo de l'entretien, video dell'intervista, video zum interview,
    full video, watch now, watch the video, watch the full video, watch the interview, watch the full interview, watch the conversation,
    watch the full conversation, watch the recording, watch the episode, watch the full episode, listen now, listen to the episode,
    listen to the full episode, listen to the podcast, escucha el episodio, ouça agora, escute agora, écouter l'épisode, jetzt anhören""",
)
CLOSING_WITH = (
    "connect with ", "where to find ", "links ", "resources ", "references ", "credits ", "timestamps ", "next meeting", "sponsor: ", "sponsors: ", "sponsored by ",
    "a word from our sponsor", "a message from our sponsor", "werbung: ", "anzeige: ", "enjoyed this ", "liked this ", "did you enjoy this ",
    "sign up for ", "you might also like", "you may also like", "you might also enjoy", "you may also enjoy", "share this ",
)  # fmt: skip
# Parts of show notes that tell what is said, rather than saying it.
SHOW_NOTES = _phrases(
    """in this episode, in this interview, on this episode, this episode, about this episode, about the episode, about the show, episode summary,
    episode description, description, summary, overview, recap, tldr, tl;dr, at a glance, key takeaways, main takeaways, takeaways, key points, abstract, your hosts,
    main points, key insights, key moments, key quotes, quotes, memorable quotes, notable quotes, highlights, episode highlights,
    show highlights, topics, topics covered, topics discussed, main topics, key topics, topics we cover, topics we discuss, what we cover,
    what we covered, what we discuss, what we discussed, what we talk about, what we talked about, what you'll learn, what you will learn,
    things we talk about, outline, episode outline, guest, guests, our guest, host, hosts, meet our guest, meet the guest, people, speakers,
    in dieser folge, in dieser episode, zusammenfassung, themen, themen der folge, darum geht's, worum es geht, gast, gäste,
    dans cet épisode, résumé, au programme, thèmes abordés, invité, invitée, invités, en este episodio, resumen, temas, temas tratados,
    invitado, invitada, invitados, neste episódio, resumo, temas abordados, convidado, convidada, convidados, in questo episodio, riassunto,
    argomenti, ospite, ospiti, in deze aflevering, samenvatting, onderwerpen, gasten, 本期内容, 内容简介, 节目简介, 概要, 要点""",
)
SHOW_NOTES_END = (
    " summary",
    " sponsor",
    " mentioned",
    " discussed",
    " covered",
    " referenced",
    " this episode",
    " der folge",
    " del episodio",
    " do episódio",
)
# Lead-ins of a part about the guest: `About Ana Ruiz`.
ABOUT = ("about ", "über ", "à propos de ", "sobre ", "over ")
# What lists the headings of a post.
CONTENTS = frozenset(
    _phrases(
        """contents, table of contents, toc, inhalt, inhaltsverzeichnis, sommaire, table des matières, índice, sumário, indice, sommario, inhoud,
        inhoudsopgave, spis treści, содержание, оглавление, 目次, 目录, 目錄, 목차, içindekiler""",
    ),
)
# The words beside Substack's buttons.
SUBSCRIBING = (
    "Subscribe for free to receive new posts and support my work.", "This post is public so feel free to share it.",
    "To receive new posts and support my work, consider becoming a free or paid subscriber.",
)  # fmt: skip
BUTTONS = frozenset(
    _phrases(
        """share, share this post, subscribe, subscribe now, subscribe for free, leave a comment, upgrade to paid, give a gift
        subscription, teilen, abonnieren, jetzt abonnieren, kommentieren, partager, s'abonner, compartir, suscribirse, suscríbete,
        compartilhar, inscreva-se""",
    ),
)
# What is said at the end of how the interview was made, and perhaps of who asked.
CREDITING = (
    "this interview was ", "the interview was ", "this interview has been ", "this conversation was edited", "this conversation was recorded",
    "this conversation has been edited", "das interview wurde ", "das gespräch wurde ", "das interview führte", "das gespräch führte",
    "die fragen stellte", "propos recueillis par ", "cette interview a été ", "cet interview a été ", "cet entretien a été ", "entrevista realizada por ",
    "esta entrevista fue ", "esta entrevista foi ", "questa intervista è stata ", "intervista a cura di ", "interview by ", "interviewed by ",
)  # fmt: skip
SIGNING_OFF = (
    *CREDITING, "this transcript ", "this is a transcript ",
    *(f"this interview is {word} " for word in ("also", "available", "based", "brought", "edited", "from", "part", "published", "sponsored", "taken")),
    "share this ", "filed under", "transcribed by ", "transcribed with ", "if you enjoyed this",
    "if you liked this", "©", "stay in the know", "get the latest news ", "by subscribing", "sign up for our newsletter",
    "sign up to our newsletter", "subscribe to our newsletter", "join our newsletter", "originally published ",
    "this post was originally ", "source: http", "source : http", "fonte: http", "fuente: http", "quelle: http", "bron: http", "источник: http",
    "来源：http", "来源: http", "原文：http", "原文: http", "出典：http", "出典: http",
)  # fmt: skip
THANKING = (
    "thanks for listening", "thanks for reading", "thanks for watching", "thanks for tuning in", "thank you for listening",
    "thank you for reading", "thank you for watching", "thank you for tuning in", "danke fürs ", "vielen dank fürs ", "merci de nous avoir ",
    "gracias por escuchar", "gracias por leer", "obrigado por ouvir", "obrigada por ouvir", "grazie per aver",
)  # fmt: skip
# With these somebody thanks, but not for what is thanks to a thing: `Thanks to wax, ...`
GRATEFUL = ("thanks", "thank you", "many thanks", "danke", "vielen dank", "merci", "gracias", "obrigad", "grazie", "bedankt", "спасибо")
THANKS_TO = ("thanks to ", "gracias a ", "merci à ", "grazie a ", "grazie al", "obrigado a", "obrigada a")
# With these readers are told where to find the one whose name follows.
REFERRING = (
    "follow ", "you can follow ", "you can find ", "you can reach ", "you can connect with ", "find ", "connect with ", "learn more about ",
    "read more about ", "to learn more about ", "to find out more about ", "folgt ", "mehr über ", "suivez ", "vous pouvez suivre ",
    "puedes seguir a ", "podéis seguir a ", "sigue a ", "você pode seguir ", "siga ", "potete seguire ", "puoi seguire ", "segui ",
)  # fmt: skip
PARTS = _phrases(
    """outro, conclusion, closing, ending, end, wrap up, wrap-up, wrapping up, intro, introduction, transcript, transcription, interview, q&a,
    speakers, cierre, conclusión, despedida, schluss, fazit, fin, conclusione, conclusão, заключение, 结束语, 結束語, 结语, 結語, 后记, 後記, おわりに, 終わりに""",
)
# Such parts are chapters where somebody speaks in them.
WINDING_UP = _phrases(
    """final thoughts, closing thoughts, concluding thoughts, parting thoughts, final words, closing words, final remarks, closing remarks,
    concluding remarks, in conclusion, in closing, summary, summing up, takeaways, key takeaways, schlusswort, schlussworte, zusammenfassung,
    conclusiones, resumen, reflexiones finales, pour conclure, en conclusion, considerações finais, conclusioni, 总结, 總結, 小结, 小結, まとめ, выводы, итоги"""
)

# --- how people talk ---

AUXILIARY = _phrases(
    """is, are, was, were, am, do, does, did, have, has, had, can, could, would, will, should, shall, may, might, isn't, aren't, wasn't,
    weren't, don't, doesn't, didn't, haven't, hasn't, can't, couldn't, won't, wouldn't, shouldn't""",
)
INTERROGATIVE = by_first_word(_phrases("what, what's, how, how's, why, who, who's, whom, whose, where, where's, when, which"))
ASKING = by_first_word(AUXILIARY) | INTERROGATIVE
# The whole of a question that asks for the reason of what was said.
WHY = _phrases(
    """why, warum, wieso, weshalb, pourquoi, por que, por qué, por quê, perché, neden, niçin, почему, зачем, чому, навіщо, dlaczego, proč, waarom,
    varför, hvorfor, miksi, γιατί, なぜ, なぜですか, なぜでしょうか, どうして, どうしてですか, 왜, 왜요, 왜죠, 왜인가요, 为什么, 为什么呢, 為什麼,
    為什麼呢""",
)
POINTING = _words("that this these those it they them he she him there so one mean")
# A heading that begins with these is something said rather than a topic.
TALKING = by_first_word(
    _phrases(
        """i, i'm, i've, i'd, you, you're, you've, we, we're, it, it's, that, that's, this is, he, she, they, there's, so, and, but, or,
        love, loved, thanks, thank, wow, yeah, yes, no, okay, ok, great, cool, nice, exactly, totally, absolutely, right, perfect,
        interesting, well, oh, ah, please, sure, sounds, glad, welcome, hello, hi, hey, let's, haha, awesome, amazing, had, never, got,
        makes, speaking of""",
    ),
)
REACTIONS = by_first_word(
    _phrases(
        """yeah, yes, no, nope, okay, ok, right, exactly, totally, absolutely, definitely, sure, wow, oh, ah, haha, hm, hmm, great, good,
        nice, cool, awesome, amazing, perfect, interesting, excellent, fantastic, wonderful, brilliant, beautiful, indeed, true,
        congratulations, thanks, thank you, got it, i see, love it, love that, love this, well done, fair enough, makes sense,
        that makes sense, of course, for sure, same, agreed, alright, all right, welcome""",
    ),
)
# Endings of a sentence that ask for no more than assent.
NODS = frozenset(
    _phrases(
        """right, correct, no, yes, yeah, huh, eh, okay, ok, you know, really, seriously, true, am i right, is that right, is that correct,
        is that so, is that true, is that it, is it right, is this right, is this correct, was that right, is that fair, de verdad, verdad,
        no es así, en serio, nicht wahr, oder, wirklich, ehrlich, echt, n'est-ce pas, vraiment, ah bon, davvero, sério, правда, серьезно,
        серьёзно, 真的吗, 真的, 真的嗎, 是吗, 是嗎, 对吗, 本当ですか, 本当に, 本当, そうですか, 정말요, 정말""",
    ),
) | {
    f"{auxiliary}n't {person}"
    for auxiliary in ("is", "are", "was", "were", "do", "does", "did", "have", "has", "would", "can", "could", "will")
    for person in ("it", "you", "they", "he", "she", "we", "there", "that")
}
# Lead-ins that need no comma behind them, and then those that do.
SOFT_LEADS = by_first_word(
    _phrases(
        """so, and, but, or, now, then, ok, okay, because, y, entonces, pues, bueno, así que, und, also, dann, et, alors, donc, du coup, e, então,
        allora, quindi, dunque, dus, maar, nou, så, och, og, więc, a więc, takže, и, а, но, ну, итак, тогда, значит, отже, тобто, peki, o zaman,
        אז, إذن, तो, 그럼, 그러면, 그런데, 그래서""",
    ),
)
HARD_LEADS = by_first_word(
    _phrases(
        """yeah, yes, yep, no, nope, well, right, alright, all right, all right then, great, good, nice, cool, awesome, perfect, exactly,
        absolutely, totally, sure, oh, ah, hm, hmm, um, uh, wow, interesting, actually, basically, finally, also, anyway, thanks, thank you,
        thanks a lot, got it, i see, for sure, of course, you know, like, maybe, first, first of all, next, last, lastly, obviously,
        clearly, indeed, see, look, listen, i mean, i guess, i think, hey, hi, please, again, just out of curiosity, out of curiosity,
        by the way, in that case, speaking of which, with that said, that said, having said that, to start, to begin with,
        diving right in, besides, moving on, okay cool, ok cool, muy bien, bueno, vale, claro, perfecto, gracias, genial, sí, super, bien,
        très bien, d'accord, parfait, merci, oui, ja, na ja, naja, na dann, na gut, gut, sehr gut, toll, danke, genau, aí, bom, certo, ótimo,
        obrigado, obrigada, bene, ottimo, perfetto, grazie, oké, goed, mooi, bedankt, okej, no dobrze, dobrze, dobře, да, так, хорошо,
        отлично, понятно, спасибо, пожалуйста, кстати, добре, טוב, حسنا, حسنًا, طيب, अच्छा, 네, 예, 먼저, 마지막으로, 好, 好的, 嗯, 那么, 那麼, 那, 所以,
        首先, 最后, 最後, 另外, では, それでは, じゃあ, それじゃあ, なるほど, ちなみに, ところで, さて, まず, まずは, 次に, 最後に""",
    ),
)
WONDERING = by_first_word(
    _phrases(
        """wondering, curious, just wondering, just curious, i'm wondering, i'm curious, i am wondering, i am curious, i was wondering,
        i was curious, i'm also wondering, i'm also curious, i'm just wondering, i'm just curious, i was just wondering, let me ask,
        let me ask you, let me ask you this, let me ask you something, let me ask a question, let me ask you a question, can i ask,
        can i ask you, i wanted to ask, i wanted to ask you, tell me, question, last one, the last one, the next one, next one, final one,
        maybe last one, erzähl mal, erzähl doch mal, sag mal, sagen sie, dis-moi, dites-moi, dimmi, mi dica, скажи, скажите""",
    ),
)
# Before a name that a question addresses: `Hi Ana, why wax?`
GREETINGS = _words("hi hello hey bonjour salut hola hallo moin servus olá oi ciao buongiorno hoi привет здравствуйте 你好 您好 こんにちは")
# Before the surname of somebody whom a question addresses: `Frau Ruiz, warum Wachs?`
ADDRESSES = HONORIFICS | _words(
    "frau herr monsieur madame mademoiselle señor señora senhor senhora signor signora signore mevrouw meneer господин госпожа",
)
# Words without a meaning of their own.
FUNCTION_WORDS = _words(
    """a about actually after again ago all also always am an and another any anyone anything anyway are aren't around as ask at away back
    basically be because been before being best better bit both but by can can't come could couldn't did didn't different do does doesn't
    doing don't done each either else even ever every everybody everyone everything exactly far few first for from further get getting go
    goes going gonna good got great guess had happen happened happening happens has have haven't having he her here hers him his how i i'd
    i'll i'm i've if in into is isn't it it's its just kind know last lately let let's like likely little lot made make makes making many
    maybe me mean means might mine more most much my myself need never new no nobody none nor not nothing now of off oh ok okay on
    once one ones only or other others our out over part people's perhaps please pretty put quite rather really right same say saying see
    seem seems seen shall she should show since so some somebody somehow someone something sometimes somewhere sort still stuff such sure
    take tell than that that's the their theirs them themselves then there there's these they they're thing things think thinking this
    those though through time times to today together told too took true try trying two under until up upon us use used using very want
    wanted was wasn't way ways we we're we've well went were weren't what what's when where where's which while who whom whose why will
    with within without won't would wouldn't yeah yes yet you you'd you'll you're you've your yours yourself""",
)
