"""Which video a post is about: every way in which posts embed one, and everything that only looks like it."""

import pytest

from pipeline.content.post import Post
from pipeline.content.problem import Problem
from pipeline.content.read_post import read
from tests.pace import grows_evenly
from tests.posts import post_of

ID = "abcDEF_12-x"
OTHER = "zyxWVU-98_a"

PLAYERS = {
    "an iframe": f'<iframe src="https://www.youtube.com/embed/{ID}"></iframe>',
    "no blank between attributes": f'<iframe style="width: 1px;"src="https://www.youtube.com/embed/{ID}" title="x"></iframe>',
    "attributes over several lines": f'<iframe\n  width="1"\n  src="https://www.youtube.com/embed/{ID}?si=aa&amp;controls=0"\n></iframe>',
    "the host without cookies": f'<iframe src="https://www.youtube-nocookie.com/embed/{ID}?start=127"></iframe>',
    "no scheme": f'<iframe src="//www.youtube.com/embed/{ID}"></iframe>',
    "no slashes": f'<iframe src="www.youtube.com/embed/{ID}"></iframe>',
    "no quotation marks": f"<iframe src=https://www.youtube.com/embed/{ID}></iframe>",
    "capitals": f"<IFRAME SRC='https://www.YouTube.com/embed/{ID}'></IFRAME>",
    "a watch address in an iframe": f'<iframe src="https://www.youtube.com/watch?v={ID}"></iframe>',
    "a lazy iframe": f'<iframe data-src="https://www.youtube.com/embed/{ID}" src="about:blank"></iframe>',
    "in a figure, under a comment": f'<figure><!-- hi --><iframe src="https://www.youtube.com/embed/{ID}"></iframe></figure>',
    "within a paragraph": f'See <iframe src="https://www.youtube.com/embed/{ID}"></iframe> here',
    "closed as in MDX": f'<iframe src="https://www.youtube.com/embed/{ID}" />',
    "a bare short address": f"https://youtu.be/{ID}",
    "an address in angle brackets": f"<https://youtu.be/{ID}>",
    "an address without scheme": f"www.youtube.com/watch?v={ID}",
    "an address with more in it": f"https://www.youtube.com/watch?time_continue=6&v={ID}&feature=youtu.be",
    "a mobile address": f"https://m.youtube.com/watch?v={ID}",
    "a short": f"https://www.youtube.com/shorts/{ID}?feature=share",
    "a line of a paragraph": f"https://youtu.be/{ID}\nis the video.",
    "a thumbnail": f'[![Watch](/still.jpg)](https://youtu.be/{ID} "Watch")',
    "a thumbnail in HTML": f'<p align="center"><a href="https://www.youtube.com/watch?v={ID}" target="_blank"><img src="x.jpg" /></a></p>',
    "an image that is a video": f"![](https://www.youtube.com/watch?v={ID})",
    "Hugo": "{{< youtube " + ID + " >}}",
    "Hugo without blanks": "{{<youtube " + ID + ">}}",
    "Hugo, a short name": "{{< yt " + ID + " >}}",
    "Hugo, a short name and the id's": '{{% yt id="' + ID + '" %}}',
    "Hugo, a light player": '{{< lite-youtube videoid="' + ID + '" />}}',
    "Hugo, a theme's": "{{< wax/youtube-lite " + ID + " `Of bees, by Ana Ruiz` >}}",
    "Hugo, a title of eleven letters first": '{{< youtube title="Programming bees" caption="Beekeepings" id="' + ID + '" >}}',
    "Hugo with a name": '{{< youtube id="' + ID + '" autoplay="true" >}}',
    "Jekyll, included": '{% include youtube.html id="' + ID + '" %}',
    "Jekyll, a tag": "{% youtube " + ID + " %}",
    "Jekyll, Minimal Mistakes": '{% include video id="' + ID + '" provider="youtube" %}',
    "Zola, a short name": '{{ yt(id="' + ID + '", title="Programming") }}',
    "Nikola": "{{% media url=https://youtu.be/" + ID + " %}}",
    "Eleventy": '{% youtubeEmbed "' + ID + '", "Of bees" %}',
    "Markdoc": '{% youtube-embed videoId="' + ID + '" /%}',
    "Jekyll, a short name": "{% yt " + ID + " %}",
    "Liquid": "{% embed https://youtu.be/" + ID + " %}",
    "MDX": f'<Youtube id="{ID}" />',
    "MDX with another name": f'<YouTube videoId="{ID}" />',
    "mdx-embed": f'<YouTube youTubeId="{ID}" />',
    "MDX in braces": f'<YouTube id={{"{ID}"}} />',
    "MDX with an address": f'<ReactPlayer url="https://www.youtube.com/watch?v={ID}" />',
    "a custom element": f'<lite-youtube videoid="{ID}"></lite-youtube>',
    "AMP": f'<amp-youtube data-videoid="{ID}" layout="responsive"></amp-youtube>',
    "a facade": f'<div class="youtube-player" data-id="{ID}"></div>',
    "a facade with words": f'<p class="youtube-player" data-id="{ID}">Watch it here</p>',
    "MDX with a short name": f'<YT id="{ID}" />',
    "a short custom element": f'<lite-yt videoid="{ID}"></lite-yt>',
    "a custom element by its purpose": f'<video-player videoid="{ID}"></video-player>',
    "a facade with a short name": f'<div class="embed yt" data-id="{ID}"></div>',
    "a facade by its purpose": f'<div class="VideoPlayer" data-id="{ID}"></div>',
    "a facade with what it embeds": f'<div class="youtube" data-embed="{ID}"></div>',
    "an iframe that a script fills": f'<iframe class="site-youtube-video" data-video-id="{ID}"></iframe>',
    "MDX with what it embeds": f'<YoutubeEmbed embedId="{ID}" />',
    "MDX in backquotes": f"<Youtube id={{`{ID}`}} />",
    "MDX below a comment": f'{{/* <Youtube id="{OTHER}" /> */}}<Youtube id="{ID}" />',
    "VuePress": f"@[youtube]({ID})",
    "VuePress with an address": f"@[YouTube](https://youtu.be/{ID})",
    "Hatena": f"[https://www.youtube.com/watch?v={ID}:embed:cite]",
    "Hatena without a title": f"[https://youtu.be/{ID}:embed]",
    "a directive": f"::youtube{{#{ID}}}",
    "a directive around an id": f":::youtube {ID}\nHow wax is made\n:::",
    "a directive with the id in brackets": f":::youtube[{ID}]:::",
    "MyST": f"```{{youtube}} {ID}\n:align: center\n:title: Of bees\n```",
    "MyST, an iframe": f"```{{iframe}} https://www.youtube.com/embed/{ID}?rel=1\n:width: 100%\n\nHow wax is made\n```",
    "MyST, between colons": f":::{{youtube}} {ID}\n:width: 100%\n:::",
    "a fence": f"```youtube\n{ID}\nHow wax is made\n```",
    "a fence with keys": f"~~~ youtube\nurl: https://www.youtube.com/watch?v={ID}\ntitle: How wax is made\n~~~",
    "Gatsby": f"`youtube: {ID}`",
    "Gatsby with an address": f"`video: https://www.youtube.com/watch?v={ID}`",
    "WordPress": f"[embed]https://youtu.be/{ID}[/embed]",
    "WordPress with a width": f'[embed width="123" height="456"]https://youtu.be/{ID}[/embed]',
    "WordPress, another plugin": f'[su_youtube url="https://www.youtube.com/watch?v={ID}" width="900"]',
    "WordPress, a plugin": f"[embedyt] https://www.youtube.com/watch?v={ID}[/embedyt]",
    "WordPress, a plugin, centred": f"<center>[embedyt] https://www.youtube.com/watch?v={ID}[/embedyt]</center>",
    "Hashnode": f"%[https://www.youtube.com/watch?v={ID}]",
    "Quarto": "{{< video https://www.youtube.com/embed/" + ID + " >}}",
    "an object": f'<object data="https://www.youtube.com/v/{ID}"></object>',
    "a row of links": f"[Slides](https://a.example) | [Video](https://youtu.be/{ID}) | [What people said of it](https://b.example)",
    "an id that begins with a dash": '<iframe src="https://www.youtube.com/embed/-bcDEF_12-x"></iframe>',
}

