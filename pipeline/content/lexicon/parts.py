"""What the parts of a post are called: the conversation, and what stands around it."""

from pipeline.content.lexicon.phrases import phrases, words

CONVERSATION = phrases(
    """transcript of the interview, interview, the interview, full interview, conversation, the conversation, our conversation,
    transcripción, transcripción completa, transcripción de la entrevista, entrevista, la entrevista, transcrição, transcrição completa,
    transcrição da entrevista, transkript, transkript des interviews, transkript des gesprächs, das interview, das gespräch,
    transcription complète, transcription de l'entretien, entretien, l'entretien, interview complète,
    trascrizione, trascrizione completa, trascrizione dell'intervista, intervista, 文字稿, 逐字稿, 访谈, 訪談, 采访, 採訪, 文字起こし,
    書き起こし, インタビュー, 인터뷰, расшифровка, интервью, стенограмма""",
)
# Words before `transcript`, which then announces it: `Lightly edited episode transcript`.
TRANSCRIPT = words(
    """a the this full complete whole edited unedited lightly polished condensed abridged verbatim raw rough cleaned corrected automatic automated auto-generated
    machine-generated ai-generated generated english original audio video episode podcast interview show talk webinar conversation"""
)
# A heading that begins with these, perhaps behind one of the articles, is another title of the post.
ENTITLING = phrases(
    """interview with, interview transcript with, transcript of the interview with, conversation with, q&a with, interview mit, gespräch mit, entretien avec, conversation avec, entrevista a, entrevista con,
    conversación con, entrevista com, conversa com, intervista a, intervista ad, intervista con, conversazione con, interview met, gesprek met,
    intervju med, samtal med, samtale med, интервью с"""
)
# So does one that has these behind who asks: `Ana Ruiz in conversation with Bo Lind`.
CONVERSING = phrases(
    """in conversation with, im gespräch mit, in gesprek met, en conversation avec, en conversación con, en charla con, em conversa com,
    in conversazione con, i samtal med, i samtale med, в беседе с"""
)
ARTICLES = (
    "a ",
    "an ",
    "in ",
    "our ",
    "the ",
    "my ",
    "ein ",
    "das ",
    "im ",
    "un ",
    "une ",
    "notre ",
    "una ",
    "uma ",
    "un'",
    "een ",
    "en ",
    "et ",
)
# These announce it as well, if all that is asked is behind them; else they are a part at the end of a talk.
ROUND = phrases(
    """q&a, q & a, questions, the questions, questions and answers, questions & answers, our questions, fragen, fragen und antworten, preguntas,
    preguntas y respuestas, questions et réponses, perguntas, perguntas e respostas, domande, domande e risposte, вопросы, вопросы и ответы""",
)
# Parts of words in the summary of a fold that holds the conversation.
TRANSCRIBING = ("transcri", "transkri", "trascri", "стенограмм", "расшифровк", "文字起こし", "文字稿", "逐字稿")
# What a note above a transcript says of it
EDITING = ("been edited", "was edited", "were edited", "edited for")
# Words of a line with a link to where readers may put it right
CORRECTING = (
    "an error", "a mistake", "any error", "any mistake", "a typo", "any typo", "pull request", "correction", "einen fehler", "fehler gefunden",
    "une erreur", "un error", "algún error", "um erro", "algum erro", "un errore",
)  # fmt: skip
OPENING = phrases(
    "introduction, introductions, intro, introducción, einleitung, einführung, introdução, introduzione, 引言, 简介, 介绍, はじめに, 序, введение, مقدمة"
)
CHAPTERS = phrases(
    """chapters, episode chapters, timestamps, episode timestamps, timecodes, kapitel, kapitelmarken, zeitmarken, chapitres, minutage, capítulos,
    minutaje, capitoli, hoofdstukken, главы, таймкоды, 章节, 章節, 时间轴, 時間軸, チャプター, タイムスタンプ, 챕터, 타임스탬프"""
)
CLOSING = phrases(
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
SHOW_NOTES = phrases(
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
    phrases(
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
    phrases(
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
    "if you liked this", "browse more ", "read more interviews", "check out our other ", "interested in being featured",
    "interested in being interviewed",
    *(
        f"{asking}be {word}"
        for asking in ("if you'd like to ", "if you would like to ", "if you want to ", "would you like to ", "do you want to ", "want to ")
        for word in ("featured", "interviewed", "our next guest")
    ),
    "©", "stay in the know", "get the latest news ", "by subscribing", "sign up for our newsletter",
    "sign up to our newsletter", "subscribe to our newsletter", "join our newsletter", "originally published ",
    "this post was originally ", "source: http", "source : http", "fonte: http", "fuente: http", "quelle: http", "bron: http", "источник: http",
    "来源：http", "来源: http", "原文：http", "原文: http", "出典：http", "出典: http",
    *(f"{word}{colon}" for colon in (":", " :", "：") for word in (
        "tags", "keywords", "categories", "credits", "music", "editing", "disclaimer", "correction", "corrections", "license", "licence",
        "schlagwörter", "musik", "schnitt", "lizenz", "korrektur", "mots-clés", "musique", "montage", "licence", "etiquetas", "palabras clave",
        "música", "edición", "licencia", "palavras-chave", "edição", "licença", "musica", "montaggio", "licenza", "теги", "музыка", "монтаж", "лицензия",
        "标签", "音乐", "剪辑", "後期", "后期", "音楽", "編集", "タグ",
    )),
    "this work is licensed ", "licensed under ", "published with permission", "republished with permission", "reproduced with permission",
    "transcripción realizada ", "transcrição realizada ", "transcription réalisée ", "transcribed and edited by ", "transcript by ",
    "transcription by ", "transcrito por ", "transcrit par ", "transkribiert von ", "расшифровка: ", "文字起こし：", "整理：",
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
    "follow ", "be sure to follow ", "make sure to follow ", "check out ", "be sure to check out ", "make sure to check out ",
    "you can follow ", "you can find ", "you can reach ", "you can connect with ", "find ", "connect with ", "learn more about ",
    "read more about ", "to learn more about ", "to find out more about ", "folgt ", "mehr über ", "suivez ", "vous pouvez suivre ",
    "puedes seguir a ", "podéis seguir a ", "sigue a ", "você pode seguir ", "siga ", "potete seguire ", "puoi seguire ", "segui ",
)  # fmt: skip
PARTS = phrases(
    """outro, conclusion, closing, ending, end, wrap up, wrap-up, wrapping up, intro, introduction, transcript, transcription, interview, q&a,
    speakers, cierre, conclusión, despedida, schluss, fazit, fin, conclusione, conclusão, заключение, 结束语, 結束語, 结语, 結語, 后记, 後記, おわりに, 終わりに""",
)
# Such parts are chapters where somebody speaks in them.
WINDING_UP = phrases(
    """final thoughts, closing thoughts, concluding thoughts, parting thoughts, final words, closing words, final remarks, closing remarks,
    concluding remarks, final comments, closing comments, concluding comments, closing notes, in conclusion, in closing, summary, summing up,
    takeaways, key takeaways, schlusswort, schlussworte, zusammenfassung,
    conclusiones, resumen, reflexiones finales, pour conclure, en conclusion, considerações finais, conclusioni, 总结, 總結, 小结, 小結, まとめ, выводы, итоги"""
)
