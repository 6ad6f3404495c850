"""Where the portal answers: HOST and PORT, checked before anything slow is done."""

import os
import socket

from portal.local.terminal import Refusal


def wanted() -> tuple[str, int]:
    """HOST and PORT from the environment, 127.0.0.1 and 8000 when unset. Raises Refusal on a malformed port."""
    return os.environ.get("HOST") or "127.0.0.1", port("PORT", 8000)


def port(name: str, default: int, command: str = "make run") -> int:
    """The port that the environment names. Raises Refusal on a malformed one."""
    value = os.environ.get(name) or str(default)
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise Refusal(
            f"{name}={value} är inget portnummer.",
            f"välj ett tal mellan 1024 och 65535, till exempel: {name}={default + 1} {command}",
        )
    return int(value)


def bound(host: str, port: int) -> str:
    """The address as gunicorn is told it."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def own(host: str) -> str:
    """Where this machine itself reaches what answers at the address."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - only compared


def shown(host: str, port: int) -> str:
    """The address for a person to open."""
    return f"http://{bound(own(host), port)}"


def check_free(host: str, port: int, *, name: str = "PORT", command: str = "make run") -> None:
    """Raises Refusal when nothing can be served there: taken, not allowed, or not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn: an old connection is no obstacle
        try:
            attempt.bind((host, port))
        except PermissionError:
            raise Refusal(f"port {port} får bara användas av root.", f"välj en annan: {name}=8000 {command}") from None
        except (socket.gaierror, OSError) as error:
            raise _explained(error, host, port, f"{name}={{}} {command}") from None


def _explained(error: OSError, host: str, port: int, with_port: str) -> Refusal:
    if error.errno == 98 or "in use" in str(error):
        return Refusal(
            f"port {port} är upptagen av ett annat program.",
            f"välj en annan port: {with_port.format(port + 1 if port < 65535 else 8001)}\n"
            f"Om portalen redan är igång svarar den på {shown(host, port)}",
        )
    return Refusal(
        f"HOST={host} är ingen adress på den här datorn.", "ta bort HOST, eller sätt HOST=0.0.0.0 för alla adresser"
    )
