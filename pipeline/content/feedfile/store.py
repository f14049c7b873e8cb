"""The keys of a feed file that say where its sound is kept: `store`, where it is put, and `media`, where listeners find it."""

import re
from urllib.parse import urlsplit

from pipeline.content import web
from pipeline.content.keys import read_field
from pipeline.content.keys.fields import Fields
from pipeline.content.show import Store
from pipeline.content.values import Table

BUCKETS = {  # by scheme, the address under which the service publishes what is in a bucket
    "s3": "https://{root}.s3.{region}.amazonaws.com/{prefix}",
    "gs": "https://storage.googleapis.com/{root}/{prefix}",
    "az": "https://ACCOUNT.blob.core.windows.net/{root}/{prefix}",
}
_FORMS = "s3://bucket/folder, gs://bucket/folder, az://container/folder, or the path of a folder"
_NO_KEYS = "move the key to the environment or pipeline.local.yaml, and replace it by a new one if others have seen this file"
_ROOT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")
_CUT_OFF = re.compile(rf"({'|'.join(BUCKETS)}):/?")  # an address that lacks slashes is no folder
_PART = re.compile(r"[A-Za-z0-9!_.*'()-]+")


def read(fields: Fields) -> Store | None:
    """The place that `store` and `media` name together; None if neither is given, since sound is then part of the site.

    If something cannot be used, that is a problem, and `media` is empty.
    """
    if not {"store", "media"} & set(fields.table.lines):
        return None
    before = len(fields.problems)
    store = _store(fields)
    media = read_field.site(fields, "media") if "media" in fields.table.lines else ""
    if "media" not in fields.table.lines and len(fields.problems) == before:
        fields.complain(fields.line("store"), f"`store: {store}` has no address for listeners", _suggestion(store))
    broken = any(problem.is_error for problem in fields.problems[before:])
    return store._replace(media="" if broken else media)


def _store(fields: Fields) -> Store:
    """What `store` says, as a text or a table; without it, a place that only has an address."""
    value = fields.table.entries.get("store")
    if value is None:
        return Store("")
    line = fields.line("store")
    if not isinstance(value, Table):
        return _place(fields, line, read_field.needed(fields, "store"), None, None)
    inner = fields.inner(value, ("url", "endpoint", "region"))
    return _place(inner, line, read_field.needed(inner, "url"), _endpoint(inner), inner.text("region"))


def _place(fields: Fields, line: int, text: str, endpoint: str | None, region: str | None) -> Store:
    scheme, colon, rest = text.partition("://")
    kind, (root, _, prefix) = scheme.lower(), rest.strip("/").partition("/")
    if not colon and (cut := _CUT_OFF.match(text)):
        fields.complain(line, f"`store: {text}` cannot be written to", f"did you mean `{cut[1]}://{text[cut.end() :]}`?")
        return Store("")
    if not colon:
        kind, root, prefix = "folder", text, ""
    elif "@" in rest:
        fields.complain(line, f"`store: {scheme}://...` seems to hold a key", _NO_KEYS)
    elif kind not in BUCKETS:
        hint = f"if another program puts the sound there, write only `media: {text}`" if kind.startswith("http") else _FORMS
        fields.complain(line, f"`store: {text}` cannot be written to", hint)
    elif not _ROOT.fullmatch(root):
        fields.complain(line, f"`store: {text}` names no bucket", _FORMS)
    elif any(not _PART.fullmatch(part) or set(part) == {"."} for part in filter(None, prefix.split("/"))):
        fields.complain(line, f"`store: {text}` has a folder that cannot be part of an address", "use letters, digits, - and _")
    if kind != "s3" and (endpoint or region):
        fields.complain(line, f"`endpoint` and `region` cannot be used with `{text}`", "they are only for s3://")
    return Store("", kind, root, prefix, endpoint, region)


def _endpoint(fields: Fields) -> str | None:
    text = fields.text("endpoint")
    if text is None:
        return None
    url = web.address(text)
    if "@" in text:
        fields.complain(fields.line("endpoint"), "`endpoint` seems to hold a key", _NO_KEYS)
    elif url is None or urlsplit(url).path.strip("/"):
        hint = "such as https://s3.eu-central-003.backblazeb2.com, without the bucket"
        fields.complain(fields.line("endpoint"), f"`endpoint: {text}` is not the address of a service", hint)
    return url.rstrip("/") if url else None


def _suggestion(store: Store) -> str:
    """A hint at what `media` could be."""
    if store.kind not in BUCKETS or store.endpoint:
        return "write `media: https://...`, the address where it is served"
    usual = BUCKETS[store.kind].format(root=store.root, prefix=store.prefix, region=store.region or "REGION")
    return f"write `media: {usual}`, or better an address of your own that leads there"
