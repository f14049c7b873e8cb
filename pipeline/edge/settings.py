"""What this machine needs to reach YouTube and the show's store: from the environment, or from `pipeline.local.yaml` in the show's folder.

None of it belongs in a feed file: cookies, proxies and keys are this machine's, not the show's, and the file is kept out of git.
"""

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.content.keys import yamltext
from pipeline.content.keys.fields import Fields
from pipeline.content.keys.meant import meant
from pipeline.content.problem import Place, Problem, Severity, errors
from pipeline.edge import credentials, files, layout
from pipeline.edge.faults import step

_BROWSERS = ("brave", "chrome", "chromium", "edge", "firefox", "opera", "safari", "vivaldi", "whale")
RUNTIMES = {"deno": "deno", "node": "node", "bun": "bun", "qjs": "quickjs", "quickjs": "quickjs"}  # by how their programs' names begin
_RELATIVE = "correct the path, which is relative to the show's folder"
_CREDENTIAL = re.compile(r"(^|://|\s)[^/\s@]+:[^/\s@]*@")
# The system's own variables, in the order in which yt-dlp goes by them for YouTube: the first that is set counts.
PROXY_VARIABLES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
_PROXIES = ("http", "https", "socks4", "socks4a", "socks5", "socks5h")


class Pace(NamedTuple):
    """Pauses in seconds: `between` two videos, and `first` before the first retry, doubled for each further one."""

    between: float = 6.0
    first: float = 1.0


class Settings(NamedTuple):
    """The settings of this machine; None means the default.

    `cookies` is a file in Netscape's format, `browser` one that is signed in, `certificate` one to trust beside the usual ones (a company's
    proxy), `javascript` a runtime's name (`deno`, `node`, `bun`, `quickjs`) or path. `store` are the keys of stores, by their names in
    `credentials.NAMES`. If anything in the settings is wrong, they are not `usable` and YouTube is not asked, because asking without the
    intended proxy or cookies is not the same. `fetch` is off on a machine that only releases.

    `on_published` and `on_problem` are commands as lists of words, without a shell; empty if there is none. `alarm` is the place of the
    latter.
    """

    cookies: Path | None = None
    browser: str | None = None
    proxy: str | None = None
    certificate: Path | None = None
    javascript: str | None = None
    pace: Pace = Pace()
    store: tuple[tuple[str, str], ...] = ()
    usable: bool = True
    fetch: bool = True
    on_published: tuple[str, ...] = ()
    on_problem: tuple[str, ...] = ()
    alarm: Place = Place(layout.SETTINGS)

    def __repr__(self) -> str:
        """Without anything that may contain a secret."""
        shown = (f"{name}={value!r}" for name, value in self._asdict().items() if name not in ("store", "on_published", "on_problem"))
        return f"Settings({', '.join(shown)})"


def read(root: Path, environment: Mapping[str, str]) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of this machine. A variable such as `PIPELINE_COOKIES` has precedence over its key in the file.

    yt-dlp itself honours the `PROXY_VARIABLES`; `SSL_CERT_FILE` counts as the certificate if no other is named.
    """
    text, unread = _text(root)
    table, problems = yamltext.read(text, layout.SETTINGS)
    fields = Fields(table, layout.SETTINGS)
    fields.allow_only((*_KEYS, "store"))
    _misspelt(fields, environment)
    given = {key: _given(fields, environment, key) for key in _KEYS}
    settings = Settings(
        cookies=_path(root, given["cookies"]),
        browser=_browser(given["browser"]),
        proxy=_proxy(given["proxy"], [_variable(fields, environment, name) for name in PROXY_VARIABLES]),
        certificate=_path(root, given["certificate"]),
        javascript=_javascript(given["javascript"]),
        pace=_pace(given["pause"]),
        store=tuple(_credentials(fields, root, environment)),
        fetch=_flag(given["fetch"]),
        on_published=_command(given["on_published"]),
        on_problem=_command(given["on_problem"]),
        alarm=given["on_problem"].place,
    )
    found = (*unread, *problems, *fields.problems)
    return settings._replace(usable=not errors(found)), found


def _text(root: Path) -> tuple[str, tuple[Problem, ...]]:
    """The contents of the file, empty if there is none; and why it could not be read."""
    try:
        return (root / layout.SETTINGS).read_text("utf-8"), ()
    except FileNotFoundError:
        return "", ()
    except UnicodeDecodeError:
        return "", (Problem(Place(layout.SETTINGS), "this is not UTF-8", "save the file as UTF-8"),)
    except OSError as error:
        return "", (Problem(Place(layout.SETTINGS), f"it cannot be read: {error.strerror}", step(error)),)


_KEYS = ("cookies", "browser", "proxy", "certificate", "javascript", "pause", "fetch", "on_published", "on_problem")
_ALSO = {"certificate": ("SSL_CERT_FILE",)}


class _Given(NamedTuple):
    """A setting, under the name by which it was given: a key of the file, or a variable, which is in no file."""

    name: str
    text: str | None
    line: int
    fields: Fields

    @property
    def place(self) -> Place:
        return Place(self.fields.path, self.line)

    def complain(self, message: str, hint: str) -> None:
        self.fields.complain(self.line, message, hint)


def _given(fields: Fields, environment: Mapping[str, str], key: str) -> _Given:
    written = _Given(key, fields.text(key), fields.line(key), fields)
    first, *others = (_variable(fields, environment, name) for name in (f"PIPELINE_{key.upper()}", *_ALSO.get(key, ())))
    return next((given for given in (first, written, *others) if given.text), written)


def _variable(fields: Fields, environment: Mapping[str, str], name: str) -> _Given:
    return _Given(name, environment.get(name), 0, Fields(fields.table, "environment", fields.problems))


def _misspelt(fields: Fields, environment: Mapping[str, str]) -> None:
    """Warn of variables that are nearly one of ours; others may be another program's."""
    known = [f"PIPELINE_{key.upper()}" for key in _KEYS]
    for name in sorted(name for name in environment if name.startswith("PIPELINE_") and name not in known):
        near = meant(name, known, 0.9)
        if near:
            problem = Problem(Place("environment", 0), f"the variable `{name}` is not known", f"did you mean `{near}`?", Severity.WARNING)
            fields.problems.append(problem)


