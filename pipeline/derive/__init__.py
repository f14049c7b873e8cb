"""What follows from content, by pure functions. No disk, no network, no clock.

The words of a post in time, on the clock of a `take`: `align/` places them in the captions, `marks` are the author's own times, and an `alignment` is the result. The
`offset` is that between the captions and another sound. A `timeline` (`captioned` makes it) adds cues (`cue`), cut from the post's words
(`cutting`) or from those of the captions as they are (`verbatim`).

An `episode` joins post, recording and alignment. It has a `title`, `chapters`, a `transcript`, the `interview` as its page shows it, files
beside that page (`companions`), `sound_tags`, and what goes back to its video (`writeback`).

A site has `places` for its files: the `feed/`, and the `pages/`, with their `phrases` and the `terms` of the search, under a `policy`. The
texts that come with this program are `packaged`; `templating` renders the templates among them, and `trial` tries those of a show.

A publish compares the next feed with the `earlier/` one. Its `plan` says what changes; `loudness`, `delivery`, `notice` and `bulletin` are
about what came of it.

For posts, `skeleton/` makes one to start from, `adoption/` takes over a feed from elsewhere, both in `markdowntext`, and `review` is the
page on which a host judges headings.
"""
