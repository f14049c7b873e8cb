"""What people are called: roles, titles, groups, and the phrases behind which a name stands."""

from pipeline.content.lexicon.phrases import phrases, words

JOINING = words("von van de der den del della des di da do dos du la le el al bin ibn ten ter")  # parts of one name
PARTICLES = JOINING | words("the and y e & und et of")
# In capitals these may be somebody's initials.
SHORT_WORDS = PARTICLES | words("am an as at be by he if in is it me my on or so to us we")
# What a label may have of those who speak as one, in small letters: `The wax team:`.
GROUPS = words(
    "team crew staff editors équipe équipes rédaction equipo redacción equipe redação squadra redazione zespół redakcja команда редакция ekibi"
)
# What is in the name of an author who is nobody: `The Wax Works Team`.
FIRMS = GROUPS | words(
    """the group foundation project community company inc ltd llc gmbh lab labs studio studios blog magazine journal news media press podcast club
    society association initiative alliance institute university academy office committee council desk admin administrator marketing communications content"""
)
AND = "(?:and|und|et|&)"  # between two names, as a regular expression
IS = words("is are was were ist sind war waren es son est sont é è são sono")
HONORIFICS = words("dr dra prof profa professor mr mrs ms mx sir dame rev phd jr sr")
ASKS = words(
    """host me ich moi yo eu io ik 我 私 나 interviewer moderator moderatorin moderador moderadora mediador mediadora modérateur modératrice moderatore
    moderatrice модератор interviewerin entrevistador entrevistadora periodista intervieweur intervieweuse enquêteur enquêtrice journaliste
    intervistatore intervistatrice giornalista conduttore conduttrice presentador presentadora apresentador apresentadora animateur animatrice
    présentateur présentatrice prowadzący prowadząca dziennikarz dziennikarka moderátor moderátorka novinář novinářka programledare haastattelija
    sunucu pewawancara ведущий ведущая корреспондент журналист ведучий ведуча журналістка מראיין מראיינת מנחה المحاور المحاورة المذيع
    المذيعة 主持人 主持 记者 記者 采访者 司会 司会者 聞き手 インタビュアー 진행자 기자""",
)
ANSWERS = words(
    """guest interviewee them entrevistado entrevistada invitado invitada convidado convidada invité invitée enquêté enquêtée intervistato intervistata ospite gast gäst gość
    gościni rozmówca rozmówczyni konuk narasumber гость гостья гість гостя מרואיין מרואיינת אורח אורחת الضيف الضيفة 嘉宾 受访者
    話し手 ゲスト 게스트""",
)
TOGETHER = words("all both everyone everybody alle beide todos todas ambos ambas tous toutes tutti entrambi все оба 全員 一同 两人 모두")
# Labels for somebody of whom no more was heard. As adjectives they begin other lines, too: `Female bees: ...`
UNNAMED = words("unknown unidentified male female")
ROLES = (
    ASKS
    | ANSWERS
    | TOGETHER
    | UNNAMED
    | words(
        """speaker introducer announcer sprecher hablante orador locuteur panelist audience participant voice person spk narrator narrateur narratrice narrador
        narradora narratore narratrice erzähler erzählerin voix público publico plateia pubblico publikum публика 提问 听众 观众 觀眾 会場
        sprecherin teilnehmer teilnehmerin locutor locutora falante interlocutor interlocutora participante interlocuteur intervenant
        intervenante orateur interlocutore parlante relatore spreker mówca mówczyni konuşmacı talare mluvčí pembicara penutur
        спикер говорящий участник учасник 说话人 發言人 发言人 與會者 与会者 講者 讲者 說話者 说话者 話者 発言者 화자 발화자 참석자 참가자"""
    )
)
# Behind `the` these are somebody's part in a meeting or in court.
OFFICES = words("chair chairman chairwoman chairperson court witness clerk operator")
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
NO_NAMES = words(
    """a about abstract ad additional ads advice again agenda also an answer answers as at attendees background because bio bonus book books
    break but by chapter chapters conclusion contents context credits date disclaimer discussion duration edit editor email episode event events
    example examples fact facts figure fig first follow for format fun further github guests here hint honorable hosts how i if image important in info
    intro introduction is it jingle key last lesson lessons like link linkedin links location mentions more music my name news next no
    not note notes notice now ok okay on one online or other our outro panelists panellists part participants photo point points pro
    problem question questions quote reading reason recap reference references related resource resources result results rule second
    section see slide slides so solution source sources speakers sponsor sponsors step steps subject subscribe summary takeaway
    takeaways that then these things third this time timestamps tip tips title tldr to tools topic topics transcript transcription
    twitter update updates video warning watch we website well what when where which who why with yes you your youtube
    anche aussi también também
    dauer durée duración duração durata длительность 时长 時長
    ndlr ndr ndt 编者按 编者注 編者按 編者註 編集部注
    nota notas anmerkung remarque opmerking uwaga замечание примечание примітка
    resumen ejemplo pregunta respuesta fuente fuentes fecha título tema temas vídeo enlace enlaces hinweis beispiel frage
    antwort quelle thema quellen 主题 位置 幻灯片 视频 注 来源 链接 时间 地点 译者 作者 标题 摘要 图 图片
    foto fotos bild bilder text texte texto testo imagen crédit crédits фото текст 写真 撮影 文 사진 글
    translation traducción traduction tradução traduzione übersetzung vertaling tłumaczenie перевод переклад
    翻訳者 翻訳 訳者 訳 譯者 번역 번역자""",
)
# Words that have a capital at the beginning of a sentence, but do not begin a full name.
OPENERS = words(
    """thanks and but so or the this that these those in on at for from with by of to as
    if when while where what who how why my our your his her their its today then now here there i we you he she
    they it is are was yes no after before und y con""",
)
# Words that speak to or of the one whose name follows, with a capital at the beginning of a sentence: `Join Ana Ruiz, who ...`
CALLING = words("join joining meet hear hey hi hello dear welcome i'm i’m hola hallo я это")
HOSTING = phrases(
    """your host, your host is, your hosts, your hosts are, hosts:, our host, with host, join host, show host, podcast host, podcast hosts, hosted by, host is, host:, interview by,
    interviewed by, interview was conducted by, interview conducted by, interviewer:, interviewers:, moderator:, moderated by, modera:, moderan:, moderación:,
    moderado por, moderada por, moderador:, moderadora:, moderação:, mediação:, mediador:, mediadora:, modération :, modérateur :, modératrice :, anfitrión, anfitriona, presentado por, votre hôte, animé par,
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
INTERVIEWING = phrases(
    """interviewed, interviews, sat down with, sits down with, caught up with, catches up with, interviewte, interviewt, sprach mit, a interviewé,
    s'est entretenu avec, s'est entretenue avec, entrevistó a, entrevista a, conversó con, entrevistou, conversou com, ha intervistato""",
)
# Behind those that end so may stand several.
HOSTING_TOGETHER = ("hosts", "hosts:", "hosts are", "interviewers:", "presenters:", " by", " par", " por", " von", " führten", " stellten")
# Words with which a line begins that says who wrote a text or made its pictures: `Text: Ana Ruiz`, `By Ana Ruiz`.
SIGNING = phrases(
    "words, text, texte, texto, testo, tekst, текст, photo, photos, foto, fotos, photograph, photographs, pictures, images, interview, questions, fragen"
)
SIGNED_BY = phrases("by, von, par, por, di, door")
# Behind these stands whom a post talks to. Behind `with` alone it may be anything: `Getting started with Machine Learning`.
INVITING = phrases(
    """to interview, interview with, interviews with, conversation with, conversations with, chat with, chats with, chatted with, chatting with,
    chat to, chats to, chatted to, chatting to,
    talk with, talks with, talked with, talking with, talk to, talks to, talked to, talking to, speak with, speaks with, spoke with, speaking with,
    speak to, speaks to, spoke to, speaking to, sat down with, sit down with, sits down with, caught up with, q&a with, q & a with, ama with,
    questions with, questions for, minutes with, an hour with, coffee with, tea with, lunch with, kaffee mit, café avec, café con, café com,
    chá com, caffè con, interviewed, i'm interviewing, i am interviewing, we're interviewing, we are interviewing, be interviewing, we met, i met, we meet, we visited, i visited, we asked, i asked,
    interviewee:, interviewees:, getting to know, get to know, joined by, we welcome, let's welcome, let's meet, guest is, guest today is, our guest, podcast guest, guest:, we're featuring, we are featuring, 嘉宾：, 嘉賓：, 嘉宾:, gespräch mit, interview mit, unterhaltung mit, sprach mit,
    sprachen mit, gesprochen mit, haben mit, habe mit, fragen an, nachgefragt bei, zu besuch bei, zu gast ist, zu gast:, gast:, entretien avec, rencontre avec, avons rencontré, conversation avec,
    discussion avec, interview avec, invité:, invitée:, avons interviewé, ai interviewé, avons échangé avec, avons discuté avec, questions à,
    entrevista a, entrevista con, conversación con, charla con, hablamos con, conversamos con, charlamos con, entrevistamos a, entrevistado a, preguntas a, preguntas para, invitado:, invitada:, entrevista com,
    conversa com, bate-papo com, conversamos com, conversámos com, falamos com, falámos com, papo com, entrevistamos, entrevistámos, perguntas a, perguntas para, convidado:, convidada:, intervista a, intervista ad, intervista con,
    conversazione con, chiacchierata con, chiacchiere con, chiacchierato con, parlato con, abbiamo intervistato, ho intervistato, domande a, ospite:, intervju med, samtal med, samtale med, gesprek met,
    interview met, spraken met, sprak met, vragen aan, interviewden,
    у меня в гостях, у нас в гостях, в гостях у нас, в гостях у меня, наш гость, наша гостья, у нас у гостях, у гостях у нас, наш гість""",
)
# Behind these is not the name of the person whom the words before them describe: `the founder of Acme Pumps`.
LEADING_ON = words(
    """of by at in on about from behind for who that which with to into de du des del della dello di do da dos das von vom bei über aus für
    am im auf mit chez sur bij""",
)
# A part of a title in which one of these words occurs says what the post is, and another part may be the guest's name.
INTERVIEWS = words(
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
WELCOMING = phrases(
    """your host,
    welcome to, welcome you to, welcome back, welcome everyone, welcome everybody, willkommen zu, willkommen bei, willkommen im, willkommen in, bienvenidos,
    bienvenidas, bienvenue à, bienvenue dans, bienvenue sur, benvenuti, bentornati, bem-vindos, bem vindos, welkom bij, välkommen till, witamy,
    vítejte, добро пожаловать, ласкаво просимо, вітаємо, hoş geldiniz, selamat datang, ברוכים הבאים, مرحبا بكم, أهلا بكم, καλώς ήρθατε""",
)

# Headings above a list of who took part in a call.
ATTENDING = frozenset(("attendees", "attendance", "in attendance", "participants", "present"))
# With these a guest answers whoever has invited them.
THANKING_HOST = phrases(
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
INTRODUCING = phrases(
    """i'm, i am, my name is, my name's, ich bin, mein name ist, ich heiße, je m'appelle, je suis, mon nom est, soy, me llamo, mi nombre es, mi chiamo,
    sono, sou, me chamo, meu nome é, mijn naam is, ik ben, jeg heter, jag heter, nazywam się, jmenuji se, меня зовут""",
)
# What others say with the same words that they are, in capitals: `I'm African American`, `I am Product Manager`.
CALLED = words(
    """advocate african american architect asian australian british canadian evangelist european expert german indian korean chinese japanese
    director head lead manager officer president professor""",
)
# Whom a series portrays, and what such a series may be called: `Developer Spotlight: Ana Ruiz`, `Meet the Maker: Ana Ruiz`.
PORTRAYED = words(
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
