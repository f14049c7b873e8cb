"""The categories of Apple Podcasts, which every directory reads, with Apple's exact names."""

import re

from pipeline.content.keys.meant import meant
from pipeline.content.text.plaintext import squeeze

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": ("Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": ("Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News", "Tech News"),
    "Religion & Spirituality": ("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"),
    "Science": (
        *("Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics"),
        *("Natural Sciences", "Nature", "Physics", "Social Sciences"),
    ),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": (
        *("Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby"),
        *("Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"),
    ),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
    "Technology": (),
    "True Crime": (),
}

# What Apple had until 2019, and what took its place. Subcategories that are gone, such as `Higher Education`, leave their category.
_FORMER = {
    "Arts > Literature": "Arts > Books",
    "Business > Business News": "News > Business News",
    "Business > Management & Marketing": "Business > Management",
    "Education > Language Courses": "Education > Language Learning",
    "Games & Hobbies": "Leisure",
    "Games & Hobbies > Other Games": "Leisure > Games",
    "Government & Organizations": "Government",
    "Government & Organizations > Non-Profit": "Business > Non-Profit",
    "Health": "Health & Fitness",
    "Health > Fitness & Nutrition": "Health & Fitness > Fitness",
    "Health > Self-Help": "Education > Self-Improvement",
    "News & Politics": "News",
    "Religion & Spirituality > Other": "Religion & Spirituality > Religion",
    "Science & Medicine": "Science",
    "Science & Medicine > Medicine": "Health & Fitness > Medicine",
    "Society & Culture > History": "History",
    "Sports & Recreation": "Sports",
    "Sports & Recreation > Outdoor": "Sports > Wilderness",
    "Technology > Tech News": "News > Tech News",
}


def _words(text: str) -> str:
    """The words of a category as keys."""
    return squeeze(text.replace(">", " ").casefold().replace("and", "&"))


_PATHS = tuple(path for name, subs in CATEGORIES.items() for path in ((name,), *((name, sub) for sub in subs)))
_BY_WORDS = {_words(" > ".join(path)): path for path in _PATHS}
_BY_FORMER = {_words(former): now for former, now in _FORMER.items()}
_BY_LAST = {path[-1].casefold(): path for path in reversed(_PATHS)}


def find(text: str) -> tuple[str, ...] | None:
    """The category named by a text such as `Society & Culture > Philosophy`, in any case, with `and` for `&`.

    A subcategory may stand alone.
    """
    return _BY_WORDS.get(_words(text)) or _BY_LAST.get(text.strip().casefold())


def present(text: str) -> tuple[str, ...] | None:
    """The category that takes the place of one that Apple had before 2019, or that `find` finds.

    Of a subcategory that is gone, the category remains. Some programs write both in one, with a slash between them.
    """
    text = text.replace("/", ">")
    main, *subs = text.split(">", maxsplit=1)
    renamed = _BY_FORMER.get(_words(main), main)
    return find(_BY_FORMER.get(_words(text)) or " > ".join((renamed, *subs))) or find(renamed)


def nearest(text: str) -> str:
    """The category that was probably meant, in Apple's spelling; empty if nothing is near."""
    if former := _BY_FORMER.get(_words(text.replace("/", ">"))):
        return former
    last = re.split("[>/]", text)[-1].strip().casefold()
    names = (*map(str.casefold, CATEGORIES), *_BY_LAST)
    begun = next((name for name in names if last and re.search(rf"\b{re.escape(last)}", name)), None)
    near = begun or meant(last, _BY_LAST, 0.8)
    return " > ".join(_BY_LAST[near]) if near else ""
