"""What is written as rows is read as it was."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.keep import rows

KEYS = st.text(st.characters(exclude_characters="\t\n"))
VALUES = st.text(st.characters(exclude_characters="\n"))


@given(st.dictionaries(KEYS, VALUES))
def test_rows_are_read_as_they_were_written(mapping: dict[str, str]) -> None:
    assert rows.read(rows.written(mapping)) == mapping
    assert list(rows.read(rows.written(mapping))) == list(mapping)