NO_PLAYERS = {
    "a fenced block": f'```\nhttps://youtu.be/{ID}\n<iframe src="https://www.youtube.com/embed/{ID}"></iframe>\n```',
    "a fence in a fence": f"````md\n```youtube\n{ID}\n```\n````",
    "a fence of text about YouTube": "```youtube\nInformation on beekeepers\n```",
    "a fence without a video": "```youtube\nbeekeepers\n```",
    "a directive in a fence": f"````{{code-block}} markdown\n```{{youtube}} {ID}\n```\n````",
    "a directive of another site": "```{iframe} https://player.example.com/abcdefghijk\n:width: 100%\n```",
    "code that names a directive": f"```{{code-block}} youtube\n{ID}\n```",
    "a playlist's tag": "{% youtube-playlist 'PLabcdefghijklmnopqrstuvwxyz012345678' %}",
    "a tag that ends with the name": "{% endyoutube abcdefghijk %}",
    "words in braces": "{{ ytterbium abcdefghijk }}",
    "the command of a program": f"```sh\nyoutube {ID}\n```",
    "another short name": "{{< vimeo " + ID + " >}}",
    "a short name for something else": "{{< ytd abcdefghijk >}} and {{ yt }} abcdefghijk",
    "a title in brackets": "::youtube[Programming]{#}",
    "another fence": f'~~~html\n<iframe src="https://www.youtube.com/embed/{ID}"></iframe>\n~~~',
    "an indented block": f"    https://youtu.be/{ID}",
    "preformatted HTML": f"<pre>https://youtu.be/{ID}</pre>",
    "code in a line": f'Write `<Youtube id="{ID}" />` or `{{{{< youtube {ID} >}}}}` or `https://youtu.be/{ID}`.',
    "running text": f"See https://youtu.be/{ID} for more.",
    "a row of links to others": f"[Paper](https://a.example) | [Talk](https://youtu.be/{ID}) | [What people said of it](https://b.example)",
    "a link in running text": f"See [this](https://youtu.be/{ID}).",
    "a list": f"- [one](https://youtu.be/{ID})\n- [two](https://youtu.be/{OTHER})",
    "an embed address as a link": f"As told [here](https://www.youtube.com/embed/{ID}).",
    "a comment": f'<!-- <iframe src="https://www.youtube.com/embed/{ID}"></iframe> -->',
    "a comment of MDX": f'{{/*\n<Youtube id="{ID}" />\n\nhttps://youtu.be/{ID}\n*/}}',
    "another macro": f"@[vimeo]({ID})",
    "a long comment": f"<!--\nhttps://youtu.be/{ID}\n-->",
    "a channel": "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
    "a handle of eleven letters": "https://www.youtube.com/@abcdefghijk",
    "a playlist": '<iframe src="https://www.youtube.com/embed/videoseries?list=PLabc"></iframe>',
    "another site": '<iframe src="https://player.example.com/video/12345678901"></iframe>',
    "a site that pretends": f'<iframe src="https://youtube.com.example.com/embed/{ID}"></iframe>',
    "a path that pretends": f'<iframe src="https://example.com/www.youtube.com/embed/{ID}"></iframe>',
    "any element with an id": '<div id="abcdefghijk">x</div>',
    "a script": f'<script>play("https://youtu.be/{ID}")</script>',
    "a form's field": f'<textarea><iframe src="https://www.youtube.com/embed/{ID}"></iframe></textarea>',
}


