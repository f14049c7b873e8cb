"""Renders Markdown to HTML with comrak (CommonMark with GitHub's tables, footnotes and bare links), each block with its source line."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

import comrak

from pipeline.content.markup import boxing, codeblocks, footnotes, pandoc
from pipeline.content.markup.signs import holds
from pipeline.content.text.pattern import compiled

# In cells: comrak's time is quadratic in a table's columns, and no post has rows this wide.
_WIDEST_TABLE = 2_000
# Each reference to a footnote makes a link back from it, so a short text could produce gigabytes of them.
_MOST_FOOTNOTES = 5_000
# GitHub's bare links leave out underscores at their end, but a video's id may end in one.
_CUT_LINK = r'href="((?:http://)?)([^"<>]*)">\2</a>(_+)'
# What components, shortcodes and includes of a question are called, how their tags begin and end, and where they give the question.
_ASKING = r"(?i:(?:interview-?)?(?:question|q(?:and|n)?a?)|interview)"
_OPENS = r"(?:<|\{\{[<%]\s{0,9}|\{%-?\s{0,9}(?:include\s{1,9})?)"
_CLOSES = r"(?:</|\{\{[<%]\s{0,9}/\s{0,9}|\{%-?\s{0,9}end)"
_ENDS = r"\s{0,9}[/-]?(?:>|[>%]\}\}|%\})"
_SIGNS_OF_ASKING = ("Answer>", "<Q", "<Interview", "< q", "% q", "< interview", "% interview", "include q", "include interview")
# What is around questions and answers, which would keep Markdown from being read: `<Interview>`, `<Answer>`, `{{< /qa >}}`.
_AROUND = rf"(?m)(?:^[ \t]{{0,8}}(?:{_OPENS}|{_CLOSES})(?i:interview|q(?:and|n)?a){_ENDS}[ ]*$|</?Answer>)(?:[ ]*\n[ \t]+(?=\S))?"
# An element of HTML for who speaks: `<p class="speaker">Ana</p>`
_SPEAKER = (
    r"""<(p|div|span)\b[^<>\n]{0,99}class=["'][^"'<>]{0,60}\bspeaker(?:-?name)?\b[^"'<>]{0,60}["'][^<>\n]{0,99}>\s{0,9}"""
    r"""([^<>\n:]{1,60}?):?\s{0,9}</\1>"""
)
# An element for what somebody says, as its tag tells: `<turn speaker="Ana" timestamp="12:34">`
_TURN = r"(?i:turn|utterance)"
# Emoji before words that are alone in bold in their line: `🎙 **Ana Ruiz**`, `❓ **Why wax?**`
_SIGNED = r"(?m)^(?:[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d]*){1,5}[ ]?(\*\*(?:[^*\n?!.,]{2,40}|[^*\n]{2,300}\?)\*\*)(?=[ \t]*$)"
_SPEAKERS = 2  # or questions, at least
# Where attributes of a box name its video (Substack, Squarespace and others, from pandoc)
_BOXED_VIDEO = r"""(?:youtube2-|youtu\.be/|/embed/|[?&]v=|video-?id\W{1,9})([\w-]{11})(?![\w-])"""
# What an address may not have where Markdown and HTML look for its end
_IN_ADDRESS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in " \n\"'()<>\\"})
_ID = r"[\w-]{11}(?![\w-])"
# A block of code that site engines play. It begins with an id or an address, perhaps behind a key, `url: https://youtu.be/abcDEF_12-x`, or in
# the line of the fence, as MyST has it: "```{youtube} abcDEF_12-x"
_PLAYED_CODE = rf"""(?x)[ ]{{0,3}}[`~]{{3,99}}[ ]?(?:youtube[ \t]{{0,9}}\n[ \t]{{0,9}}(?:(?:id|url|video):[ ]{{0,9}})?|\{{(?:youtube|iframe|video)\}}[ ])
    ["']?({_ID}|https?://[^\s"']{{0,99}}youtu[^\s"']{{1,300}})["']?[ \t]{{0,9}}\n(?:[^\n]*\n){{0,9}}[^\n]*"""
