"""The verb `fetch`: records what is missing about episodes."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import stages
from pipeline.content.problem import Place, Problem, errors
from pipeline.content.recording import Recording
from pipeline.edge import layout, settings
from pipeline.run import Watcher
from pipeline.steps import answers, drafts, shows
from pipeline.verbs.report import Report

if TYPE_CHECKING:
    from pipeline.cluster import Cluster


def record(
    root: Path, now: datetime, watcher: Watcher, slug: str | None = None, *, again: bool = False, crew: "Cluster | None" = None
) -> Report:
    """Record what is missing for one episode or for all; `again` asks for everything anew."""
    how, of_settings = settings.read(root, os.environ)
    usable, of_feeds = shows.usable(root)
    problems, lines, names = [*of_settings, *of_feeds], list[str](), set[str]()
    session = stages.session(how, now, watcher)
    for show in usable:
        posts = {name: draft for name, draft in drafts.selected(root, show).items() if slug in (None, name)}
        names |= set(posts)
        requests = [answers.request(draft, draft.usable, show, again=again) for draft in posts.values() if draft.usable]
        for name, answer in stages.record(requests, session, watcher, crew).items():
            problems += answers.problems_of(posts[name], answer)
            lines += [f"{name}: on record"] if isinstance(answer, Recording) else []
    if slug and slug not in names:
        problems += _unknown(root, slug, of_feeds)
    return Report(tuple(dict.fromkeys(lines)), tuple(problems))


def _unknown(root: Path, slug: str, of_feeds: tuple[Problem, ...]) -> Iterator[Problem]:
    """The problem that no feed has an episode of this name; which posts a feed with an error selects is not known."""
    path = drafts.by_slug(root).get(slug)
    if path is None:
        yield Problem(Place(f"{layout.EPISODES}/{slug}.md"), "there is no such post", "write it, or check the spelling")
    elif not errors(of_feeds):
        hint = "compare `episodes:` in the feed file with the post, as `pipeline check` shows it"
        yield Problem(Place(f"{layout.EPISODES}/{path.name}"), "no feed selects this post", hint)