def told(body: str, front: str = "") -> tuple[Post, tuple[Problem, ...]]:
    post, problems = read(f"---\ntitle: T\n{front}---\n\nIntro words.\n\n{body}\n".encode(), "p.md")
    assert post
    return post, problems


@pytest.mark.parametrize("player", PLAYERS.values(), ids=PLAYERS)
def test_players(player: str) -> None:
    post, problems = told(f"{player}\n\n### What is it?\n\n**Ana:** A test.")
    assert post.video
    assert (post.video.id[1:], post.video.line) == (ID[1:], 7)
    assert problems == ()


@pytest.mark.parametrize("text", NO_PLAYERS.values(), ids=NO_PLAYERS)
def test_what_is_no_player(text: str) -> None:
    post, problems = told(f"{text}\n\n### What is it?\n\n**Ana:** A test.")
    assert post.video is None
    assert [problem.code for problem in problems] == ["video"]


def test_an_address_with_a_time_is_a_video_above_the_conversation_and_a_moment_within() -> None:
    address = f"<https://www.youtube.com/live/{ID}?feature=shared&t=10140>"
    above, _ = told(f"{address}\n\n### What is it?\n\n**Ana:** A test.")
    within, _ = told(f"### What is it?\n\n**Ana:** A test.\n\n{address}")
    assert above.video
    assert within.video is None


