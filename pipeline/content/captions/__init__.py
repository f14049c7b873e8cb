"""Captions in any form in which people and services write them, read into one value: words with times.

`read` is the only entry point: `reader` tells the formats apart, in text of which `decoding` knows the characters. The module of a format
turns text into cues (`cue`):

- Subtitles: `vtt` and `srt`, which consist of `blocks` and may contain a `byline`, a `highlight` or `metadata`; `substation`; `timedtext`
  with its `divisions`.
- JSON (`jsontext`, `jsonvalue`): `json3`, `whispercpp`, and from other services `items`, in a `segmentlist` or a `wordlist`, of which
  `grouping` makes cues; `diarization` is who speaks.
- Other texts: `turns`, `table`, `otranscribe`, `podcasthtml`. Their times may be in `seconds` or have `frames`.

What all formats share turns cues into words (`word`): `order` sorts cues, `rolling` removes what a rolling display repeats, `speakers`
reads the marks for a change of speaker, `timing` gives each word its time.
"""

from pipeline.content.captions.reader import read
from pipeline.content.captions.word import Captions, Word

__all__ = ["Captions", "Word", "read"]
