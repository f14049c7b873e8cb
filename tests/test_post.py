"""Posts: each case is a folder with a post and what `inspect --json` must tell of it."""

from pathlib import Path

import pytest

from pipeline.content.inspection import to_json, to_table
from pipeline.content.post import Post
from pipeline.content.read_post import read
from tests.expected import hold

CASES = Path(__file__).parent / "cases" / "post"


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_cases(case: Path) -> None:
    post, problems = read((case / "post.md").read_bytes(), f"episodes/{case.name}.md", "https://blog.example")
    hold(case / "expected.json", to_json(post, problems))
