"""A page's path, signed, for a form that stands on every page: what comes back is a page that we have shown."""

from django.core.signing import BadSignature, Signer

_signer = Signer(salt="portal.signed_pages")


class NotAPage(Exception):
    """What was sent is no path that we have signed."""


def signed(path: str) -> str:
    """The path with its signature: the same for every reader, so that pages can be stored whole."""
    return _signer.sign(path)


def path_of(value: str) -> str:
    """The path that was signed. Raises NotAPage."""
    try:
        return _signer.unsign(value)
    except BadSignature as error:
        raise NotAPage from error
