"""The pages of a show.

`rendering` makes them all: of an episode, through `views` (the text of one part through `partview`, and HTML through `pagehtml`), of the
`listing` of all episodes, with a `sitemap`, and of the `search` (what is `indexed` of each episode). `card` is what other pages need of an
episode. `jsonld` and `pagejson` are for programs, `typography` is for the eye. `design` and `typesetting` are how covers look, which `edge`
draws.
"""
