"""The release of a show: which shows have been built here, how the next feed follows the last one, and the exchange of the two sites."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.derive.earlier import succession
from pipeline.derive.earlier.published import PublishedPage
from pipeline.derive.earlier.succession import Succession
from pipeline.edge import layout
from pipeline.keep import readings, workshop
from pipeline.steps.built import Built
from pipeline.steps.records import maker, released


def shows(root: Path) -> list[str]:
    """The names of the shows that have ever been built here."""
    return sorted(path.parent.name for path in _all_records(root))


def programs(root: Path) -> set[str]:
    """The traces of the versions of this program that have built shows here."""
    return set(map(maker, _all_records(root)))


def compared(root: Path, built: Built, before: tuple[PublishedPage, ...]) -> Succession:
    """A show's new feed beside the pages that it is to follow. If both are the same, neither is read."""
    if built.has_feed(page.mark for page in before):
        return succession.UNCHANGED
    return succession.succession(before, built.feed, readings.of(_records(root, built), (*before, *built.feed)))


def release(root: Path, built: Built) -> frozenset[str]:
    """Put a show's next site in the place of the published one; the paths that differ between the two."""
    changed, wanted = built.site.publish(built.files, built.changed), built.files
    if built.changed:
        released(_records(root, built))
    if gone := {path.partition("/")[0] for path in changed if path not in wanted} - built.entries.keys():
        workshop.sweep(workshop.kept_folder(root, built.show.name), gone, built.entries)
    return changed


def _all_records(root: Path) -> Iterator[Path]:
    return (root / layout.KEPT).glob(f"*/{layout.RECORDS}")


def _records(root: Path, built: Built) -> Path:
    return workshop.kept_folder(root, built.show.name) / layout.RECORDS
