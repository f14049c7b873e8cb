"""Plain text, and what is found in it.

`plaintext` is white space, characters, and what markup leaves behind. A text has `sentences` and `quotations`, is cut with an `ellipsis`,
and has parts that nobody says: `asides`, `macros`. `words`, `names`, `dates` and `timecode` are found in it, and a `slug` is made for a
file's name. A `pattern` that few texts need is compiled late.
"""
