"""The pages as values: what they say, that nothing leads out of the site, and that the same values give the same bytes."""

import json
import re
import string
from pathlib import Path, PurePosixPath
from posixpath import normpath

import jinja2
import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pipeline.content.feedfile.theme import COLOURS, OTHERS
from pipeline.content.post import Heading, Kind, Link, Paragraph, Section, Turn
from pipeline.content.show import ChapterSource, Labelled, License, Location
from pipeline.derive import places, trial
from pipeline.derive.alignment import Alignment, Placed
from pipeline.derive.chapters import Chapter
from pipeline.derive.cue import Cues, Cuts
from pipeline.derive.episode import Episode, Media, Picture
from pipeline.derive.interview import Interview, interview
from pipeline.derive.packaged import ASSETS, TEMPLATES, packaged
from pipeline.derive.pages import jsonld, search, views
from pipeline.derive.pages.card import about, card
from pipeline.derive.pages.indexed import indexed
from pipeline.derive.pages.pagehtml import page_html, with_moments
from pipeline.derive.pages.rendering import Look
from pipeline.derive.pages.search import BLOCK
from pipeline.derive.phrases import LANGUAGES, direction, phrases
from pipeline.derive.templating import Templates, compiled, problems
from pipeline.derive.terms import fold, sharded, terms
from pipeline.steps import shows
from tests.expected import FOLDERS, hold
from tests.pages import example
from tests.pages.whole import pages
from tests.program import ROOT

CASES = sorted((FOLDERS / "pages").iterdir())
LOOK = Look(cover=Picture("assets/cover.jpg", 1400, 1400))
LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
# What the run and the feed put beside the pages.
BESIDE = ("feed.xml", "assets/cover.jpg")


def written(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """A case's `key: value` lines, and its script."""
    head, _, body = text.partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), tuple(body.splitlines())


def site(*episodes: Episode, look: Look = LOOK, **changes: object) -> dict[str, bytes]:
    return dict(pages(example.show(**changes), episodes, look))


