"""The least that a plain program in Python does for a page a post, a list of all and RSS: no check, nothing kept, one process.

python floor.py POSTS OUTPUT
"""

import sys
from pathlib import Path

import comrak
from jinja2 import Environment

PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ title }}</title><h1>{{ title }}</h1><time>{{ date }}</time>{{ body|safe }}'
LIST = '<!doctype html><html lang="en"><meta charset="utf-8"><ul>{% for slug, title in posts %}<li><a href="{{ slug }}/">{{ title }}</a>{% endfor %}</ul>'
RSS = (
    '<rss version="2.0"><channel><title>All</title><link>https://scale.example/</link><description>All</description>'
    "{% for slug, title in posts %}<item><title>{{ title }}</title><link>https://scale.example/{{ slug }}/</link></item>{% endfor %}</channel></rss>"
)


def main(posts: Path, output: Path) -> None:
    environment = Environment(autoescape=True)
    page = environment.from_string(PAGE)
    raw = comrak.RenderOptions()
    raw.unsafe_ = True
    told = []
    for path in sorted(posts.glob("*.md")):
        _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
        facts = dict(line.split(": ", 1) for line in head.splitlines())
        place = output / path.stem / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(page.render(facts, body=comrak.render_markdown(text, render_options=raw)), encoding="utf-8")
        told.append((path.stem, facts["title"]))
    for name, template in (("index.html", LIST), ("rss.xml", RSS)):
        (output / name).write_text(environment.from_string(template).render(posts=told), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