_ALL = r"(?s).+"  # the text as a whole
# Words that are struck: `~~uh~~`
_STRUCK = r"~~(?!~)([^~\n]{1,999})~~(?!~)"
# What holds a question (MDX, Hugo, Jekyll, Eleventy), in its tag or within: `<QA question="Why wax?">`, `{{< question >}}Why wax?`
_QUESTION = rf"""(?xm)^(?<!>\n)[ \t]{{0,8}}{_OPENS}{_ASKING}(?:\.html)?
    (?:(?P<given>\s(?:[^<>{{}}]|\{{(?=["'])|(?<=["'])\}}){{1,900}}?){_ENDS}
    |{_ENDS}\s{{0,9}}(?P<inside>[^\s<>{{}}](?:[^\n<>{{}}]|\n(?!\n)){{0,900}}?)\s{{0,9}}{_CLOSES}{_ASKING}{_ENDS})
    [ ]*(?:\n[ \t]+(?=\S)|$)"""
_LIKE_ELEMENTS = (
    "(?:Article|Aside|Audio|Blockquote|Button|Caption|Details|Dialog|Figure|Footer|Form|Header|Iframe|Section|Summary|Table|Video)"
)
# The tag, shortcode or container that opens a fold, above an empty line, which ends HTML's summary, or a note, and the title that it gives:
# `<Accordion title="Transcript">`, `{{< details "Transcript" >}}`.
_ATTRIBUTE = r"""[ ]{1,9}[\w-]{1,40}(?:=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|\{[^{}\n]{0,200}\}|[^\s"'<>{}]{1,200}))?"""
_FOLD = rf"""(?xm)^(?:
    (?:\{{\{{[<%][ ]{{0,9}}|\{{%-?[ ]{{0,9}}|<(?=[A-Z]))(?i:[\w./-]{{0,40}}(?:details|expand|collaps|accordion|toggle|spoiler)[\w./-]{{0,40}})
    (?:{_ATTRIBUTE}){{0,9}}?[ ]{{1,9}}(?:(?:title|summary|label|header|heading|text)=)?\{{?(?:"([^"<>{{}}\n]{{1,200}})"|'([^'<>{{}}\n]{{1,200}})')\}}?
    (?:{_ATTRIBUTE}){{0,9}}[ ]{{0,9}}(?:/?>|[>%]\}}\}}|-?%\}})
    |(?::{{3,}}[ ]{{0,9}}|\{{%-?[ ]{{0,9}})details[ ]{{1,9}}([^\s"'<>{{}}\[\]%][^"<>{{}}\[\]\n%]{{0,200}}?)[ ]{{0,9}}(?:-?%\}})?)[ \t]*$(?=\n)"""
# A label in bold at the beginning of a line, behind a tag or behind a time in brackets, up to the end of what is searched
_LABEL = r"(?m)(?:^[ \t]*|(?<=>)|(?<=[\])][ ]))(?:\*\*[^*:\n]{1,60}(?::\*\*|\*\*:)|<(strong|b)>[^<>:\n]{1,60}(?::</\1>|</\1>:))\Z"
_LONGEST_LABEL = 100  # characters, with blanks before it
_ABOVE_EMPTY = re.compile(r"\n[ \t]*(?:$|<!--)", re.MULTILINE)
_MARKS = ("?", "？")
_ASKING_BOX = "(?i:question|help|faq)"  # what boxes are called that ask
_GIVEN = r"""(?:^\s{1,99}|\s(?:question|text|content|q)=\{?)(?:"([^"]+)"|'([^']+)')"""


class _Rule(NamedTuple):
    """What converters and site engines write, and Markdown's form of it. Only a text that has one of the `signs` can match `pattern`."""

    signs: tuple[str, ...]
    pattern: str
    form: str | Callable[[re.Match[str]], str]


def _in_one_line(found: re.Match[str]) -> str:
    opening, given, closing = found.groups()
    return " ".join((opening + re.sub(r"</?[a-z]\w*(?:\s[^<>]*)?>", " ", given) + closing).split()) + "\n" * found[0].count("\n")


def _as_tag(found: re.Match[str]) -> str:
    """The tag of a player, in the line in which its source begins."""
    return f"{{% youtube {found[found.lastindex or 0]} %}}" + "\n" * found[0].count("\n")


def _asked(found: re.Match[str]) -> str:
    """The question of a component or shortcode, as a heading in the line in which it begins."""
    given = re.search(_GIVEN, found["given"]) if found["given"] else None
    if given:
        text, at = given[given.lastindex or 0], found.start("given") + given.start(given.lastindex or 0)
    elif found["inside"]:
        text, at = found["inside"], found.start("inside")
    else:
        return found[0]
    before = found.string.count("\n", found.start(), at)
    return "\n" * before + f"### {' '.join(text.split())}" + "\n" * (found[0].count("\n") - before)


