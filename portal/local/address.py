"""Where the portal answers: HOST and PORT, checked before anything slow is done."""

import os
import socket

from portal.local.terminal import Refusal


def wanted() -> tuple[str, int]:
    """HOST and PORT from the environment, 127.0.0.1 and 8000 when unset. Raises Refusal on a malformed port."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Refusal(
            f"PORT={port} är inget portnummer.", "välj ett tal mellan 1024 och 65535, till exempel: PORT=8001 make run"
        )
    return os.environ.get("HOST") or "127.0.0.1", int(port)


def shown(host: str, port: int) -> str:
    """The address for a person to open."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{name}:{port}"


def check_free(host: str, port: int) -> None:
    """Raises Refusal when nothing can be served there: taken, not allowed, or not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn: an old connection is no obstacle
        try:
            attempt.bind((host, port))
        except PermissionError:
            raise Refusal(f"port {port} får bara användas av root.", f"välj en annan: PORT={8000} make run") from None
        except (socket.gaierror, OSError) as error:
            raise _explained(error, host, port) from None


def _explained(error: OSError, host: str, port: int) -> Refusal:
    if error.errno == 98 or "in use" in str(error):
        return Refusal(
            f"port {port} är upptagen av ett annat program.",
            f"välj en annan port: PORT={port + 1 if port < 65535 else 8001} make run\n"
            f"Om portalen redan är igång svarar den på {shown(host, port)}",
        )
    return Refusal(
        f"HOST={host} är ingen adress på den här datorn.", "ta bort HOST, eller sätt HOST=0.0.0.0 för alla adresser"
    )
