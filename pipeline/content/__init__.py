"""What is known: the values that people or the world gave, and how they are read and written. No disk, no network, no clock.

`read_post` reads a `post`: its `encoding`, its `frontmatter` (with `keys/`), and the text below it, of which `read_document` makes the
rest, from blocks (`markup/`) whose `text/` is plain. The conversation in it is found by `interview/`, with the words of the `lexicon/`, and
by the `background` that the feed file gives. A post has a `video`; it may have chapters that are `listed`, links that are `mentioned`, a
`soundbite`, and an enclosure that is `pinned`. An address in it is a `reference`, perhaps `relative` to a blog that nobody names.
`inspection` shows what was read; `amend` and `annotate` write a few lines on request.

`read_show` reads a `show` from its feed file (with `keys/` and `feedfile/`). What is written under keys is a tree of `values`, among them
addresses of the `web`.

`captions/` are words with times. A `recording`, whose text (`recordtext`) is a `jsonobject`, is what YouTube answered; a `refusal` is why
it did not, of which `failure` knows the words. `trouble` is what a store answers.

A `problem` is with what a person wrote, and a `conflict` with what git left there; `wording` is how messages put it.
"""
