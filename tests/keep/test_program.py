"""Other versions of what makes things make things anew; other packages do not."""

import re
import tomllib

from pipeline.keep import program
from tests.program import ROOT

ELSEWHERE = {"obstore", "rich", "yt-dlp", "yt-dlp-ejs"}  # they carry, show and record, and no byte of a site is theirs


def test_every_dependency_is_a_maker_or_known_not_to_be() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {match.group() for text in told if (match := re.match(r"[\w-]+", text))}
    assert set(program.MAKERS) <= names
    assert not names - set(program.MAKERS) - ELSEWHERE - {"argcomplete", "cronsim"}, "say in program.py whether it makes bytes of a site"


def test_versions_are_those_that_are_installed() -> None:
    found = [line.rpartition("-")[0].replace("_", "-") for line in program.makers()]
    assert sorted(found) == sorted(program.MAKERS), "and none of a package that makes nothing"
