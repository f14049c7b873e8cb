"""What this machine needs to reach YouTube: from the environment, or from `pipeline.local.yaml` at the show's root.

None of it belongs into a feed file: cookies and proxies are this machine's, not the show's, and the file is kept out of git.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.content import yamltext
from pipeline.content.problem import Place, Problem

FILE = "pipeline.local.yaml"
BROWSERS = ("brave", "chrome", "chromium", "edge", "firefox", "opera", "safari", "vivaldi", "whale")
RUNTIMES = ("deno", "node", "bun", "quickjs")


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of politeness: `between` two videos, and the `first` wait before something is tried again, doubled at each try."""

    between: float = 6.0
    first: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What fetching may use; None where the defaults do.

    `cookies` is a file in Netscape's format, `browser` one that is signed in, `certificate` one that is trusted beside the usual ones
    (a company's proxy), `javascript` a runtime's name (`deno`, `node`, `bun`, `quickjs`) or path.
    """

    cookies: Path | None = None
    browser: str | None = None
    proxy: str | None = None
    certificate: Path | None = None
    javascript: str | None = None
    pace: Pace = Pace()


def read(root: Path, environment: Mapping[str, str]) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of this machine. A variable such as `PIPELINE_COOKIES` wins over its key in the file.

    `HTTPS_PROXY` is honoured by yt-dlp itself; `SSL_CERT_FILE` counts as the certificate where no other is named.
    """
    file = root / FILE
    try:
        table, problems = yamltext.read(file.read_text("utf-8"), FILE)
    except FileNotFoundError:
        table, problems = yamltext.read("", FILE)
    except (OSError, UnicodeDecodeError) as error:
        table, problems = yamltext.read("", FILE)
        problems = (Problem(Place(FILE), f"the file cannot be read: {error}", "write it anew as UTF-8 text"),)
    fields = yamltext.Fields(table, FILE)
    fields.only(_KEYS)
    given = {key: environment.get(f"PIPELINE_{key.upper()}") or fields.text(key) for key in _KEYS}
    given["certificate"] = given["certificate"] or environment.get("SSL_CERT_FILE") or None
    settings = Settings(
        cookies=_path(fields, root, "cookies", given["cookies"]),
        browser=_browser(fields, given["browser"]),
        proxy=given["proxy"],
        certificate=_path(fields, root, "certificate", given["certificate"]),
        javascript=given["javascript"],
        pace=_pace(fields, given["pause"]),
    )
    return settings, (*problems, *fields.problems)


_KEYS = ("cookies", "browser", "proxy", "certificate", "javascript", "pause")


def _path(fields: yamltext.Fields, root: Path, key: str, text: str | None) -> Path | None:
    if text is None:
        return None
    path = root / Path(text).expanduser()
    if path.is_file():
        return path
    fields.complain(fields.line(key), f"`{key}: {text}`: there is no such file", "a path is relative to the show's folder")
    return None


def _browser(fields: yamltext.Fields, text: str | None) -> str | None:
    if text is None or text.lower() in BROWSERS:
        return text and text.lower()
    fields.complain(fields.line("browser"), f"`browser: {text}` is not known", f"one of: {', '.join(BROWSERS)}")
    return None


def _pace(fields: yamltext.Fields, text: str | None) -> Pace:
    if text is None:
        return Pace()
    try:
        between = float(text)
    except ValueError:
        between = -1.0
    if not 0 <= between <= 3600:
        fields.complain(fields.line("pause"), f"`pause: {text}` is no number of seconds between two videos", "leave it out for 6 seconds")
        return Pace()
    return Pace(between, min(between, Pace().first))
