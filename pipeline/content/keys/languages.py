"""Language codes: ISO 639-1, as RSS, Apple and the Podcast Namespace require, with an optional region."""

import re

from pipeline.content.keys.meant import meant

_NAMES = """
aa Afar,ab Abkhazian,ae Avestan,af Afrikaans,ak Akan,am Amharic,an Aragonese,ar Arabic,as Assamese,av Avaric,ay Aymara,az Azerbaijani,
ba Bashkir,be Belarusian,bg Bulgarian,bi Bislama,bm Bambara,bn Bengali,bo Tibetan,br Breton,bs Bosnian,ca Catalan,ce Chechen,
ch Chamorro,co Corsican,cr Cree,cs Czech,cu Church Slavic,cv Chuvash,cy Welsh,da Danish,de German,dv Divehi,dz Dzongkha,ee Ewe,el Greek,
en English,eo Esperanto,es Spanish,et Estonian,eu Basque,fa Persian,ff Fulah,fi Finnish,fj Fijian,fo Faroese,fr French,fy Western Frisian,
ga Irish,gd Gaelic,gl Galician,gn Guarani,gu Gujarati,gv Manx,ha Hausa,he Hebrew,hi Hindi,ho Hiri Motu,hr Croatian,ht Haitian,
hu Hungarian,hy Armenian,hz Herero,ia Interlingua,id Indonesian,ie Interlingue,ig Igbo,ii Sichuan Yi,ik Inupiaq,io Ido,is Icelandic,
it Italian,iu Inuktitut,ja Japanese,jv Javanese,ka Georgian,kg Kongo,ki Kikuyu,kj Kuanyama,kk Kazakh,kl Kalaallisut,km Khmer,kn Kannada,
ko Korean,kr Kanuri,ks Kashmiri,ku Kurdish,kv Komi,kw Cornish,ky Kyrgyz,la Latin,lb Luxembourgish,lg Ganda,li Limburgish,ln Lingala,
lo Lao,lt Lithuanian,lu Luba-Katanga,lv Latvian,mg Malagasy,mh Marshallese,mi Maori,mk Macedonian,ml Malayalam,mn Mongolian,mr Marathi,
ms Malay,mt Maltese,my Burmese,na Nauru,nb Norwegian Bokmal,nd North Ndebele,ne Nepali,ng Ndonga,nl Dutch,nn Norwegian Nynorsk,
no Norwegian,nr South Ndebele,nv Navajo,ny Chichewa,oc Occitan,oj Ojibwa,om Oromo,or Oriya,os Ossetian,pa Punjabi,pi Pali,pl Polish,
ps Pashto,pt Portuguese,qu Quechua,rm Romansh,rn Rundi,ro Romanian,ru Russian,rw Kinyarwanda,sa Sanskrit,sc Sardinian,sd Sindhi,
se Northern Sami,sg Sango,si Sinhala,sk Slovak,sl Slovenian,sm Samoan,sn Shona,so Somali,sq Albanian,sr Serbian,ss Swati,
st Southern Sotho,su Sundanese,sv Swedish,sw Swahili,ta Tamil,te Telugu,tg Tajik,th Thai,ti Tigrinya,tk Turkmen,tl Tagalog,tn Tswana,
to Tonga,tr Turkish,ts Tsonga,tt Tatar,tw Twi,ty Tahitian,ug Uighur,uk Ukrainian,ur Urdu,uz Uzbek,ve Venda,vi Vietnamese,vo Volapuk,
wa Walloon,wo Wolof,xh Xhosa,yi Yiddish,yo Yoruba,za Zhuang,zh Chinese,zu Zulu
"""
# What some call themselves, besides.
_OWN_NAMES = """
bg български,ca català,cs čeština,da dansk,de deutsch,el ελληνικά,es español,eu euskara,fi suomi,fr français,hr hrvatski,hu magyar,
it italiano,ja 日本語,ko 한국어,nb bokmål,nl nederlands,no norsk,pl polski,pt português,ro română,ru русский,sv svenska,
tr türkçe,uk українська,zh 中文
"""


def _entries(names: str) -> list[tuple[str, str]]:
    return [(code, name) for code, _, name in (entry.strip().partition(" ") for entry in names.split(","))]


LANGUAGES: dict[str, str] = dict(_entries(_NAMES))

_TAG = re.compile(r"([A-Za-z]{2})(?:[-_]([A-Za-z]{2}))?")


def normal(text: str) -> str | None:
    """A code as `en` or `pt-BR`: language in lower case, region in upper case; None if the language is not in ISO 639-1."""
    found = _TAG.fullmatch(text.strip())
    if found is None or found[1].lower() not in LANGUAGES:
        return None
    return found[1].lower() + (f"-{found[2].upper()}" if found[2] else "")


def tag(text: str) -> str | None:
    """Like `normal`, but any subtags of BCP 47 may follow the language, such as `zh-Hans`: a page can have them, a feed cannot."""
    code, *rest = text.strip().replace("_", "-").split("-")
    known = normal(code)
    if known is None or not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in rest):
        return None
    return normal(text) or "-".join((known, *rest))


def are_same(one: str, other: str) -> bool:
    """Whether two tags have the same language: `en-GB` and `en` do."""
    return one.lower().split("-")[0] == other.lower().split("-")[0]


def nearest(text: str) -> str:
    """The code that was probably meant by a language's name, in English or as some call themselves, by its beginning, or by a longer code.

    Empty if nothing is near.
    """
    written = text.strip().casefold()
    code, *_ = re.split("[-_]", written)
    if code in LANGUAGES:
        return code
    by_name = {name.casefold(): code for code, name in (*LANGUAGES.items(), *_entries(_OWN_NAMES))}
    begun = {code for name, code in by_name.items() if name.startswith(written)} if len(written) > 2 else set()
    named = next(filter(by_name.get, (written, *written.split())), None) or meant(written, by_name, 0.85)
    return begun.pop() if len(begun) == 1 else by_name.get(named or "", "")
