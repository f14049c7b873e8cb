"""Moves of an episode's sound from one address to another, which apps do not know, and what undoes them."""

from typing import NamedTuple

from pipeline.derive import places
from pipeline.derive.earlier.published import PublishedItem

_LEAD = "; to move, let the old addresses lead to the new ones"


class Move(NamedTuple):
    """An item of the last feed and what it becomes in the new one, whose sound is elsewhere if the address of its enclosure is another."""

    old: PublishedItem
    new: PublishedItem

    @property
    def route(self) -> tuple[str, str] | None:
        """From where to where, such as `https://talks.example/media/*`; None if it does not move, is new, or gets another name.

        A suffix is named only if it changes, since a show may have sounds of several formats.
        """
        if self.old.enclosure in ("", self.new.enclosure):
            return None
        (there, _, name), (here, _, other_name) = (one.enclosure.rpartition("/") for one in self)
        (stem, _, suffix), (other_stem, _, other_suffix) = name.rpartition("."), other_name.rpartition(".")
        if stem != other_stem:
            return None
        return (f"{there}/*", f"{here}/*") if suffix == other_suffix else (f"{there}/*.{suffix}", f"{here}/*.{other_suffix}")

    @property
    def remedy(self) -> str:
        """What moves this sound back, or keeps it where it was, unless its old name says that it has another format."""
        if self._changes_format or self._is_counted or self._becomes_film:
            return self._way_back
        known = f"formerly: {self.old.slug}" if self._is_renamed else f"enclosure: {self.old.enclosure}"
        return f"{self._way_back}, or write `{known}` in the post `{self.new.slug}`"

    @property
    def remedy_of_all(self) -> str:
        """What to do if the sounds of several episodes move like this one."""
        return f"{self._way_back}{'' if self._is_counted else _LEAD}"

    @property
    def _way_back(self) -> str:
        """What undoes the move."""
        old, new = self
        if self._becomes_film:
            return "remove the video file, or what puts it first: `medium: video` in the feed file or `enclosure:` in the post"
        if self._is_counted:
            return "remove `prefix:` from the feed file"
        if old.slug != new.slug and self.route is None:
            return f"rename the post `{new.slug}` and its folder back to `{old.slug}`"
        suffix = old.enclosure.rpartition(".")[2]
        if suffix != new.enclosure.rpartition(".")[2] and suffix.isalnum():
            return f"provide the sound as .{suffix} again"
        if old.enclosure.rpartition("/")[0] == new.enclosure.rpartition("/")[0]:
            return "restore `formerly:` or `enclosure:`"
        return "restore `store:`, `media:` and `prefix:` in the feed file"

    @property
    def _changes_format(self) -> bool:
        """Whether the address stays the same but for its ending."""
        return self.old.enclosure.rpartition(".")[0] == self.new.enclosure.rpartition(".")[0]

    @property
    def _becomes_film(self) -> bool:
        return self.new.type.startswith("video/") and not self.old.type.startswith("video/")

    @property
    def _is_renamed(self) -> bool:
        """Whether the sound moves with the name of its post."""
        return self.new.enclosure.replace(f"/{self.new.slug}.", f"/{self.old.slug}.") == self.old.enclosure

    @property
    def _is_counted(self) -> bool:
        """Whether the new address leads to the old one by way of a service that counts downloads, so that apps may have either."""
        return places.leads_to(self.new.enclosure, self.old.enclosure)
