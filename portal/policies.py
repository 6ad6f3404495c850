"""The content security policy: the portal's own, and what a page that differs from it says instead."""

from django.conf import settings
from django.http import HttpResponse

# A page for other sites' frames: it runs nothing, sends nothing, and has only our style sheets.
FRAMED = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"


def policy(**more: str) -> str:
    """The portal's policy in one line, with `more` directives (frame_src="'self'")."""
    directives = {name: " ".join(allowed) for name, allowed in settings.SECURE_CSP.items()}
    directives |= {name.replace("_", "-"): allowed for name, allowed in more.items()}
    return "; ".join(f"{name} {allowed}" for name, allowed in directives.items())


def let_be_framed(response: HttpResponse) -> HttpResponse:
    """Let any site show the answer in a frame, also one that isolates itself (COEP). For nothing that one can do."""
    response.xframe_options_exempt = True
    response.headers["Content-Security-Policy"] = FRAMED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    return response


def may_frame_itself(response: HttpResponse) -> HttpResponse:
    """Let the page show other pages of the portal in frames; nobody may frame the page."""
    response.headers["Content-Security-Policy"] = policy(frame_src="'self'")
    return response
