"""One more certificate to trust beside the usual ones, such as that of a company's proxy."""

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def are_there() -> bool:
    """Whether this machine has the usual certificates; without them it trusts nobody."""
    usual = ssl.get_default_verify_paths()
    folders = map(Path, os.environ.get(usual.openssl_capath_env, usual.openssl_capath).split(os.pathsep))
    return bool(usual.cafile) or any(path.is_dir() and any(path.iterdir()) for path in folders)


def untrusted(certificate: Path) -> str | None:
    """Why a certificate cannot be used; None if it can."""
    try:
        ssl.create_default_context().load_verify_locations(certificate)
    except (ssl.SSLError, OSError) as error:
        return str(error)
    return None


@contextmanager
def trusting(certificate: Path | None, own: Path) -> Iterator[None]:
    """Trust one more certificate beside the usual ones.

    OpenSSL finds its file through the environment, since yt-dlp has no option for it.
    """
    if certificate is None:
        yield
        return
    usual = Path(ssl.get_default_verify_paths().openssl_cafile)
    bundle = own / "trusted.pem"
    bundle.write_bytes((usual.read_bytes() if usual.is_file() else b"") + b"\n" + certificate.read_bytes())
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = str(bundle)
    try:
        yield
    finally:
        del os.environ["SSL_CERT_FILE"]
        if before is not None:
            os.environ["SSL_CERT_FILE"] = before
