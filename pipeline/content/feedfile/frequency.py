"""The key `frequency` of a feed file: how often episodes come out, as a word or as `{text: ..., rule: FREQ=WEEKLY;BYDAY=MO}`."""

import re

from pipeline.content.keys.fields import Fields
from pipeline.content.keys.read_field import needed
from pipeline.content.show import Frequency
from pipeline.content.values import Table

_FREQUENCIES = {
    "daily": Frequency("Daily", "FREQ=DAILY"),
    "weekly": Frequency("Weekly", "FREQ=WEEKLY"),
    "biweekly": Frequency("Every two weeks", "FREQ=WEEKLY;INTERVAL=2"),
    "monthly": Frequency("Monthly", "FREQ=MONTHLY"),
    "yearly": Frequency("Yearly", "FREQ=YEARLY"),
    "complete": Frequency("Complete", None, complete=True),
}
_DAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_NUMBERS = r"[+-]?\d{1,3}(?:,[+-]?\d{1,3})*"
_RULE_PART = rf"""(?x)
    FREQ=(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY) | (?:INTERVAL|COUNT)=0*[1-9]\d* | UNTIL=\d{{8}}(?:T\d{{6}}Z?)? | WKST={_DAY}
    | BYDAY=[+-]?\d{{0,2}}{_DAY}(?:,[+-]?\d{{0,2}}{_DAY})* | BY(?:SECOND|MINUTE|HOUR|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS)={_NUMBERS}L?
    | (?:RSCALE|SKIP|X-[A-Z0-9-]+)=.+"""


def read(fields: Fields) -> Frequency | None:
    """What `frequency` says; None if it is missing or, which is a problem, cannot be read."""
    value = fields.table.entries.get("frequency")
    if isinstance(value, Table):
        inner = fields.inner(value, ("text", "rule"), "frequency")
        text, rule = needed(inner, "text"), _rule(inner)
        return Frequency(text, rule) if text else None
    name = fields.choice("frequency", _FREQUENCIES)
    return _FREQUENCIES[name] if name else None


def _rule(fields: Fields) -> str | None:
    """The rule as it is or as the line of a calendar's file."""
    written = fields.text("rule")
    found = rule(written) if written is not None else None
    if written is not None and found is None:
        fields.complain(
            fields.line("rule"), f"`rule: {written}` is not an iCalendar rule", 'such as `rule: "FREQ=WEEKLY;BYDAY=MO,TH"`, in quotes'
        )
    return found


def rule(written: str) -> str | None:
    """A recurrence rule of iCalendar (RFC 5545, and 7529 for other calendars); None if it is none."""
    found = re.sub(r"\s|^RRULE:|;$", "", written.upper())
    is_rule = found.count("FREQ=") == 1 and all(re.fullmatch(_RULE_PART, part) for part in found.split(";"))
    return found if is_rule else None