def _bold_paragraphs(found: re.Match[str]) -> str:
    """Each of several paragraphs in bold; what begins so and goes on as a heading, list, quotation, table or code is none."""
    paragraphs = re.split(r"[ \t]*\n[ \t]*\n\s*", found[1])
    if len(paragraphs) == 1 or any(re.match(r"[#>|`<-]|\d+[.)]\s", paragraph) for paragraph in paragraphs[1:]):
        return found[0]
    return "\n\n".join(f"**{paragraph}**" for paragraph in paragraphs)


def _unboxed(box: re.Match[str]) -> str:
    """The text in a box, below its title if that asks."""
    kind, title, inside = box.groups("")
    asks = title and (re.fullmatch(_ASKING_BOX, kind) or title.endswith(_MARKS))
    return (f"### {title}\n" if asks else "\n") + re.sub(r"(?m)^(?:[ ]{4}|\t)", "", inside)


def _unfolded(fold: re.Match[str]) -> str:
    """The summary of what opens a fold. If words stand right below, which would be HTML as well, a question is a heading; others stay."""
    title = (fold[1] or fold[2] or fold[3]).strip(" _*")
    if fold[0].rstrip().endswith("/>"):
        return fold[0]
    if _ABOVE_EMPTY.match(fold.string, fold.end()):
        return f"<summary>{title}</summary>"
    return f"### {title}" if title.rstrip().endswith(_MARKS) else fold[0]


def _played(box: re.Match[str]) -> str:
    """The player of the video that the attributes of a box name, nothing if they name none."""
    found = re.search(_BOXED_VIDEO, box[0])
    return f'<iframe src="https://www.youtube.com/embed/{found[1]}"></iframe>' if found else ""


def _with_speakers(text: re.Match[str]) -> str:
    """A text with the elements that name who speaks as labels; unchanged if nobody is named twice, as on the card of a speaker."""
    names = [name for _, name in re.findall(_SPEAKER, text[0])]
    return re.sub(_SPEAKER, r"<\1><b>\2:</b></\1>", text[0]) if len({*names}) < len(names) else text[0]


def _without_signs(text: re.Match[str]) -> str:
    """A text without emoji before what is alone in bold in lines, if two or more of these come back as speakers do, or ask: `🎙 **Ana Ruiz**`."""
    alone = Counter(re.findall(_SIGNED, text[0]))
    asking = sum(words.endswith("?**") for words in alone)
    if max(asking, sum(count > 1 for count in alone.values())) < _SPEAKERS:
        return text[0]
    return re.sub(_SIGNED, r"\1", text[0])


def _without_cuts(text: re.Match[str]) -> str:
    """A text without what an editor of sound has struck in it, which is no longer heard; unchanged if an author has struck words.

    Of a blank on both sides of what is struck, one is left: it keeps two words apart.
    """
    if not any(map(_is_cut, re.finditer(_STRUCK, text[0]))):
        return text[0]
    return re.sub(_STRUCK, lambda struck: " " if struck[1][0] == struck[1][-1] == " " else "", text[0])


def _is_cut(struck: re.Match[str]) -> bool:
    """Whether a blank is struck with words, which Markdown does not know: `~~uh, ~~so`. Blanks all around are signs': `~~ 5 or ~~ 6`."""
    text, words = struck.string, struck[1]
    begins, ends = words[0] == " ", words[-1] == " "
    around = text[max(0, struck.start() - 1) : struck.start()] + text[struck.end() : struck.end() + 1]
    return begins != ends or (begins and " " not in around)


def _with_questions(text: re.Match[str]) -> str:
    """A text with the questions of components as headings, and without what is around them."""
    if not any(sign in text[0] for sign in _SIGNS_OF_ASKING):
        return text[0]
    bare = re.sub(_AROUND, lambda tag: "\n" * tag[0].count("\n"), text[0])
    return re.sub(_QUESTION, _asked, bare)


