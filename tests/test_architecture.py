"""The house in order: imports go one way, every package of others has one owner, the pure rooms stay pure."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.keep import readings
from pipeline.steps import timed
from tests.program import ROOT

PACKAGE = ROOT / "pipeline"
ORDER = ("content", "derive", "edge", "run", "stages", "cli")
ROOM_OF = {"keep": "run", "pool": "run", "cluster": "run", "steps": "stages", "verbs": "cli", "__main__": "cli", "__init__": "content"}
MODULES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN = {"pathlib.Path"}  # paths as text (PurePosixPath) touch nothing
IMPURE = {"os", "socket", "subprocess", "time", "urllib.request", "http", "tempfile", "shutil", "random", "threading", *FORBIDDEN}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


NAMES = {name_of(path) for path in MODULES}


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports(path: Path) -> set[str]:
    """Every module that a file imports, at its top or in a function; relative imports are not used here."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports from the package's name"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in NAMES else f"{node.module}" for name in names} | (names & FORBIDDEN)
    return found


def room(name: str) -> str:
    first = name.split(".")[1] if "." in name else "__init__"
    return ROOM_OF.get(first, first)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_left(path: Path) -> None:
    here = ORDER.index(room(name_of(path)))
    for name in imports(path):
        if name.startswith("pipeline."):
            assert ORDER.index(room(name)) <= here, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("makers", [timed.PLACERS, readings.READERS], ids=["words", "readings"])
def test_what_is_kept_is_made_anew_when_anything_that_makes_it_has_changed(makers: tuple[str, ...]) -> None:
    covered = {name_of(path): path for path in MODULES for one in makers if {PACKAGE / one, PACKAGE / f"{one}.py"} & {path, *path.parents}}
    covered.pop("pipeline.derive.align.report", None)  # which only tells what was found
    assert {name for path in covered.values() for name in imports(path) if name in NAMES} <= covered.keys()


def group(name: str) -> str:
    """The folder within a room that a module is in, or the module itself."""
    return ".".join(name.split(".")[:3])


@pytest.mark.parametrize("node", [str, group], ids=["modules", "folders"])
def test_no_circles(node: Callable[[str], str]) -> None:
    graph: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        here = node(name_of(path))
        graph[here] |= {node(name) for name in imports(path) if name in NAMES} - {here}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("room", ["content", "derive", "edge"])
def test_each_folder_begins_with_a_map_that_names_all_of_it(room: str) -> None:
    for map_ in sorted((PACKAGE / room).rglob("__init__.py")):
        inside = {path.stem for path in map_.parent.glob("*.py")} | {f"{path.parent.name}/" for path in map_.parent.glob("*/__init__.py")}
        named = set(re.findall(r"`([\w/]+)(?:\.py)?`", ast.get_docstring(nodes(map_)[0]) or ""))  # type: ignore[arg-type]
        assert inside - {"__init__"} <= named, map_


def test_each_package_has_one_owner() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        for name in imports(path):
            package = name.split(".")[0]
            if package not in sys.stdlib_module_names and package != "pipeline":
                owners[package].add(name_of(path))
    assert {package: names for package, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("path", [path for path in MODULES if room(name_of(path)) in {"content", "derive"}], ids=name_of)
def test_pure_rooms_touch_nothing(path: Path) -> None:
    assert not imports(path) & IMPURE
    calls = {node.func.id for node in nodes(path) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not calls & {"open", "print", "input"}
    attributes = {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}
    assert not attributes & {"now", "today", "utcnow", "read_text", "write_text", "read_bytes", "write_bytes"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    if room(name_of(path)) != "cli":
        calls = {node.func.id for node in nodes(path) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        assert "print" not in calls


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_name_of_a_module_alone_is_needed_in_it(path: Path) -> None:
    names = [node for node in nodes(path) if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    own |= {node.name for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    read = {node.id for node in names if isinstance(node.ctx, ast.Load)} | {
        node.attr for node in nodes(path) if isinstance(node, ast.Attribute)
    }
    quoted = {node.value for node in nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    unneeded = {name for name in own - read if name.startswith("_") and not name.endswith("_") and not any(name in text for text in quoted)}
    assert not unneeded