def undigested(text: str) -> str:
    return re.sub(r"(?<=[./?])[0-9a-f]{8}\b", "DIGEST", text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases(case: Path) -> None:
    options, script = written((case / "script.txt").read_text(encoding="utf-8"))
    guest = next(line for line in script if ": " in line).split(": ")[0]
    episode = example.episode(
        "talk",
        title=options["title"],
        script=script,
        guests=(example.Person(guest),),
        video=options.get("video") != "no",
        timed=options.get("times") != "no",
    )
    made = site(episode, language=options.get("language", "en"))
    for path in ("talk/index.html", "index.html", "talk/said.js", "assets/search/1.js", "assets/search/1-0.js", "sitemap.xml"):
        hold(case / path.replace("/", "-"), undigested(made[path].decode()))


def two() -> tuple[Episode, ...]:
    return example.episode("first", title="First", number=0), example.episode("second-é", title="Second", number=1)


def test_same_values_same_bytes() -> None:
    assert site(*two()) == site(*reversed(two()))


def test_links_are_relative_name_files_and_hold() -> None:
    made = site(*two())
    there = {*made, *BESIDE}
    for episode in two():
        there |= {episode.media.path, episode.cover.path, places.chapters_json(episode.slug), places.chapters_text(episode.slug)}
        there |= {places.captions(episode.slug)}
        there |= {places.transcript(episode.slug, suffix) for suffix in ("vtt", "srt", "json")}
        there |= {episode.poster.path} if episode.poster else set()
    quoted = {places.address("", path) for path in there}
    for path, data in made.items():
        if not path.endswith(".html"):
            continue
        for link in LINK.findall(data.decode()):
            if not re.match(r"[a-z]+:", link):
                target, _, fragment = link.partition("#")
                assert not target.startswith("/"), f"{path} links to the root of a host: {link}"
                folder = places.address("", str(PurePosixPath(path).parent))
                file = normpath(f"{folder}/{target}") if target else places.address("", path)
                assert file in quoted, f"{path} links to {link}"
                if file == path and fragment and not fragment.startswith("t="):
                    assert f'id="{fragment}"' in data.decode()


def test_no_pictures_no_sound_and_no_style_in_elements() -> None:
    """The policy that keeps strange scripts out would keep these out too."""
    for path, data in site(*two()).items():
        if path.endswith(".html"):
            assert not re.search(r'\s(style|on\w+)="', data.decode()), path


def test_only_pictures_of_the_site_are_shown() -> None:
    guests = (example.Person("Bo", None, "people/bo.jpg"), example.Person("Cy", None, "https://cy.example/cy.jpg"))
    page = site(example.episode("talk", guests=guests))["talk/index.html"].decode()
    assert 'src="../assets/people/bo.jpg"' in page
    assert "cy.jpg" not in page


def test_a_summary_that_the_notes_begin_with_stands_there_only() -> None:
    episode = example.episode("talk")
    post = episode.post._replace(summary="An hour at the well with …", notes="<p>An hour at <b>the well</b> with&nbsp;the man.</p>")
    page = site(episode._replace(post=post))["talk/index.html"].decode()
    assert 'class="dek"' not in page
    assert 'name="description" content="An hour at the well with …"' in page


def test_a_list_says_which_of_it_is_in_another_language() -> None:
    """WCAG 2.2, 3.1.2: programs that read aloud need to know."""
    made = site(example.episode("talk", language="en"), example.episode("hiwar", title="حوار", language="ar", number=1))
    index, page = made["index.html"].decode(), made["hiwar/index.html"].decode()
    assert '<h3><a href="hiwar/index.html"><bdi lang="ar" dir="rtl">حوار</bdi></a></h3>' in index
    assert '<span><bdi lang="ar" dir="rtl">' in index
    assert '<h3><a href="talk/index.html">The well' in index
    assert '<a class="show" href="../index.html" lang="en" dir="ltr">' in page
    assert '<a class="show" href="../index.html">' in made["talk/index.html"].decode()


@pytest.mark.parametrize(("size", "told"), [(31_000_000, "31 MB"), (1_000_000, "1 MB"), (412_600, "413 kB"), (12, "1 kB")])
def test_a_video_file_of_the_site_is_offered(size: int, told: str) -> None:
    film = Media("media/talk.mp4", "video/mp4", size, 60_000)
    page = site(example.episode("talk", video=False)._replace(video=film))["talk/index.html"].decode()
    assert f'<a href="../media/talk.mp4" download>Video<small> MP4, {told}</small></a>' in page


def test_a_description_has_its_paragraphs() -> None:
    index = site(example.episode("talk"), description="We talk\nmuch.\n\nEvery week.")["index.html"].decode()
    assert '<p class="dek">We talk\nmuch.</p>\n<p class="dek">Every week.</p>' in index
    assert '<meta name="description" content="We talk much. Every week.">' in index


def test_the_links_of_the_conversation_are_told_in_the_pages_language() -> None:
    episode = example.episode("talk", language="ja")
    post = episode.post._replace(notes="", links=(Link("https://wells.example/?a&b", "Wells & more"),))
    page = site(episode._replace(post=post))["talk/index.html"].decode()
    assert "<p>会話に出てきたリンク：</p>" in page
    assert '<a href="https://wells.example/?a&amp;b">Wells &amp; more</a>' in page


def test_a_page_without_words_leads_to_none() -> None:
    page = site(example.episode("talk", script=("? Why?",), timed=False))["talk/index.html"].decode()
    assert 'href="#transcript"' in page
    page = site(example.episode("talk", script=(), timed=False))["talk/index.html"].decode()
    assert "#transcript" not in page


def test_what_has_no_summary_is_described_by_its_questions() -> None:
    episode = example.episode("talk")
    page = site(episode._replace(post=episode.post._replace(summary="")))["talk/index.html"].decode()
    asked = [heading.chapter for heading in episode.post.headings if heading.chapter]
    assert f'<meta name="description" content="{" ".join(asked)}">' in page.replace("&#39;", "'")
    assert page.count(f'"description":"{asked[0]}') == 2, "of the episode and of its video"
    assert json.dumps(" ".join(asked), ensure_ascii=False) in search.said(card(episode)._replace(summary=""), Interview()).decode()
    many = card(episode)._replace(summary="", questions=card(episode).questions * 9)
    assert about(many).startswith(asked[0])
    assert len(about(many)) <= 200
    assert about(many._replace(questions=())) == episode.title


def test_an_unsure_chapter_has_no_time() -> None:
    page = site(example.episode("talk"))["talk/index.html"].decode()
    assert '<li><a href="#q3"><span>Who decides when the water is good?</span></a></li>' in page
    assert '<h3 id="q3">Who decides when the water is good?</h3>' in page


def test_a_chapterless_post_has_no_list() -> None:
    episode = example.episode("talk", timed=False)
    page = site(episode._replace(post=episode.post._replace(chapters=ChapterSource.OFF)))["talk/index.html"].decode()
    assert 'id="chapters"' not in page
    assert "Spoons." in page


def test_json_ld_follows_googles_rules_for_key_moments() -> None:
    page = site(example.episode("talk"))["talk/index.html"].decode()
    found = json.loads(page.split('application/ld+json">')[1].split("</script>")[0])
    clips = found["video"]["hasPart"]
    assert [clip["startOffset"] for clip in clips] == [0, 24, 44]
    assert all(clip["url"] == f"https://common.example/things/talk/?t={clip['startOffset']}" for clip in clips)
    assert found["associatedMedia"]["contentUrl"] == "https://common.example/things/media/talk.m4a"


def test_key_moments_are_on_the_clock_of_the_video() -> None:
    episode = example.behind(example.episode("talk"), 24_000)
    found = jsonld.podcast_episode(example.show(), episode, card(episode))
    clips = found["video"]["hasPart"]  # type: ignore[call-overload, index]
    assert [(clip["startOffset"], clip["url"][-5:]) for clip in clips] == [(0, "?t=24"), (20, "?t=44")], (
        "what comes before the video is not in it"
    )


@given(st.text(), st.text())
def test_json_ld_never_leaves_its_script(name: str, value: str) -> None:
    text = jsonld.script({"@type": name or "Thing", "name": value})
    assert "<" not in text
    assert json.loads(text).get("name", "") == value


HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\"`--!><svg/onload=alert(1)>",
    "{{ 7 * 7 }}",
    "\u2028alert(1)\u2029",
)


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_words_stay_words(evil: str) -> None:
    script = (f"? {evil}", f"Tomás Rey: fine. {evil}")
    episode = example.episode("talk", title=evil, script=script, guests=(example.Person(evil),))
    section = episode.post.sections[0]
    turn = Turn(11, evil, (Paragraph(11, evil, nh3.clean(f"<p>{evil}</p>")),))
    post = episode.post._replace(notes=nh3.clean(evil), summary=evil, tags=(evil,), sections=(section._replace(turns=(turn,)),))
    changes: dict[str, object] = dict.fromkeys(("title", "description", "author", "copyright"), evil)
    for path, data in site(episode._replace(post=post, title=evil), subscribe=(Labelled("https://x.example", evil),), **changes).items():
        text = data.decode()
        if path.endswith(".html"):
            assert text.count("<script") == {"index.html": 2, "talk/index.html": 2}.get(path, 0)
            assert "<svg/" not in text
            assert "<img src=x" not in text
            assert ">49" not in text
        if path.endswith(".js") and "site" not in path:
            assert "\u2028" not in text
            json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")


