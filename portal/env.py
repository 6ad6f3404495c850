"""Settings from the environment: read once, checked, and refused with the remedy when unsafe."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from portal.bucket import shared_storage
from portal.database.waits import WAITS, Waits

BASE_DIR = Path(__file__).resolve().parent.parent

_env = environ.Env()

DEVELOPMENT_KEY = "endast-for-utveckling-aldrig-i-drift-" + "0" * 32


def debug() -> bool:
    """Whether this is a development machine. Off unless DEBUG is set, so that production is the default."""
    return _env.bool("DEBUG", default=False)


def secret_key() -> str:
    """The signing key; a fixed one in development, demanded in production.

    Raises ImproperlyConfigured when production has no key or a short one.
    """
    key = _env.str("SECRET_KEY", default=DEVELOPMENT_KEY if debug() else "")
    if not debug() and (len(key) < 50 or key == DEVELOPMENT_KEY):
        raise ImproperlyConfigured(
            "SECRET_KEY saknas eller är för kort. Skapa en med: "
            'python -c "import secrets; print(secrets.token_urlsafe(60))" '
            "och sätt den i miljön. På en utvecklingsdator: sätt DEBUG=1."
        )
    return key


def earlier_keys() -> list[str]:
    """Signing keys that were replaced, for what was signed or encrypted with them."""
    return _env.list("SECRET_KEY_FALLBACKS", default=[])


def allowed_hosts() -> list[str]:
    """The host names that the portal answers for. Raises ImproperlyConfigured when production names none."""
    hosts = _env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if debug() else [])
    if not hosts or (not debug() and "*" in hosts):
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS saknas. Sätt den till portalens värdnamn, "
            "till exempel ALLOWED_HOSTS=medborgarloften.example."
        )
    return hosts


def data_dir() -> Path:
    """The folder for what must survive a restart: files and, when embedded, the database."""
    return Path(_env.str("DATA_DIR", default=str(BASE_DIR / ".data"))).resolve()


def files_folder() -> Path:
    """Where files are kept; with STORAGE_URL, where this machine has its copies of those that are shared."""
    return data_dir() / ("copies" if _env.str("STORAGE_URL", default="") else "files")


def storage() -> dict:
    """Django's STORAGES["default"]: the disk, or the bucket that STORAGE_URL names. Raises ImproperlyConfigured."""
    address = _env.str("STORAGE_URL", default="")
    return shared_storage(address) if address else {"BACKEND": "portal.storage.Files"}


def database() -> dict:
    """Django's DATABASES["default"] from DATABASE_URL; else the embedded server in DATA_DIR.

    The embedded server listens on a Unix socket only; its folder is read from a file that
    portal.local.postgres writes, since a socket path may hold at most 107 bytes.
    Raises ImproperlyConfigured when DATABASE_URL is not a PostgreSQL address.
    """
    url = _env.str("DATABASE_URL", default="")
    config = _named_database(url) if url else embedded_database()
    if config.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "DATABASE_URL måste vara en PostgreSQL-adress: postgres://namn:lösenord@värd:5432/databas"
        )
    config["ENGINE"] = "portal.database"  # the same, with a deadline
    config["CONN_MAX_AGE"] = _env.int("DATABASE_CONN_MAX_AGE", default=600)
    config["CONN_HEALTH_CHECKS"] = True
    config["OPTIONS"] = waits().options(config.get("OPTIONS", {}))
    return config


def waits() -> Waits:
    """For how long the process waits for the database: as a reader does, unless it says that it has time.

    Raises ImproperlyConfigured for another word.
    """
    kind = _env.str("DATABASE_WAITS", default="short")
    if kind not in WAITS:
        raise ImproperlyConfigured(f"DATABASE_WAITS ska vara {' eller '.join(WAITS)}.")
    return WAITS[kind]


def _named_database(url: str) -> dict:
    """DATABASE_URL as Django has it; the host may be a percent-encoded socket folder, as libpq allows."""
    config = _env.db_url_config(url)
    host = urlsplit(url).netloc.rpartition("@")[2]
    if host.startswith("%2F"):
        config["HOST"] = unquote(host.partition(":")[0])
    return config


def embedded_database() -> dict:
    """Connection to the embedded server: socket folder, trust by file permission, one database."""
    pointer = data_dir() / "postgres-socket"
    host = pointer.read_text(encoding="utf-8").strip() if pointer.exists() else str(data_dir())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "portal",
        "USER": "portal",
        "HOST": host,
    }


def public_url() -> str:
    """The portal's own address without a trailing slash, written into PDFs, feeds and mail."""
    return _env.str("PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")


def mail() -> dict:
    """Django's settings of mail from EMAIL_URL; letters are printed on a development machine that names no server."""
    default = "consolemail://" if debug() else "smtp://localhost:25"
    return {name: value for name, value in _env.email_url("EMAIL_URL", default=default).items() if name != "OPTIONS"}


def sender() -> str:
    """Whom mail is from unless EMAIL_FROM says so: an address at the portal's own host."""
    return f"Medborgarlöften <ingen-svarar@{urlsplit(public_url()).hostname}>"


PUBLISHERS = ("NationalAuthority", "RegionalAuthority", "LocalAuthority", "NonProfitOrganisation", "Company")
ADDRESS = r"(.+), ([0-9]{3} ?[0-9]{2}) (.+)"


def owner_type() -> str:
    """What kind of publisher runs the portal, as DCAT-AP-SE names it. Raises ImproperlyConfigured for another word."""
    kind = _env.str("PORTAL_OWNER_TYPE", default=PUBLISHERS[0])
    if kind not in PUBLISHERS:
        raise ImproperlyConfigured(f"PORTAL_OWNER_TYPE ska vara något av {', '.join(PUBLISHERS)}.")
    return kind


def postal_address() -> tuple[str, ...]:
    """Street, postcode and town of CONTACT_ADDRESS; nothing when it is not set. Raises ImproperlyConfigured."""
    text = _env.str("CONTACT_ADDRESS", default="")
    found = re.fullmatch(ADDRESS, text)
    if text and not found:
        raise ImproperlyConfigured("CONTACT_ADDRESS skrivs som Storgatan 1, 332 80 Gislaved.")
    return found.groups() if found else ()


def organisation() -> dict:
    """allauth's settings of the organisation's own login (OpenID Connect); empty when there is none.

    Raises ImproperlyConfigured when OIDC_ISSUER is set without the client that it knows us as.
    """
    issuer = _env.str("OIDC_ISSUER", default="")
    client, secret = _env.str("OIDC_CLIENT_ID", default=""), _env.str("OIDC_CLIENT_SECRET", default="")
    if not issuer:
        return {}
    if not (client and secret):
        raise ImproperlyConfigured(
            "OIDC_ISSUER kräver OIDC_CLIENT_ID och OIDC_CLIENT_SECRET, från inloggningstjänsten."
        )
    app = {
        "provider_id": "organisation",
        "name": _env.str("OIDC_NAME", default="organisationens inloggning"),
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def string(name: str, default: str) -> str:
    return _env.str(name, default=default)


def integer(name: str, default: int) -> int:
    return _env.int(name, default=default)


def names(name: str) -> list[str]:
    """What is listed with commas between; nothing when it is not set."""
    return _env.list(name, default=[])


def flag(name: str, default: bool) -> bool:
    return _env.bool(name, default=default)