@pytest.mark.parametrize("address", ["youtu.be/", "www.youtube.com/watch?v=", "m.youtube.com/watch?v=", "www.youtube.com/shorts/"])
@pytest.mark.parametrize("video", ["abcDEF-12x_", "_bcDEF-12__"])
def test_a_bare_address_keeps_the_underscore_at_its_end(address: str, video: str) -> None:
    whole = f"https://{address}{video}"
    post, problems = told(f"{whole}\n\n### What is it?\n\n**Ana:** A test.")
    assert post.video
    assert post.video.id == video
    assert problems == ()
    beside, _ = told(f"See {whole}.\n\n### What is it?\n\n**Ana:** As in {whole}, or www.example.com/a_.", "video: zyxWVU-98_a\n")
    assert f'href="{whole}"' in beside.notes
    assert [link.href for link in beside.links] == [whole, "http://www.example.com/a_"]


SHORTCODES = {
    "Hugo, a short name": "{{< yt " + ID + " >}}",
    "WordPress with a width": f'[embed width="123" height="456"]https://youtu.be/{ID}[/embed]',
    "WordPress, another plugin": f'[su_youtube url="https://www.youtube.com/watch?v={ID}" width="900"]',
    "WordPress, a plugin": f"[embedyt] https://www.youtube.com/watch?v={ID}[/embedyt]",
    "a directive around an id": f":::youtube {ID}\nHow wax is made\n:::",
    "MyST": f"```{{youtube}} {ID}\n:align: center\n:title: Of bees\n```",
    "MyST, an iframe": f"```{{iframe}} https://www.youtube.com/embed/{ID}?rel=1\n:width: 100%\n\nHow wax is made\n```",
    "MyST, between colons": f":::{{youtube}} {ID}\n:width: 100%\n:::",
    "a fence": f"```youtube\nid: {ID}\ntitle: How wax is made\n```",
    "MDX in braces": f'<YouTubeEmbed id={{"{ID}"}} />',
    "WordPress": f"[embed]https://youtu.be/{ID}[/embed]",
    "a directive": f'::youtube{{id="{ID}"}}',
    "a directive that holds something": f":::youtube{{#{ID}}}\n:::",
    "a directive, closed further down": f":::youtube{{#{ID}}}\n\n:::",
    "Hugo": "{{< youtube " + ID + " >}}",
}


