"""The credentials of stores: the names that their services use, and which of them are a key."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.content.show import Store

if TYPE_CHECKING:
    from pipeline.content.trouble import Trouble

# All that a machine may set, by kind of store. The last ones of AWS and Azure are set on machines of CI and clouds.
NAMES = {
    "s3": (
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_ROLE_ARN",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ),
    "gs": ("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_SERVICE_ACCOUNT_KEY"),
    "az": (
        "AZURE_STORAGE_ACCOUNT_NAME",
        "AZURE_STORAGE_ACCOUNT_KEY",
        "AZURE_STORAGE_SAS_KEY",
        "AZURE_CLIENT_ID",
        "AZURE_CLIENT_SECRET",
        "AZURE_TENANT_ID",
        "AZURE_FEDERATED_TOKEN_FILE",
    ),
}
NEEDED = {  # alternatives, each of which needs all its names
    "s3": (
        ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE",),
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI",),
    ),
    "gs": (
        ("GOOGLE_APPLICATION_CREDENTIALS",),
        ("GOOGLE_SERVICE_ACCOUNT_KEY",),
    ),
    "az": (
        ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCOUNT_KEY"),
        ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_SAS_KEY"),
        ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_CLIENT_ID"),
    ),
}
_GCLOUD = Path("~/.config/gcloud/application_default_credentials.json")  # what `gcloud auth application-default login` leaves


def missing(store: Store, given: Iterable[tuple[str, str]]) -> "Trouble | None":
    """The trouble that none of those `given` is a key to a store.

    It is found out here, because obstore would wait for one from an address that only clouds have.
    """
    there = dict(given)
    needed = NEEDED.get(store.kind, ())
    if not needed or any(all(name in there for name in names) for names in needed):
        return None
    if store.kind == "gs" and _GCLOUD.expanduser().is_file():
        return None
    from pipeline.content.trouble import Trouble  # noqa: PLC0415 - most machines have a key, or no store

    lacking = " and ".join(name for name in needed[0] if name not in there)
    hint = f"set {lacking} in the environment, or under `store:` in pipeline.local.yaml"
    return Trouble(f"there is no key for {store} on this machine", hint)
