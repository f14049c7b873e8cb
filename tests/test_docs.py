"""Documents that fail when they lie: verbs, keys, targets and comments named in the README are those of the program."""

import argparse
import re
from pathlib import Path

import pytest

from pipeline.content import frontmatter, read_show
from pipeline.verbs import arguments
from tests.expected import hold
from tests.program import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows(heading: str) -> dict[str, str]:
    """First and second column of the table below a heading; backticks are taken off."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = re.findall(r"^\| `([^`]+)`[^|]*\| ([^|]*?) \|", section, re.MULTILINE)
    return dict(found)


def options(verb: arguments.Verb) -> set[str]:
    parser = argparse.ArgumentParser()
    verb.arguments(parser)
    return {text for action in parser._actions for text in action.option_strings if text.startswith("--")} - {"--help"}


def test_every_verb_is_in_the_readme() -> None:
    verbs = {words.split()[1]: says for words, says in rows("The verbs").items()}
    assert set(verbs) == {verb.name for verb in arguments.VERBS}
    for verb in arguments.VERBS:
        assert verbs[verb.name].startswith(verb.does), f"{verb.name}: README and --help differ"


@pytest.mark.parametrize("verb", arguments.VERBS, ids=lambda verb: verb.name)
def test_examples_are_accepted(verb: arguments.Verb) -> None:
    words = verb.example.split()
    assert words[0] == "pipeline"
    assert arguments.parser().parse_args(words[1:]).verb == verb.name


@pytest.mark.parametrize("verb", arguments.VERBS, ids=lambda verb: verb.name)
def test_options_are_in_the_readme(verb: arguments.Verb) -> None:
    assert options(verb) <= set(re.findall(r"--[a-z]+", README))


def test_every_key_of_a_feed_file_is_in_the_readme() -> None:
    """The table is written by the program: `UPDATE_EXPECT=1` writes it anew."""
    before, rest = README.split("\n## The feed file\n", 1)
    intro, table = rest.split("\n| key | means |\n|---|---|\n", 1)
    after = table.split("\n\n## ", 1)[1]
    rows = "\n".join(f"| `{key.name}` | {key.meaning} |" for key in read_show.KEYS)
    hold(ROOT / "README.md", f"{before}\n## The feed file\n{intro}\n| key | means |\n|---|---|\n{rows}\n\n## {after}")


def test_every_key_of_a_post_is_in_the_readme() -> None:
    assert set(rows("What a post looks like")) - {"<!-- at 12:34 -->", "<!-- chapter: Shorter title -->", "<!-- no chapter -->"} == set(
        frontmatter.KEYS
    )


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_links_lead_to_files_and_headings(path: Path) -> None:
    prose = re.sub(r"`[^`\n]*`", "", path.read_text(encoding="utf-8"))
    for file, anchor in re.findall(r"\]\((?!\w+:)([^)#]*)#?([^)]*)\)", prose):
        target = path.parent / file if file else path
        assert target.exists(), file
        headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
        anchors = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in anchors, anchor


def test_make_lists_its_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    assert listed == phony
    assert set(re.findall(r"(?:`|^    )make ([a-z]+)", README, re.MULTILINE)) <= listed


def test_make_passes_nothing_that_is_typed_as_an_option() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    passed = re.findall(r"^\t@\$\(RUN\) .*\$\((?:SLUG|URL)\).*", makefile, re.MULTILINE)
    assert len(passed) == 3
    assert all(re.search(r' -- "?\$\((?:SLUG|URL)\)"?$', line) for line in passed)