@pytest.mark.parametrize("player", SHORTCODES.values(), ids=SHORTCODES)
def test_the_source_of_a_player_is_no_note(player: str) -> None:
    post, problems = told(f"{player}\n\nSee [a page](https://a.example/).\n\n### What is it?\n\n**Ana:** A test.")
    assert post.video
    assert problems == ()
    assert post.notes == ('<p>Intro words.</p>\n<p>See <a href="https://a.example/" rel="noopener">a page</a>.</p>')


def test_lines_of_players_deep_in_raw_html() -> None:
    post, _ = told(
        f'<table><tr><td>\n\n<details>\n<summary>x</summary>\n\n<iframe src="https://youtu.be/{ID}"></iframe>\n\n</details></td></tr></table>'
    )
    assert post.video
    assert post.video.line == 12


def test_front_matter_wins() -> None:
    post, problems = told(f'<iframe src="https://www.youtube.com/embed/{OTHER}"></iframe>', f"video: https://youtu.be/{ID}?t=3\n")
    assert post.video
    assert (post.video.id, post.video.line, post.video.form) == (ID, 3, "front matter")
    assert [video.id for video in post.videos] == [ID, OTHER]
    assert problems == ()


def test_first_player_before_the_first_question() -> None:
    players = "\n\n".join(f'<iframe src="https://www.youtube.com/embed/{found}"></iframe>' for found in (ID, OTHER))
    post, problems = told(f"{players}\n\n### What is it?\n\n**Ana:** A test.")
    assert post.video
    assert post.video.id == ID
    assert problems == ()


def test_ambiguous_players_are_listed_with_their_lines() -> None:
    players = "\n\n".join(f'<iframe src="https://www.youtube.com/embed/{found}"></iframe>' for found in (ID, OTHER))
    post, [problem] = told(players)
    assert post.video is None
    assert problem.code == "video"
    assert problem.is_error
    assert f"{ID} (line 7), {OTHER} (line 9)" in problem.message


def test_of_two_addresses_above_what_nobody_asks_neither_is_the_main_video() -> None:
    addresses = "\n\n".join(f"https://youtu.be/{found}" for found in (ID, OTHER))
    post, [problem] = told(f"{addresses}\n\n## Of wax\n\nIt burns.\n\n## Of honey\n\nIt does not.")
    assert (post.video, problem.code) == (None, "video")


def test_of_players_the_only_one_above_a_conversation_with_labels_is_the_main_video() -> None:
    video, other, last = (f'<iframe src="https://www.youtube.com/embed/{found}"></iframe>' for found in (ID, OTHER, "last_film-x"))
    talk = f"## Transcript\n\n**Ana:** Wax.\n\n**Bo:** Honey.\n\n{last}\n\n**Ana:** Wax.\n\n**Bo:** Honey."
    post, problems = told(f"{video}\n\n{talk}")
    assert post.video
    assert (post.video.id, problems) == (ID, ())
    assert told(f"{video}\n\n{other}\n\n{talk}")[0].video is None


def test_the_same_player_twice_is_one() -> None:
    post, problems = told(f'<iframe src="https://youtu.be/{ID}"></iframe>\n\nhttps://www.youtube.com/watch?v={ID}')
    assert post.video
    assert post.video.line == 7
    assert problems == ()


def test_links_are_offered_where_there_is_no_player() -> None:
    _, [problem] = told(f"See [this](https://youtu.be/{ID}).")
    assert problem.code == "video"
    assert ID in problem.message
    assert f"video: {ID}" in problem.hint


def test_a_video_linked_at_several_moments_is_named_once_with_its_lines() -> None:
    post, [problem] = told(
        "\n\n".join(f"See [that](https://youtu.be/{ID}?t={at}) and [this](https://youtu.be/{OTHER})." for at in (1, 2, 3))
    )
    assert post.video is None
    assert [video.id for video in post.videos] == [ID]
    assert f"{ID} (lines 7, 9, 11), {OTHER} (lines 7, 9, 11)" in problem.message


