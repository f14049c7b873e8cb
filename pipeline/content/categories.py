"""The categories of Apple Podcasts, which every directory reads, with Apple's exact names."""

import re

from pipeline.content.meant import meant
from pipeline.content.plaintext import squeeze

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

_PATHS = tuple(path for name, subs in CATEGORIES.items() for path in ((name,), *((name, sub) for sub in subs)))
_BY_WORDS = {" ".join(path).casefold().replace("and", "&"): path for path in _PATHS}
_BY_LAST = {path[-1].casefold(): path for path in reversed(_PATHS)}


def find(text: str) -> tuple[str, ...] | None:
    """The category named by a text such as `Society & Culture > Philosophy`, in any case, with `and` for `&`.

    A subcategory may stand alone.
    """
    wanted = " ".join(part.strip() for part in text.split(">")).casefold().replace("and", "&")
    return _BY_WORDS.get(squeeze(wanted)) or _BY_LAST.get(text.strip().casefold())


def nearest(text: str) -> str:
    """The category that was probably meant, in Apple's spelling; empty if nothing is near."""
    last = re.split("[>/]", text)[-1].strip().casefold()
    names = (*map(str.casefold, CATEGORIES), *_BY_LAST)
    begun = next((name for name in names if last and re.search(rf"\b{re.escape(last)}", name)), None)
    near = begun or meant(last, _BY_LAST, 0.8)
    return " > ".join(_BY_LAST[near]) if near else ""