def many(count: int) -> dict[str, bytes]:
    script = ("? What is this?", "Tomás Rey: A talk.")
    return site(*(example.episode(f"talk-{number}", title=f"Talk {number}", script=script, number=number) for number in range(count)))


def test_old_pages_of_the_archive_and_of_the_search_never_change() -> None:
    before, after = many(100), many(101)
    assert {path for path in before if path.startswith("page/")} == {"page/1/index.html", "page/2/index.html"}
    same = {path for path in before if after[path] == before[path]}
    assert {"page/1/index.html", "page/2/index.html", *(f"assets/search/{number + 1}.js" for number in range(100 // BLOCK))} <= same
    assert {path for path in before if path.startswith("talk-")} - same == {"talk-99/index.html"}, "only the neighbour links to the new one"
    listed = re.findall(r'<h3><a href="[./]*(talk-\d+)/', "".join(before[path].decode() for path in before if path.endswith("index.html")))
    assert sorted(listed) == sorted(f"talk-{number}" for number in range(100))


def test_an_archive_page_leads_to_the_next_and_the_one_before() -> None:
    made = many(100)
    led = {
        path: re.findall(r'<a rel="(\w+)" href="([^"]*page[^"]*|[^"]*\.\./index.html)"', made[path].decode())
        for path in made
        if "page/" in path
    }
    assert led == {
        "page/1/index.html": [("next", "../../page/2/index.html")],
        "page/2/index.html": [("next", "../../index.html"), ("prev", "../../page/1/index.html")],
    }
    assert re.findall(r'<a rel="(\w+)" href="(page[^"]*)"', made["index.html"].decode()) == [("prev", "page/2/index.html")]


def test_the_site_map_lists_every_page_and_the_first_changes_with_the_newest_episode() -> None:
    text = many(100)["sitemap.xml"].decode()
    listed = re.findall(r"<loc>https://common\.example/things/([^<]*)</loc>(?:<lastmod>([^<]*))?", text)
    assert [path for path, _ in listed] == ["", "page/1/", "page/2/", *(f"talk-{number}/" for number in reversed(range(100)))]
    assert listed[0][1] == listed[3][1] > listed[-1][1]


def test_places_to_subscribe_have_their_names_and_stand_once() -> None:
    keys = ("apple", "spotify", "youtube", "pocket-casts", "Our own app")
    given = tuple(Labelled(f"https://{number}.example/", key) for number, key in enumerate(keys))
    names = [name for name, _ in views.apps(example.show(subscribe=given))]
    assert names == ["Apple Podcasts", "Spotify", "YouTube", "Pocket Casts", "Our own app", "Overcast", "AntennaPod"]
    assert [name for name, _ in views.apps(example.show())] == ["Apple Podcasts", "Overcast", "Pocket Casts", "AntennaPod"]


def numbered(slug: str, number: int, **changes: object) -> Episode:
    made = example.episode(slug, title=slug.title(), script=("? What is this?", "Tomás Rey: A talk."), number=number)
    return made._replace(post=made.post._replace(**changes))  # type: ignore[arg-type]


def test_what_an_episode_is_stands_beside_the_date() -> None:
    episodes = (
        numbered("trailer", 0, type="trailer"),
        numbered("first", 1, season=1, episode=1),
        numbered("more", 2, season=2, type="bonus"),
        numbered("plain", 3),
        numbered("rough", 4)._replace(explicit=True),
    )
    when = re.compile(r'<p class="when">.*</time> <span>[^<]*</span>(.*)</p>')
    wanted = {
        "trailer": ["Trailer"],
        "first": ["Season\u00a01 – Beginnings", "Episode\u00a01"],
        "more": ["Season\u00a02", "Bonus"],
        "plain": [],
        "rough": ["Explicit"],
    }
    made = site(*episodes, seasons=((1, "Beginnings"),))
    for slug, words in wanted.items():
        [line] = when.findall(made[f"{slug}/index.html"].decode())
        assert re.findall("<span>(.*?)</span>", line) == words
        assert ('"isFamilyFriendly":false' in made[f"{slug}/index.html"].decode()) == (slug == "rough")
    listed = [re.findall("<span>(.*?)</span>", line) for line in when.findall(made["index.html"].decode())]
    assert listed == [*reversed(wanted.values())]
    assert "Folge\u00a01" in site(*episodes, language="de")["first/index.html"].decode()
    page = made["first/index.html"].decode()
    assert '"partOfSeason":{"@type":"PodcastSeason","seasonNumber":1,"name":"Beginnings"}' in page


def test_an_episodes_places_stand_beside_its_date_and_are_told_apart() -> None:
    page = site(numbered("away", 1, season=1, locations=(Location("Ulm & Linz"), Location("Wien", rel="creator"))))[
        "away/index.html"
    ].decode()
    assert "<span>Season\u00a01</span> <span>Ulm &amp; Linz</span> <span>Wien</span> <a " in page
    assert '"contentLocation":[{"@type":"Place","name":"Ulm \\u0026 Linz"}],"locationCreated":[{"@type":"Place","name":"Wien"}]' in page


def test_one_chapter_is_one() -> None:
    made = site(example.episode("long"), example.episode("short", script=("? What is it?",), timed=False, number=1))
    assert re.findall("<summary><bdi>(.*?)</bdi></summary>", made["index.html"].decode()) == ["1 chapter", "4 chapters"]


def test_what_may_be_done_with_the_sound_and_where_to_give() -> None:
    own = License("Our own", "https://common.example/terms")
    made = site(
        numbered("first", 0),
        numbered("second", 1, license=own),
        license=License("cc-by-4.0"),
        funding=(Labelled("https://give.example/", ""), Labelled("https://join.example/", "Join us")),
    )
    told = re.compile(r'<a rel="license" href="([^"]*)">([^<]*)</a>')
    deed = "https://creativecommons.org/licenses/by/4.0/"
    for path, name, url in (("index.html", "CC BY 4.0", deed), ("first/index.html", "CC BY 4.0", deed), ("second/index.html", *own)):
        page = made[path].decode()
        assert told.findall(page) == [(url, name)]
        assert json.loads(page.split('application/ld+json">')[1].split("</script>")[0])["license"] == url
        assert re.findall(r'<a href="(https://\w+.example/)" rel="payment external">([^<]*)<', page) == [
            ("https://give.example/", "Support the show"),
            ("https://join.example/", "Join us"),
        ]
    reserved = site(numbered("first", 0), license=License("arr"), language="fr")["first/index.html"].decode()
    assert "Tous droits réservés" in reserved
    assert not told.search(reserved)


def test_a_serial_show_begins_with_its_first_episode() -> None:
    episodes = (
        numbered("teaser", 0, type="trailer"),
        numbered("extra", 1, type="bonus"),
        *(numbered(f"part-{n}", n + 2) for n in range(80)),
    )
    link = re.compile(r'<nav class="neighbours begins" aria-label="Begin with">\n(.*?)\n</nav>', re.DOTALL)
    [begins] = link.findall(site(*episodes, type="serial")["index.html"].decode())
    assert begins.splitlines() == [
        '<a href="part-0/index.html"><small>Begin with</small><bdi>Part-0</bdi></a>',
        '<a href="teaser/index.html"><small>Trailer</small><bdi>Teaser</bdi></a>',
        '<a href="page/1/index.html">The first episodes</a>',
    ]
    [few] = link.findall(site(*episodes[:3], type="serial")["index.html"].decode())
    assert "page/1" not in few
    assert not link.findall(site(*episodes)["index.html"].decode())
    assert not link.findall(site(episodes[2], type="serial")["index.html"].decode())
    assert not link.findall(site(*episodes, type="serial")["page/1/index.html"].decode())


def test_translations_name_each_other_and_themselves() -> None:
    episode = example.episode("talk")
    post = episode.post._replace(translations=(("de", "https://brunnen.example/talk/"),))
    made = site(episode._replace(post=post), translations=(("pt-BR", "https://poco.example/"),))
    link = re.compile(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">')
    own = "https://common.example/things/"
    assert link.findall(made["talk/index.html"].decode()) == [("en", f"{own}talk/"), ("de", "https://brunnen.example/talk/")]
    assert link.findall(made["index.html"].decode()) == [("en", own), ("pt-BR", "https://poco.example/")]
    assert not link.findall(site(episode)["talk/index.html"].decode())


def test_an_empty_show_has_pages() -> None:
    assert b"Common Things" in site()["index.html"]


def test_a_show_changes_templates_and_variables() -> None:
    templates = (("subscribe.html", '<p id="subscribe">Ask Ada.</p>'),)
    made = site(example.episode("talk"), templates=templates, theme=(("accent", "#060"), ("accent-dark", "#9e9"), ("text", "Georgia")))
    assert '<p id="subscribe">Ask Ada.</p>' in made["talk/index.html"].decode()
    style = next(data.decode() for path, data in made.items() if path.endswith(".css"))
    assert style.splitlines()[-3:] == [
        "@media all { :root { --text: Georgia; } }",
        "@media not (prefers-color-scheme: dark) { :root { --accent: #060; } }",
        "@media (prefers-color-scheme: dark) { :root { --accent: #9e9; } }",
    ]
    assert "--accent: #060;" in made["404.html"].decode(), "the page that carries its own style has them too"


def test_faults_of_a_shows_templates_are_told_with_their_lines() -> None:
    templates = {
        "episode.html": "<h1>{{ title }}</h1>\n{% if titel %}{{ titel }}{% endif %}",
        "index.html": "\n\n{% for card in cards %}",
        "site.css": "{{",
        "page.html": "",
    }
    told = [str(problem) for problem in problems(templates, "feeds/a")]
    assert told[0].startswith("feeds/a/episode.html:2: no page has a value `titel` (")
    assert told[1].startswith("feeds/a/index.html:3: broken template: Unexpected end of template.")
    assert told[2].startswith("feeds/a/page.html:1: there is no template `page.html` (")
    assert len(told) == 3
    assert problems({name: packaged(name) for name in (*TEMPLATES, *ASSETS)}, "feeds/a") == ()


def test_templates_lie_beside_the_feed_file(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds"
    (feeds / "wells").mkdir(parents=True)
    (feeds / "wells.yaml").write_text("title: Wells\nurl: https://wells.example/\ndescription: About wells.\n")
    (feeds / "wells" / "people.jpg").write_bytes(b"")
    [(plain, _)] = shows.read(tmp_path)
    own = feeds / "wells" / "subscribe.html"
    own.write_text('<p id="subscribe">Ask Ada.</p>\n')
    [(show, none)] = shows.read(tmp_path)
    assert show
    assert not none
    assert show.templates == (("subscribe.html", '<p id="subscribe">Ask Ada.</p>\n'),)
    assert repr(show) != repr(plain), "what tells that pages are stale sees them"


def test_templates_are_tried_once_for_each_state_of_them_where_the_show_was_built(tmp_path: Path) -> None:
    own, kept = tmp_path / "feeds/wells/subscribe.html", tmp_path / ".pipeline/wells"
    own.parent.mkdir(parents=True)
    (tmp_path / "feeds/wells.yaml").write_text("title: Wells\nurl: https://wells.example/\ndescription: About wells.\n")
    for is_built in (False, True):
        own.write_text("{{ shoe.title }}")
        for _ in range(2):
            [(_, [problem])] = shows.checked(tmp_path)
            assert problem.is_error, "nothing is made with a broken template"
            assert str(problem).startswith("feeds/wells/subscribe.html:1: no page has a value `shoe`")
        own.write_text("{{ show.title }}")
        [(_, none)] = shows.checked(tmp_path)
        assert not none
        assert kept.exists() == is_built, "`check` leaves nothing behind"
        kept.mkdir(parents=True, exist_ok=True)


def test_a_template_that_fails_on_some_page_is_told() -> None:
    own = {
        "index.html": '{% extends "base.html" %}\n{% block main %}{% for card in cards %}\n{{ card.titel }}{% endfor %}{% endblock %}',
        "transcript.html": "{% for part in parts %}\n\n{{ 1 / part.passages|length - 1 }}{% include 'player.htm' %}{% endfor %}",
        "neighbours.html": "{{ newer.title }}",
        "moved.html": "{{ page.form }}",
    }
    told = [str(*trial.problems(example.show(templates=((name, text),)))) for name, text in own.items()]
    assert told[0].startswith("feeds/wells/index.html:3: the template fails: ")
    assert "titel" in told[0]
    assert told[1].startswith("feeds/wells/transcript.html:3: the template fails: ")
    assert told[2].startswith("feeds/wells/neighbours.html:1: the template fails: ")
    assert told[3].startswith("feeds/wells/moved.html:1: the template fails: ")
    assert not list(trial.problems(example.show(templates=tuple((name, packaged(name)) for name in (*TEMPLATES, *ASSETS)))))


@pytest.mark.parametrize(
    "text",
    [
        "{{ cycler.__init__.__globals__.os.getcwd() }}",
        "{{ show['__class__'].__mro__ }}",
        "{{ show|attr('__class__') }}",
        "{{ [show]|map(attribute='__class__')|first }}",
        "{{ '{0.__class__}'.format(show) }}",
    ],
)
def test_a_template_reaches_nothing_of_the_machine(text: str) -> None:
    [problem] = trial.problems(example.show(templates=(("embed.html", text),)))
    assert "unsafe" in problem.message or "not safely callable" in problem.message


def test_a_template_may_fill_lists_and_tables_of_its_own() -> None:
    text = "{% set names, known = [], {} %}{% set _ = names.append(show.title), known.update(a=1) %}{{ names|join }}{{ known.a }}"
    assert not list(trial.problems(example.show(templates=(("embed.html", text),))))


def test_every_variable_of_the_style_sheet_can_be_set() -> None:
    light, dark = (set(re.findall(r"--([\w-]+):", block)) for block in re.findall(r":root \{(.*?)\}", packaged("site.css"), re.DOTALL)[:2])
    assert light - {"edge", "dock"} == {*COLOURS, *OTHERS}
    assert dark == set(COLOURS)


def test_what_a_show_can_change_is_documented() -> None:
    told = (ROOT / "docs/pages.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`([\w.-]+)`", told)) >= {*COLOURS, *OTHERS, *TEMPLATES, *ASSETS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    own, english = phrases(language).say, phrases("en").say
    assert set(own) | {"months"} == set(english)
    for key, text in own.items():
        fields = sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
        assert fields == sorted(name for _, name, _, _ in string.Formatter().parse(english[key]) if name is not None), key
    assert phrases(language).day(example.FIRST)
    assert phrases(language).duration(3_723_000)


def test_words_of_time() -> None:
    english = phrases("en-GB")
    assert english.day(example.FIRST) == "2 March 2026"
    assert [english.duration(length) for length in (900, 42_000, 90_000, 150_000, 3_600_000, 4_020_000)] == [
        "1 s",
        "42 s",
        "2 min",
        "3 min",
        "1 h",
        "1 h 7 min",
    ]
    assert [direction(language) for language in ("ar-EG", "he", "az-Arab", "ja", "en")] == ["rtl", "rtl", "rtl", "ltr", "ltr"]


def test_every_phrase_is_used() -> None:
    own = {"date", "months", "hours_minutes", "hours", "minutes", "seconds"}
    texts = "".join(
        packaged(name)
        for name in ("base.html", "index.html", "episode.html", "neighbours.html", "player.html", "subscribe.html", "404.html")
    )
    code = "".join((ROOT / "pipeline/derive" / name).read_text() for name in ("pages/rendering.py", "pages/views.py", "chapters.py"))
    for key in phrases("en").say.keys() - own:
        assert f"say.{key}" in texts or f'say["{key}"]' in code or f"say['{key}']" in code, key


html_pieces = st.lists(
    st.sampled_from([
        "<p>", "</p>", "text", '<a href="/blog/x">', '<a href="https://a.example/">', '<a href="#part">', "</a>", '<img src="/x.png" alt="A <cat>">',
        '<img src="https://a.example/i.png">', "<h1>", "</h1>", "<h4 title='>'>", "</h4>", "<ul><li>", '<a href="javascript:alert(1)">', "&lt;img&gt;",
    ])
)  # fmt: skip


@given(html_pieces)
def test_a_page_asks_no_other_host(pieces: list[str]) -> None:
    html = page_html(nh3.clean("".join(pieces)))
    assert "<img" not in html
    assert all(link.startswith("https://a.example/") for link in re.findall(r'href="([^"]*)"', html))
    assert html.count("<a ") == html.count("</a>")
    assert not re.search(r"<h[^3r]", html)
    assert page_html(html) == html


def test_a_picture_becomes_a_link_with_its_words() -> None:
    link = '<a href="https://a.example/i.png" rel="noopener">'
    assert page_html('<img src="https://a.example/i.png" alt="A cat">') == f"{link}A cat</a>"
    assert page_html('<img src="https://a.example/i.png">') == f"{link}i.png</a>"
    assert (
        page_html('<a href="https://b.example/"><img src="https://a.example/i.png" alt="A cat"></a>')
        == '<a href="https://b.example/">A cat</a>'
    )


@pytest.mark.parametrize(
    ("notes", "shown"),
    [
        ("<p>02:30 Wax<br>\n(3:00) Bees</p>", '<p><a href="#t=150">02:30</a> Wax<br>\n(<a href="#t=180">3:00</a>) Bees</p>'),
        ("<ul><li><strong>2:30</strong> Wax</li></ul>", '<ul><li><strong><a href="#t=150">2:30</a></strong> Wax</li></ul>'),
        ("<p>2:31 Wax</p>", "<p>2:31 Wax</p>"),
        ("<p>At 2:30</p>", "<p>At 2:30</p>"),
        ("<p>2:30:00 Wax</p><p>2:75</p>", "<p>2:30:00 Wax</p><p>2:75</p>"),
        ('<p><a href="https://a.example/">2:30</a></p>', '<p><a href="https://a.example/">2:30</a></p>'),
    ],
)
def test_the_times_of_chapters_in_notes_are_links(notes: str, shown: str) -> None:
    assert with_moments(notes, {150_000, 180_000}) == shown


placed = st.builds(Placed, st.none() | st.integers(0, 9_000), st.none(), st.just(0.5))


@given(st.data(), st.integers(0, 6), st.integers(0, 3), st.integers(1, 3))
def test_every_moment_has_one_address(data: st.DataObject, sections: int, turns: int, paragraphs: int) -> None:
    made = tuple(
        Section(
            Heading(10 * number, f"Heading {number}", data.draw(st.sampled_from(Kind)), "Ada", data.draw(st.none() | st.just("Title"))),
            tuple(
                Turn(10 * number + turn, "Bo", tuple(Paragraph(1, "words", "<p>words</p>") for _ in range(paragraphs)))
                for turn in range(turns)
            ),
        )
        for number in range(sections)
    )
    alignment = Alignment(
        tuple(data.draw(placed) for _ in range(sections)),
        tuple(data.draw(placed) for _ in range(sections * turns)),
        tuple(data.draw(placed) for _ in range(sections * turns * paragraphs)),
        (),
        1.0,
    )
    told = interview(example.episode().post._replace(sections=made), alignment, ())
    addresses = [*(part.anchor for part in told.parts if part.anchor), *filter(None, told.passages.moments)]
    assert len(addresses) == len(set(addresses))
    assert told.passages.htmls.count("<p>words</p>") == sections * turns * paragraphs, "nothing that was said is lost"


def test_a_chapters_second_is_its_headings_address() -> None:
    """Chapters begin at whole seconds, and the answer before may end in the same one."""
    post = example.episode(script=("? Why?", "Bo: So.", "? And then?", "Bo: Well.")).post
    why, so, then, well = (Placed(moment, None, 0.9) for moment in (4_000, 20_400, 20_700, 20_950))
    alignment = Alignment((why, then), (so, well), (so, well), (), 1.0)
    lines = [section.heading.line for section in post.sections if section.heading]
    told = interview(post, alignment, (Chapter(0, 20_000, "Why?", lines[0], 1.0), Chapter(20_000, 40_000, "And then?", lines[1], 1.0)))
    assert [part.anchor for part in told.parts] == ["t=0", "t=20"]
    assert told.passages.moments == ("t=20.4", "t=20.9")


def test_only_files_that_are_there_are_offered() -> None:
    cues = Cues((0,), (2_000,), (None,), ("Good morning.",))
    made = site(example.episode("talk")._replace(cuts=Cuts(cues, cues)))  # no words are left for the captions of the video
    offered = re.findall(r'href="../(talk/[^"]*)" download', made["talk/index.html"].decode())
    assert "talk/transcript.srt" in offered
    assert set(offered) <= made.keys()


@given(st.text() | st.sampled_from("&<>'\"") | st.integers() | st.none() | st.text().map(Markup))
def test_values_are_escaped_as_jinja_escapes_them(value: object) -> None:
    text = "{{ value }}{% set told %}{{ value }}{% endset %}{{ told }}"
    usual = jinja2.Environment(autoescape=True).from_string(text).render(value=value)
    assert Templates(compiled({"told.html": text})).render("told.html", {"value": value}) == usual


@given(st.lists(st.text()))
def test_terms_of_any_text(texts: list[str]) -> None:
    found = terms(texts)
    assert len(found) == len(set(found))
    assert all(fold(term.decode()) == term.decode() for term in found if term.isascii())


def test_names_of_a_letter_and_a_sign_are_terms() -> None:
    assert terms(["Plan B"]) == [b"plan"]
    assert terms(["an IC#"]) == [b"an", b"ic"]
    assert terms(["C++20, F# and C", "100% C# (not NaN++, no. #7, a ++)"]) == [
        b"20",
        b"and",
        b"100",
        b"not",
        b"nan",
        b"no",
        b"7",
        b"c++",
        b"f#",
        b"c#",
    ]


def test_terms() -> None:
    assert terms(["Émile says: “Hello”, don't!", "x 7 well-being from a to z"]) == [
        b"says",
        b"don",
        b"7",
        b"well",
        b"being",
        b"from",
        b"to",
        b"emile",
        b"hello",
    ]
    assert {term.decode() for term in terms(["井戸は深い"])} == {"井戸", "戸は", "は深", "深い"}
    assert terms(["تُغسل"]) == ["تغسل".encode()]
    assert terms(["٢٠١٩ ۱۳۹۸"]) == [b"2019", b"1398"]
    assert terms(["Æbleskiver på Ærø, Łódź"]) == [b"aebleskiver", b"pa", b"aero", b"lodz"]


def test_letters_without_accents_are_found_as_they_are_typed() -> None:
    written = ("Straße", "GROẞ", "Æsir", "œuvre", "Ødegård", "Łódź", "Đặng", "Seyðisfjörður", "Þór", "Ħamrun", "Işık", "ΟΔΟΣ")
    typed = ("strasse", "gross", "aesir", "oeuvre", "odegard", "lodz", "dang", "seydisfjordur", "thor", "hamrun", "isik", "οδοσ")
    assert tuple(map(fold, written)) == typed
    assert tuple(map(fold, typed)) == typed
    assert fold("STRASSE") == "strasse"


def test_arabic_is_found_as_it_is_typed() -> None:
    written, typed = ("مدرسة", "على", "العـــربيّة", "أمل", "کتابی"), ("مدرسه", "علي", "العربيه", "امل", "كتابي")
    assert tuple(map(fold, written)) == typed
    assert [term.decode() for term in terms(["العـــربيّة وبالناس 井"])] == ["العربيه", "وبالناس", "井", "عربيه", "ناس"]
    assert terms(["للناس"]) == ["للناس".encode(), "ناس".encode()]
    assert terms(["الله"]) == ["الله".encode()], "what would be left is another word"


@given(st.text(min_size=1))
def test_what_was_said_is_a_literal(summary: str) -> None:
    script = search.said(card(example.episode("ada"))._replace(summary=summary), Interview()).decode()
    assert json.loads(f"[{script.removeprefix('said(').strip()[:-1]}]") == ["ada", summary, 57, ""]
    assert not {"\u2028", "\u2029"} & {*script}


@given(st.lists(st.integers(), max_size=3 * BLOCK))
def test_each_episode_is_in_one_block(episodes: list[int]) -> None:
    divided = search.blocks(episodes)
    assert [episode for block in divided for episode in block] == episodes
    assert all(len(block) == BLOCK for block in divided[:-1])


def test_shards() -> None:
    shards = sharded([b"again", b"7", b"quick", "é".encode()])
    assert {at: shard for at, shard in enumerate(shards) if shard} == {1: "again", 17: "quick", 23: "7", 9: "é"}


def test_a_card_tells_an_episode_in_short() -> None:
    told = card(example.episode("talk"))
    assert [question.start for question in told.questions] == [0, 24_000, None, 44_000]


def test_a_heading_whose_place_is_known_but_which_is_no_chapter_is_not_listed() -> None:
    episode = example.episode("talk")
    told = card(episode._replace(chapters=episode.chapters[:-1]))
    assert [question.start for question in told.questions] == [0, 24_000, None]


def test_the_search_finds_an_episode_by_what_was_said_in_it() -> None:
    episode = example.episode("talk")
    told = indexed(episode, card(episode).questions, interview(episode.post, episode.alignment, episode.chapters))
    assert "spoons" in " ".join(told.terms).split()
    assert {*" ".join(told.asked).split()} < {*" ".join(told.terms).split()}


def test_the_search_data_do_not_depend_on_lines_of_the_post() -> None:
    """Blank lines above a post would have readers load anew what is the same."""
    episode = example.episode("talk")
    own, told = card(episode), interview(episode.post, episode.alignment, episode.chapters)
    moved = tuple(question._replace(line=question.line and question.line + 2) for question in own.questions)
    assert moved != own.questions
    assert indexed(episode, moved, told) == indexed(episode, own.questions, told)
