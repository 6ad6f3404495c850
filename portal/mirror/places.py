"""Where in the copy an address lies. Plain values."""

from urllib.parse import parse_qsl

# Parameters that give another page for good, of which there are few; all others are questions to the living portal.
KEPT_PARAMETERS = {"alla": {"1"}, "utseende": {"ljust", "morkt"}}


def place_of(address: str) -> str:
    """The file of an address, as a web server finds it.

    >>> place_of("/"), place_of("/gislaved/"), place_of("/flode.atom"), place_of("/gislaved/?alla=1")
    ('index.html', 'gislaved/index.html', 'flode.atom', 'gislaved/alla-1/index.html')
    """
    path = page_of(address).removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def page_of(address: str) -> str:
    """The address in the copy: parameters become a part of the path, since a static server sees none.

    >>> page_of("/gislaved/kort/?utseende=ljust")
    '/gislaved/kort/utseende-ljust/'
    """
    path, _, query = address.partition("?")
    return path + "".join(f"{name}-{value}/" for name, value in parse_qsl(query))


def is_kept(query: str) -> bool:
    """Whether an address with these parameters is in the copy.

    >>> is_kept("alla=1"), is_kept("q=torg"), is_kept("alla=1&alla=2"), is_kept("")
    (True, False, False, True)
    """
    asked = parse_qsl(query, keep_blank_values=True)
    return len(asked) < 2 and all(value in KEPT_PARAMETERS.get(name, ()) for name, value in asked)