# In this order. None moves a line.
_RULES = (
    # A shortcode without a blank at its beginning (Hugo), which HTML would take for a tag: `{{<youtube abcDEF_12-x>}}`.
    _Rule(("{{<",), r"\{\{<(?=[a-z])", "{{< "),
    # A player as VuePress, MarkBind and Zenn write it, `@[youtube](abcDEF_12-x)`, and Hatena's box around an address: `[https://wax.example:embed:cite]`
    _Rule(("@[",), r"(?m)^([ \t]*)@\[(?i:youtube)\]\(([^()\s]{1,300})\)", r"\1{% youtube \2 %}"),
    # A container around the id and the title of a video: `:::youtube abcDEF_12-x`, `:::youtube[abcDEF_12-x]:::`, MyST's `:::{youtube} abcDEF_12-x`
    _Rule(
        (":::youtube", ":::{youtube}"),
        rf"(?m)^[ ]{{0,3}}:::(?:youtube|\{{youtube\}})(?:[ ]({_ID})[ \t]*\n(?:(?!:::)[^\n]+\n){{0,9}}|\[({_ID})\]):::[ \t]*$",
        _as_tag,
    ),
    _Rule((":embed",), r"(?m)^([ \t]*)\[(https?://[^\[\]\s]{1,300}?):embed(?::cite)?\](?=[ \t]*$)", r"\1\2"),
    # A comment of MDX, which may hold a player or several paragraphs: `{/* <Youtube id="abcDEF_12-x" /> */}`
    _Rule(("{/*",), r"(?s)(?<!`)\{/\*(?:(?!\*/|\{/\*).){0,9999}\*/\}", lambda comment: "\n" * comment[0].count("\n")),
    # A string as JavaScript writes it, which is no value of an attribute in HTML: ``<Youtube id={`abcDEF_12-x`} />``
    _Rule(("={`",), r"(\s[\w-]{1,40}=)\{`([^`{}\"\n]{0,300})`\}", r'\1"\2"'),
    # kramdown's attributes on a line of their own, of which some say that the line above asks (if it has no label that does)
    _Rule(
        ("{:",),
        r"(?m)^(?<!.\n)(?!\w{1,9}[.:]\s)([^\s#>*<|-][^\n]*)\n[ ]{0,3}\{:[^{}\n]{0,99}\.(?:interview-?)?(?:question|interviewer)(?![\w-])[^{}\n]{0,99}\}[ \t]*$",
        r"### \1\n",
    ),
    # The sign for playing, before a time at the beginning of a line: `▶ 00:12 Of wax`
    _Rule(("▶", "►", "⏵"), r"(?m)^([ ]{0,3}(?:[*+-][ ]+)?)[▶►⏵]\ufe0f?[ ]*(?=[\[(]{0,2}\d{1,2}:\d\d)", r"\1"),
    # An item that kramdown replaces by a table of contents
    _Rule(("{:",), r"(?m)^[ ]{0,3}(?:[*+-]|1\.)[ ]+[^\n]*\n[ ]{0,3}\{:[ ]?toc\b[^{}\n]*\}[ \t]*$", "\n"),
    _Rule(("{:",), r"(?m)^[ ]{0,3}\{:[^{}\n]{1,200}\}[ \t]*$", ""),
    # The end of a paragraph that nothing begins (converters to Pelican), which would keep what is below from being read as Markdown
    _Rule(("\n</p>",), r"(?m)(?<=\n\n)</p>[ \t]*$(?=\n[^\s<])", ""),
    # Letters without a sign behind them, right above one another: `Q Why wax?`, `A Because.`
    _Rule(("\nQ ",), r"""(?m)^Q[ ]+(?=[^\W\d]|["“„‘'«¿¡(*])([^\n]*\n)A[ ]+(?=[^\W\d]|["“„‘'«¿¡(*])""", r"Q: \1A: "),
    # A sign that only leads to where it stands, before a label or a heading: `<a name="wax" href="#wax">#</a>`, `[¶](#wax)`
    _Rule(
        ('href="#',),
        r"""<a\b[^<>\n]{0,200}?\shref="\#[^"<>\n]{0,200}"[^<>\n]{0,200}>[ ]?[#¶§🔗]?[ ]?</a>[ ]?""",
        "",
    ),
    _Rule(("](#",), r"(?<![!\\])\[[#¶§🔗]?\]\(\#[^()\s]{0,200}\)[ ]?", ""),
    # The target of a wiki link (Obsidian), which would hide a label or a question mark.
    _Rule(
        ("[[",),
        r"\[\[(?:(?<!!\[\[)[^\[\]|\n]{1,200}\|([^\[\]|\n]{1,200})\]\]|(?<=\*\*\[\[)([^\[\]|\n]{1,200})\]\](?=:?\*\*))",
        r"\1\2",
    ),
    # A link or picture whose address is a template (Hugo, Jekyll): `[words]({{< ref "page.md" >}})`, `![]({{ site.baseurl }}/map.png)`.
    _Rule(
        ("{{", "{%"),
        r"(?:!\[[^\[\]\n]{0,300}\]|\[([^\[\]\n]{1,300})\])\([^()\s{]{0,200}\{[{%][^{}\n]{1,200}[%}]\}[^()\n]{0,300}\)",
        r"\1",
    ),
    # A picture whose file only the engine knows: `<img src="/pictures/{{ page.picture }}">`
    _Rule(
        ("{{",),
        r"""(?<!`)<img\b(?=[^<>]{0,999}\ssrc=(?:"[^"{}]{0,200}\{\{[^{}"]{0,200}\}\}"|'[^'{}]{0,200}\{\{[^{}']{0,200}\}\}'))[^<>\n]{0,999}>""",
        "",
    ),
    # A component or shortcode around what somebody says (MDX, Hugo): `<Speaker name="Ana">`, `{{< speaker "Ana" >}}`.
    _Rule(
        ("<Speaker", "< speaker"),
        r"""(?xm)^[ ]{0,3}
            (?:(?:<Speaker|\{\{<\s*speaker)\s(?:[^<>{}\n"']*=)?["']([^"'\n]{1,60})["'][^<>{}\n]*(?<!/)>(?:\}\})?
            |(?:</Speaker>|\{\{<\s*/speaker\s*>\}\})[ ]*$)""",
        lambda tag: f"**{tag[1]}:** " if tag[1] else "",
    ),
    _Rule(
        ("<turn ", "<Turn ", "<utterance ", "<Utterance "),
        rf"""(?xm)^[ ]{{0,3}}
            (?:<{_TURN}\b[^<>\n]{{0,99}}?\s(?:speaker|name|who)=["']([^"'<>\n]{{1,60}})["'](?:[^<>\n]{{0,99}}?\stime(?:stamp)?=["']([\d:.]{{4,12}})["'])?[^<>\n]{{0,99}}(?<!/)>
            |</{_TURN}>[ ]*$)""",
        lambda tag: f"**{tag[1]}{f' ({tag[2]})' if tag[2] else ''}:** " if tag[1] else "",
    ),
    # What is around several folds, which would keep Markdown from being read: `<AccordionGroup>`
    _Rule(("<Accordion", "</Accordion"), r"(?m)^[ \t]{0,8}</?Accordion(?:Group|s)?>[ \t]*$", ""),
    # What opens a fold, as the summary of one
    _Rule(
        ("etails", "xpand", "ollaps", "ccordion", "oggle", "poiler"),
        _FOLD,
        _unfolded,
    ),
    # A component without content (MDX) that is called like an element, which HTML would take for one that is left open: `<Figure ... />`.
    _Rule(("/>",), rf"(?m)^([ ]{{0,3}}<({_LIKE_ELEMENTS})(?:\s[^<>]{{0,999}})?)/>", r"\1></\2>"),
    # One that is given an object, which is no attribute in HTML, so that the tag would be text: `<Author {...people.ana} />`.
    _Rule(("{...",), r"(?m)^[ ]{0,3}<[A-Z](?!.*(?i:youtu|video))[^<>{}\n]{0,300}\{\.\.\.[^<>\n]{1,300}/>[ \t]*$", ""),
    # Questions and answers in components, shortcodes and includes. There are many signs of them, and few texts have even a brace.
    _Rule(("Answer>", "<Q", "<Interview", "{"), _ALL, _with_questions),
    # Elements of HTML for who speaks
    _Rule(("speaker",), _ALL, _with_speakers),
    # Signs before names in bold that stand alone in their lines
    _Rule((" **",), _ALL, _without_signs),
    # Questions that are marked or have a colour: `==Why wax?==`, `<span style="color: blue">Why wax?</span>`
    _Rule(
        ("==",),
        r"(?m)^(\*\*)?==(\*\*)?(?=[^\s=*])([^=*\n]{2,300}\?)(?(2)\*\*)==(?(1)\*\*)[ \t]*$",
        lambda asked: f"**{asked[3]}**" if asked[1] or asked[2] else f"*{asked[3]}*",
    ),
    _Rule(("<span", "<font", "<mark"), r"(?m)^<(span|font|mark)\b[^<>\n]*>([^\s<>*_][^<>*_\n]{1,300}\?)</\1>[ \t]*$", r"*\2*"),
    # Words that were cut from the sound
    _Rule(("~~ ", " ~~"), _ALL, _without_cuts),
    # A box of pandoc that is called after a video, whose address is in its attributes if it has any: `::: {.video-wrapper}`
    _Rule(
        (":::",),
        r"(?im)^[ ]{0,3}:{3,}(?!:)(?=.*(?:youtu|video))[ ]*(?:\{[ ]?[.#\w][\w-]*[ =.#}].*|[.\w-]{1,60}[ ]*:{0,99}[ ]*)$",
        _played,
    ),
    # A question as the title of a box of Obsidian, with the answer in it: `> [!question]- Why wax?`
    _Rule(
        ("[!",),
        rf"(?m)^[ ]{{0,3}}>[ ]?\[!{_ASKING_BOX}\][+-]?[ ]+([^\n]*[?？][*_]{{0,3}})[ \t]*\n((?:[ ]{{0,3}}>[^\n]*\n)+)",
        lambda box: f"### {box[1]}\n" + re.sub(r"(?m)^[ ]{0,3}>[ ]?", "", box[2]),
    ),
    # The title of a box of Obsidian, above its text: `> [!tip] Did you know?`
    _Rule(("[!",), r"(?m)^([ ]{0,3}>[ ]?\[!\w{1,20}\][+-]?[ ]+)([^\s*][^*\n]*?)[ \t]*$(?=\n[ ]{0,3}>[ ]*[^\s>])", r"\1**\2**\\"),
    # A paragraph that is a box (docsify): `!> Bees sting.`
    _Rule(("!> ", "?> "), r"(?:\A|(?<=\n\n))[!?]>[ ]+(?=\S)", "> [!note] "),
    # Lines that open and close another box (Docusaurus, MyST, Quarto and pandoc), which hold no video: `:::details Did you know?`; but no line of
    # words between colons
    _Rule((":::",), r"(?im)^[ ]{0,3}:{3,}(?!:)(?!.*(?:youtu|video)|[ ]+[^\s{}:]+[ ]+[^{}:\n]*[^\s{}:][ ]*:{3,}[ ]*$).*$", ""),
    # An indented box that `boxing` has left, since it is none of notes: `!!! question "Why wax?"`
    _Rule(
        boxing.SIGNS_OF_INDENTED,
        r"""(?xm)^(?:!{3}|\?{3}\+?)(?:[ ]+([a-z][\w-]{0,40}))?(?:[ ]+[\w-]{1,40}){0,5}(?:[ ]+"([^"\n]{0,300})")?[ \t]*\n
            ((?:[ \t]*\n|(?:[ ]{4}|\t)[^\n]*(?:\n|\Z))+)""",
        _unboxed,
    ),
    # Bold with blanks inside, or that closes in the next line: `**Why wax? **`, `** Why wax?**`. Begins with signs to which Python skips.
    _Rule(
        ("**",),
        r"""(?xm)\*\*(?:(?<=^..)|(?<=^\#[ ]..)|(?<=^\#\#[ ]..)|(?<=^\#\#\#[ ]..)|(?<=^\#\#\#\#[ ]..))
            (?: [ \t]+([^*\s][^*\n]*?)([ \t]*) | ([^*\s](?:[^*\n]|\n(?=[^*\s])){0,999}?)([ \t]+|[ \t]*\n(?=\*\*(?:\s|\Z))))\*\*""",
        r"**\1\3**\2\4",
    ),
    # The same of a label behind a time: `[12:34] ** Ana:** Wax is ...`
    _Rule(
        (" ** ", ": **"),
        r"(?m)^([ \t]{0,3}[\[(]?\d{1,3}(?::\d\d){1,2}(?:\.\d{1,3})?[\])]?[ \t]+)\*\*[ \t]*([^*\s][^*\n:]{0,59}:)[ \t]*\*\*",
        r"\1**\2**",
    ),
    # Bold that goes on over several paragraphs, which Markdown does not take for any: `**Bees hum.`, and below `Why?**`
    _Rule(("**",), r"(?m)\*\*(?<=^..)(?=[^\s*])([^*]{1,1500}?[^\s*])\*\*(?=[ \t]*$)", _bold_paragraphs),
    # A label in bold without a blank behind it, which many engines render: `**Ana:**Wax is ...`, `<strong>Ana</strong>:Wax is ...`.
    _Rule(
        (":**", "**:", ":</", ">:"),
        r"""(?::\*\*|\*\*:|:</(?:strong|b)>|</(?:strong|b)>:)(?=[“"‘'«¿¡(]?[^\W\d_])""",
        lambda end: end[0] + " " if compiled(_LABEL).search(end.string, max(0, end.start() - _LONGEST_LABEL), end.end()) else end[0],
    ),
    # The same in another element: `<span class="answer">Ana:</span>Wax is ...`
    _Rule(
        (":</",),
        r"""(?m)^([ \t]*<(span|u|em|i)\b[^<>\n]{0,99}>[^<>:\n]{1,60}:[ ]?</\2>)(?=[“"‘'«¿¡(]?[^\W\d_])""",
        r"\1 ",
    ),
    # Bold and italics without a blank between them, which Markdown does not take for either behind a colon: `**Q:***Why wax?*`.
    _Rule(("***",), r"(?<!\*)(\*\*[^*\s](?:[^*\n]*[^*\s])?\*\*)(\*[^*\s](?:[^*\n]*[^*\s])?)([ \t]*\n?)\*(?!\*)", r"\1 \2*\3"),
    # Bold as Blogger writes it: `<span style="font-weight: bold;">Why wax?</span>`. Blank lines may be in bold as well.
    _Rule(
        ("font-weight",),
        rf"""<span(?:\s[\w-]{{1,20}}="[^"<>]{{0,200}}")?\sstyle=["']{pandoc.BOLD};?["']>(?:(\s{{1,99}})|([^<>]{{1,2000}}))</span>""",
        lambda span: span[1] or f"<b>{span[2]}</b>",
    ),
    # What gives a whole line in bold a colour or size: `<span style="font-size: 120%">**Why wax?**</span>`.
    _Rule(
        ("<span", "<font", "<big"),
        r"(?m)^((?:<p\b[^<>\n]*>)?)<(span|font|big)\b[^<>\n]*>((?:\*\*[^*\n]+(?:\n[^*\n]+){0,9}\*\*|<(strong|b)>[^\n]*</\4>))</\2>((?:</p>)?[ \t]*)$",
        r"\1\3\5",
    ),
    # A shortcode over several lines, of which one may begin like a quotation, `>}}`, or with tags that would end the paragraph around it:
    # `{{< figure caption="<center>Ana</center>" >}}`.
    _Rule(("{{<", "{{%"), r"(\{\{[<%])([^{}\n<]*[\n<][^{}]{0,2000})([>%]\}\})", _in_one_line),
    # A heading without a blank behind its signs, as Markdown had it before CommonMark: `###Why wax?`
    _Rule(("##",), r"(?m)(##(?<=^##)#{0,4})(?=[^\W\d_])", r"\1 "),
    # A single sign is one before several words that are no sentence, which tags are not: `#Wax Why it burns`.
    _Rule(("\n\n#",), r"#(?<=\n\n#)(?=(?![^\n]*[#.。…][^\n]{0,3}\n)(?![a-z])[^\W\d_][^\s#]*(?:[ \t][^\s#]+){2,19}[ \t]*\n\n)", "## "),
    # A label in bold italics, from which the words in italics are taken apart: `***Ana:** *Why wax?*`
    _Rule(("***",), r"(?m)^\*(\*\*[^*\n]{1,40}:\*\*[ \t]\*(?=[^\s*]))", r"\1"),
    # A speaker in angle brackets, which are no tag around such letters: `<王小雨>：`.
    _Rule((">：", ">:"), r"(?m)^<(?=[^\x00-\x7f])([^<>\n]{1,40})>(?=[:：])", r"\1"),
    # A speaker in brackets who says one word, which would be the address of a link: `[Ana]: Yes.`, but no footnote
    _Rule(("]: ",), r"(?m)^\[(?=[^^\[\]\n][^\[\]\n]{0,59}\]:[ \t]+[^\s.:/<>#]{1,40}[.!?…]{1,3}[ \t]*$)", r"\\["),
    # An answer as the definition of a question in bold, or below an empty line: `**Why wax?**`, and below `: It burns.`
    _Rule(("\n: ", "\n:\t"), r"(?m)(?<=[?？])((?:\*\*[ \t]*\n|[ \t]*\n[ \t]*\n|\*\*[ \t]*\n[ \t]*\n)):[ \t]+(?=\S)", r"\1"),
    # A list of definitions (kramdown, Hugo, pandoc), which in an interview are who says what.
    _Rule(("\n: ",), r"(?:\A|(?<=\n\n))([^\s:：#>*|`{}<\[\]-][^\n:：`|]{0,39}?)[ \t]*\n:[ \t]+(?=\S)", r"**\1:**\n"),
    # An address in which they escape what need not be: `https://youtu.be/a\_b`, `https://www\.youtube\.com/`
    _Rule(
        ("\\_", "\\.", "\\-"),
        r"https?://[^\s<>\\]+\\[_.-][^\s<>]*",
        lambda address: re.sub(r"\\([_.-])", r"\1", address[0]),
    ),
    # An address that is broken behind a hyphen at the end of a line (html2text)
    _Rule(("-\n",), r"(?<=\]\()(https?://[^\s()<>]{1,300}-)\n([^\s()<>]{1,999}\))", r"\1\2\n"),
    # The address by which Google Docs leads to another
    _Rule(
        ("google.com/url?q=",),
        r"https://www\.google\.com/url\?q=(https?[^\s<>()&\\\"']{1,999})\\?&[^\s<>()\"']{1,999}",
        lambda address: unquote(address[1], errors="replace").translate(_IN_ADDRESS),
    ),
    # Bold within bold that is closed once (node-html-markdown): `****Ana:** Wax is ...`
    _Rule(
        ("****",),
        r"(?m)^((?:#{1,6}[ ])?)\*\*(?=\*\*[^*\s][^*\n]{0,999}\*\*(?:(?<=:\*\*)(?!\*)(?!.*\*\*[ \t]*$)|[ \t]*$))",
        r"\1",
    ),
    # A link around a picture or words that they set in a paragraph of their own.
    _Rule(
        ("\n](",),
        r"(?m)^\[\n\n(!\[[^\[\]\n]{0,300}\]\([^()\s]{0,999}\)|[^\[\]\n]{1,300})(\n{1,9})\]\(([^()\s]{1,999})\)",
        r"\n\n[\1](\3)\2",
    ),
)


