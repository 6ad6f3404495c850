"""Takes out of a text what the log may not keep: addresses of people and machines, searches, links of one's own."""

import ipaddress
import re

from portal.accounts.network import shortened

MAIL = re.compile(r"[^\s@<>\"'(),:;=]+@[^\s@<>\"'(),:;]+")
QUERY = re.compile(r"\?[^\s\"'>]+")
LINK = re.compile(r"[A-Za-z0-9_:-]{40,}")  # signed links, sessions, tokens
# Not a network, which a slash follows.
ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b(?!/)|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?!/)")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|‘[^’]*’|”[^”]*”")


def private(text: str) -> str:
    """The text without them; an IP address becomes its /24 or /48.

    >>> private("GET /sok/?q=anna från 203.0.113.7 åt anna@example.se")
    'GET /sok/?… från 203.0.113.0/24 åt …'
    """
    text = LINK.sub("…", QUERY.sub("?…", MAIL.sub("…", text)))
    return ADDRESS.sub(_network, text)


def without_values(text: str) -> str:
    """The first line of an error's message, without what it quotes, which may be what somebody wrote.

    >>> without_values("duplicate key violates “user_email”: '19900101-1234'\\nDETAIL:  Key (email)=(a@b.se)")
    'duplicate key violates “user_email”: …'
    """
    first = text.strip().partition("\n")[0]
    return private(QUOTED.sub("…", first))


def _network(found: re.Match) -> str:
    try:
        ipaddress.ip_address(found[0])
    except ValueError:
        return found[0]
    return shortened(found[0], 24, 48)