def test_an_offer_inside_the_conversation_is_named_before_the_links_behind_it() -> None:
    _, [problem] = told(f"## Bees\n\nHere is\n[a recording](https://youtu.be/{ID}).\n\nSee [that](https://youtu.be/{OTHER}).")
    assert f"{ID} (line 10), {OTHER} (line 12)" in problem.message
    assert f"video: {ID}" in problem.hint


@pytest.mark.parametrize("player", [f'<iframe src="https://www.youtube.com/embed/{ID}y"></iframe>', '<Youtube id="short" />'])
def test_an_id_of_the_wrong_form_is_told_once(player: str) -> None:
    _, [problem] = told(player)
    assert "is not the id of a YouTube video" in problem.message
    assert problem.place.line == 7


def test_a_wrong_video_in_front_matter_is_told_once() -> None:
    _, [problem] = told("Text.", "video: nope\n")
    assert str(problem.place) == "p.md:3"
    assert problem.code == "video"


@pytest.mark.parametrize(
    ("film", "wrong"), [("https://films.example/wax", 0), ("../films/wax.mp4", 0), ("nope", 1), ("https://youtu.be/nope", 1)]
)
def test_a_film_elsewhere_may_stand_beside_the_video(film: str, wrong: int) -> None:
    post, problems = told("Text.", f"video: {film}\nyoutube: {ID}\n")
    assert post.video
    assert (post.video.id, len(problems)) == (ID, wrong)


@pytest.mark.parametrize("front", [f"video: [{ID}]\n", f"video:\n  id: [{ID}]\n"])
def test_a_video_that_could_not_be_read_is_not_missing(front: str) -> None:
    _, [problem] = told("Text.", front)
    assert problem.message == "`video` must be one value, not a list or a table"


def test_own_sound_needs_no_video() -> None:
    post, problems = told("Text.", "audio: talk.mp3\n")
    assert post.audio == "talk.mp3"
    assert problems == ()


@pytest.mark.parametrize("text", [*PLAYERS.values(), f"We saw [a film](https://youtu.be/{ID})."])
def test_a_post_may_say_that_no_video_is_its_own(text: str) -> None:
    post, problems = read(f"---\ntitle: T\nvideo: no\nyoutube_id: {OTHER}\n---\n\n{text}\n".encode(), "episodes/p.md")
    assert post is not None
    assert (post.video, post.videos) == (None, ())
    assert [problem.message for problem in problems if problem.code == "video"] == ["the post has no video"]


@pytest.mark.parametrize(
    "written",
    [
        *(
            f"{key}: https://www.youtube.com/watch?v={ID}"
            for key in (
                "media",
                "source_file",
                "source_url",
                "video_url",
                "videoUrl",
                "youtubeURL",
                "youtube-link",
                "source",
                "canonicalUrl",
            )
        ),
        f"source:\n  title: Bees\n  url: https://youtu.be/{ID}",
        f"media: https://youtu.be/{ID}\nsource_file: https://www.youtube.com/watch?v={ID}",
        f"youtube_id: {ID}?si=wax",
        *(f"{key}: '{ID}'" for key in ("yt_id", "ytid", "youtube_id", "youtube-id", "youtubeId", "youtube", "youtube_video_id")),
        f"header:\n  video:\n    id: '{ID}'\n    provider: youtube",
        f"media:\n  youtube: '{ID}'",
        f"video:\n  youtube: '{ID}'",
    ],
)
def test_a_blogs_own_key_stands_in(written: str) -> None:
    post, problems = told("Text.", f"{written}\n")
    assert post.video
    assert post.video.id == ID
    assert problems == ()


def test_of_several_addresses_under_other_keys_none_is_the_video() -> None:
    assert told("Text.", f"url: https://youtu.be/{ID}\ntrailer: https://youtu.be/{OTHER}\n")[0].video is None


