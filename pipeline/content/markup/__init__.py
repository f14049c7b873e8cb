"""Markdown and raw HTML, rendered to HTML and read as a sequence of blocks.

`document` reads a text as a whole. `prose` first sets aside paragraphs of plain words. `markdown` renders all others, after it has put what
only some engines know (`pandoc`, `boxing`, `footnotes`, `codeblocks`) into a form that all know; `swallowing` finds tags that were left
open. The HTML is parsed to a tree (`htmltree`), from which `unread` is removed, and which is cut into `leaves` and these into `blocks`. A
`block` may be in one of the `boxes`, and has `contents`: items, rows, definitions. Each has its place in the `source`.

`sanitise` makes what of it may be on a page. `signs` tell quickly whether a text needs what few texts need.
"""