def render(text: str) -> str:
    """Unsanitised HTML. Block elements have `data-sourcepos="line:column-line:column"`; raw HTML passes through unchanged."""
    noted = "^" not in text or text.count("[^") <= _MOST_FOOTNOTES
    wide = "|" in text and text.count("|") > _WIDEST_TABLE and any(line.count("|") > _WIDEST_TABLE for line in text.split("\n"))
    text = boxing.marked(f"{footnotes.told_apart(text)}\n\n")
    text = _outside_code(text) if holds(text, codeblocks.FENCES) else _as_meant(text)
    html = comrak.render_markdown(text, _extensions(tables=not wide, footnotes=noted), comrak.ParseOptions(), _render_options())
    return compiled(_CUT_LINK).sub(r'href="\1\2\3">\2\3</a>', html) if "</a>_" in html else html


def _outside_code(text: str) -> str:
    """Like `_as_meant`, except for blocks of code, which stay unchanged."""
    parts, end = [], 0
    for code in re.finditer(codeblocks.BLOCK, text):
        parts += [_as_meant(text[end : code.start()]), _raw(code[0].rstrip("\n"))]
        end = code.end()
    return "".join((*parts, _as_meant(text[end:])))


def _raw(code: str) -> str:
    """A block of code; one of HTML that pandoc and Quarto pass on, `{=html}`, without its fences; one that engines play, as a player."""
    if "youtu" in code and (played := re.fullmatch(_PLAYED_CODE, code)):
        return _as_tag(played)
    opening, _, inside = code.partition("\n")
    if not re.fullmatch(r"[ ]{0,3}[`~]{3,999}[ ]?\{=html\}[ \t]*", opening):
        return code
    within, _, closing = inside.rpartition("\n")
    return f"\n{within}\n" if closing.strip(" \t`~") == "" else f"\n{inside}"


def _as_meant(text: str) -> str:
    """What converters and site engines write, in a form that Markdown knows."""
    text = pandoc.without_dialect(text)
    for signs, pattern, form in _RULES:
        if holds(text, signs):
            text = re.sub(pattern, form, text)
    return text


@cache
def _extensions(*, tables: bool, footnotes: bool) -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = tables
    options.autolink = True
    options.strikethrough = True
    options.footnotes = footnotes
    options.cjk_friendly_emphasis = True
    return options


@cache
def _render_options() -> comrak.RenderOptions:
    options = comrak.RenderOptions()
    options.unsafe_ = True
    options.sourcepos = True
    return options