def _credentials(fields: Fields, root: Path, environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The keys of stores that are set, with precedence for the environment. A file name in one is relative to the show's folder."""
    names = [name for group in credentials.NAMES.values() for name in group]
    inner = fields.table_of("store", f"{{{names[0]}: ..., {names[1]}: ...}}", "a table of keys")
    inner.allow_only(names)
    for name in names:
        told, written = environment.get(name), inner.text(name)
        if told or written:
            is_file = name == "GOOGLE_APPLICATION_CREDENTIALS" and not told
            if is_file and not _file(root, written or "").is_file():
                inner.complain(inner.line(name), f"`{name}: {written}`: there is no such file", _RELATIVE)
            yield name, str(_file(root, written or "")) if is_file else told or written or ""


def _path(root: Path, given: _Given) -> Path | None:
    if given.text is None:
        return None
    path = _file(root, given.text)
    if path.is_file():
        return path
    given.complain(f"`{given.name}: {given.text}`: there is no such file", _RELATIVE)
    return None


def _file(root: Path, written: str) -> Path:
    return root / files.expanded(written)


def _browser(given: _Given) -> str | None:
    if given.text is None or given.text.lower() in _BROWSERS:
        return given.text and given.text.lower()
    given.complain(f"`{given.name}: {given.text}` is not known", f"one of: {', '.join(_BROWSERS)}")
    return None


def _proxy(given: _Given, usual: Iterable[_Given]) -> str | None:
    """The proxy that is set, if it is a valid address; the `usual` one, in the system's own variables, is only checked."""
    used = next((one for one in (given, *usual) if one.text), given)
    if used.text and not _is_proxy(used.text):
        hint = "such as http://proxy.example:8080 or socks5://127.0.0.1:1080"
        used.complain(f"`{used.name}: {without_password(used.text)}` is not the address of a proxy", hint)
        return None
    return given.text


def without_password(text: str) -> str:
    """A text in which addresses have no user names and passwords."""
    return _CREDENTIAL.sub(r"\1", text)


def _is_proxy(text: str) -> bool:
    try:
        address = urlsplit(text if "://" in text else f"http://{text}")
        return address.scheme in _PROXIES and bool(address.hostname) and (address.port is None or address.port > 0)
    except ValueError:
        return False


def _javascript(given: _Given) -> str | None:
    """A runtime's name, or a path whose last part begins with its name."""
    if given.text is None or Path(given.text).stem.lower().startswith(tuple(RUNTIMES)):
        return given.text
    known = ", ".join(dict.fromkeys(RUNTIMES.values()))
    given.complain(f"`{given.name}: {given.text}` is not a JavaScript runtime", f"one of: {known}, or a path to one")
    return None


def _pace(given: _Given) -> Pace:
    if given.text is None:
        return Pace()
    try:
        between = float(given.text)
    except ValueError:
        between = -1.0
    if 0 <= between <= 3600:
        return Pace(between, min(between, Pace().first))
    given.complain(f"`{given.name}: {given.text}` is not a number of seconds between two videos", "leave it out for 6 seconds")
    return Pace()


def _flag(given: _Given) -> bool:
    return given.text is None or bool(given.fields.yes_or_no(given.line, given.name, given.text))


def _command(given: _Given) -> tuple[str, ...]:
    """A command as a list of words, with quotes as in a shell. It may contain a key, so messages do not show it."""
    try:
        return tuple(shlex.split(given.text or ""))
    except ValueError:
        given.complain(f"`{given.name}` is not a command: a quotation mark is not closed", "such as python3 hooks/toot.py")
        return ()
