"""STORAGE_URL read and checked: the bucket that several machines keep their files in."""

import importlib.util
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FORM = "s3://NYCKEL:HEMLIGHET@värd:port/hink?region=…&secure=1"
WAITS = {"connect_timeout": 2, "read_timeout": 10, "retries": {"total_max_attempts": 2}}  # seconds; somebody waits


def shared_storage(url: str) -> dict:
    """Django's STORAGES["default"] for the bucket. Raises ImproperlyConfigured with how it is written or installed."""
    parts, asked = urlsplit(url), parse_qs(urlsplit(url).query)
    bucket, secure = parts.path.strip("/"), asked.pop("secure", ["1"])[-1]
    region = asked.pop("region", [None])[-1]
    whole = parts.username and parts.password and parts.hostname and bucket and "/" not in bucket
    if parts.scheme != "s3" or not whole or asked or secure not in ("0", "1"):
        raise ImproperlyConfigured(f"STORAGE_URL skrivs som {FORM}")
    if importlib.util.find_spec("storages") is None:
        raise ImproperlyConfigured(
            "STORAGE_URL kräver fler paket: .venv/bin/pip install --require-hashes -r deploy/storage.txt"
        )
    host = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "portal.shared_files.SharedFiles",
        "OPTIONS": {
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "bucket_name": bucket,
            "endpoint_url": f"{'https' if secure == '1' else 'http'}://{host}",
            "region_name": region,
            "file_overwrite": False,
            "client_config": client_config(),
        },
    }


def client_config():
    """What any storage that speaks S3 understands: the bucket in the path, no checksums of one maker's own."""
    from botocore.config import Config  # noqa: PLC0415 - slow, and there only when it is used

    return Config(
        s3={"addressing_style": "path"},
        signature_version="s3v4",
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        **WAITS,
    )
