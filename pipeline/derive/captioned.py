"""A post's timeline by captions: its own words in their time or, if it has no conversation, the captions' words."""

from pipeline.content import listed
from pipeline.content.captions import Captions
from pipeline.content.keys import languages
from pipeline.content.post import Post
from pipeline.derive import cutting, verbatim
from pipeline.derive.align import align
from pipeline.derive.alignment import Alignment
from pipeline.derive.take import Take
from pipeline.derive.timeline import Timeline


def by_captions(post: Post, words: Captions, take: Take) -> Timeline:
    """The words of a post in captions that are on the clock of its sound."""
    return _aligned(post, words, take.duration) if post.is_conversation else _verbatim(post, words, take)


def _aligned(post: Post, words: Captions, duration: int) -> Timeline:
    found = align(post, words, duration)
    return Timeline(found._replace(utterances=()), cutting.cut(found.utterances, duration))


def _verbatim(post: Post, words: Captions, take: Take) -> Timeline:
    """The words of the captions, unless they are a translation of what is said, or are not wanted."""
    if not post.verbatim or (words.language and not languages.are_same(words.language, post.language or take.language)):
        return Timeline()
    people = (name for name in (post.host, *post.cohosts, *post.guests) if name)
    chapters = (one.start for one in listed.chapters(post.chapter_source, post.listed, take.record))
    said = tuple(verbatim.utterances(words, people, chapters))
    cuts = cutting.cut(said, take.duration)
    return Timeline(Alignment((), (), (), said, 0.0) if cuts else None, cuts)
