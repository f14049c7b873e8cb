"""The interview in a post: where it begins and ends, who speaks, what its headings are, and what stands around it.

`read_document` calls these in turn:

- `lettered` writes labels in their usual form, and leaves out codes of languages (`bilingual`), both by `rewriting` blocks; `dialogue`
  opens lists of what is said, and tables of it (`tabular`); `raised` makes headings of questions that are none, where few headings ask those
  that are `dressed` alike, by their `dress`; `players` finds the videos.
- `beginnings` finds the `labels` and times of paragraphs, among them lines that are nothing else (`heads`), `crediting` those of them that
  nobody says.
- `participants` finds who takes part: `cast` all who are named, `announced` whom the intro calls hosts or speakers, `speakers` whose labels
  they are, `hosts` who asks, and `invited` who answers without a label: whom the title names (`entitled`), words are `inviting`, or
  somebody has `introduced`. Hosts are known by `clues`, by how they talk (`hosting`) and by having written the post (`authorship`). `text`
  is the parts of a post that tell it.
- `extent` finds where the conversation is, from its `opening` to its `ending`, in the `outline` of a post, and mostly by `signposts`; a
  post may also only be `telling` of one.
- `conversation` makes sections of it: of `headings`, whose chapters get `titles`; of blocks as `passages`, which may be `silent`, as
  `pullquotes` and `legends` are; with the authors' `notes`. Where there are few headings, `asked` makes some of what the host asks.
- `shownotes` is what stands around the conversation, `timestamps` a list of chapters in it.

All of them may ask `questions` what a sentence asks for, and `pipeline.content.text.names` what is a name. The words by which they know it are in
`pipeline.content.lexicon`.
"""
