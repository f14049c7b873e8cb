"""What people write under keys, in the front matter of a post and in a feed file.

`fences` finds a front matter. `yamltext` (with its `yamlslips`), `tomltext` and `properties` read text to a tree of `values`; `fields`
takes it apart, and `read_field` reads what is in one: `categories`, `countries`, `languages`, `licenses`, `location`, `services`. `blog` is
what blogs have under keys of their own, `people` whom they name there, `transcribed` a transcript. `misspelt` finds keys that somebody
probably `meant`.
"""