@pytest.mark.parametrize("given", ["{}?rel=0", "{}?si=wax&t=6?rel=0", "{}&start=6"])
@pytest.mark.parametrize("form", ['{{{{< youtube "{}" >}}}}', "{{% youtube {} %}}", '<YouTube id="{}" />', '{{{{ youtube(id="{}") }}}}'])
def test_parameters_may_stand_behind_an_id(form: str, given: str) -> None:
    post, problems = told(form.format(given.format(ID)))
    assert (post.video.id if post.video else None, problems) == (ID, ())


@pytest.mark.parametrize(
    "words",
    [
        "[the recording]",
        "[the recording of May 3rd]",
        "[la grabación]",
        "the [recording]",
        "the [recording on YouTube]",
        "la [grabación en YouTube]",
    ],
)
def test_the_recording_is_the_video(words: str) -> None:
    post, problems = told(
        f"## Bees\n\nWe meet on Mondays, and here is {words}(https://youtu.be/{ID}).\n\n- video: [Wax](https://youtu.be/{OTHER})"
    )
    assert (post.video.id if post.video else None, problems) == (ID, ())


@pytest.mark.parametrize(
    "words",
    [
        "[the recording of Ana's talk]",
        "[the recording of part 1]",
        "[the recording studio]",
        "[the recordings]",
        "a [recording on YouTube]",
        "the old [recording]",
    ],
)
def test_the_recording_of_something_else_is_not_the_video(words: str) -> None:
    post, _ = told(f"We have seen a lot of hives and of bees, and here is {words}(https://youtu.be/{ID}).\n\n## Why bees?\n\nWax.")
    assert post.video is None


@pytest.mark.parametrize(("whose", "is_video"), [("", True), (" of our talk", True), (" of it", False), (" from her last talk", False)])
def test_what_stands_behind_a_link_may_say_whose_recording_it_is(whose: str, is_video: bool) -> None:
    post, _ = told(f"Bo spoke of bees in May, and here is the [recording](https://youtu.be/{ID}){whose}.\n\n## Why bees?\n\nWax.")
    assert (post.video is not None) == is_video


def test_what_is_offered_otherwise_is_the_video_before_the_recording() -> None:
    for offer in (f"https://youtu.be/{OTHER}", f"[Video](https://youtu.be/{OTHER}) | [Slides](https://bees.example)"):
        post, _ = told(
            f"## Bees\n\nLast week we spoke of wax, see [the recording](https://youtu.be/{ID}).\n\n{offer}\n\n## Why bees?\n\nWax."
        )
        assert post.video is not None
        assert post.video.id == OTHER


def test_the_recording_that_somebody_mentions_is_not_the_video() -> None:
    turns = f"**Ana:** Why bees?\n\n**Bo:** They hum, hear [the recording](https://youtu.be/{ID}).\n\n"
    post, _ = told(turns * 2)
    assert post.video is None


def test_a_livestream_is_the_video() -> None:
    post, _ = told(f"livestream: <https://youtu.be/{ID}>\n\n## Bees\n\nWax.")
    assert post.video is not None


def test_a_line_may_have_many_addresses() -> None:
    assert grows_evenly(lambda count: told(f"livestream: https://youtu.be/{ID} " * count), 1_000)


@pytest.mark.parametrize("text", ["{{< yt id=", '{{< youtube title="youtube ', "https://youtu", ":::youtube ", "id: "])
@pytest.mark.parametrize("around", ["{}", "```youtube\n{}\n```", ":::youtube {}\n:::"])
def test_the_source_of_a_player_may_be_long(text: str, around: str) -> None:
    assert grows_evenly(lambda count: told(around.format(text * count)), 300)


def test_a_link_to_a_players_address_alone_on_its_line_is_a_player() -> None:
    body = "Of wax.\n\n[Bees](https://www.youtube.com/embed/{id}?feature=oembed)\n\nSee [this](https://www.youtube.com/embed/zyxWVU_98-7) too.\n"
    post = post_of(f"---\ntitle: On bees\n---\n\n{body.format(id=ID)}\n**Ana:** Why wax?\n\n**Bo:** It burns.\n")
    assert post.video
    assert post.video.id == ID
