"""What browsers may do with our answers: the portal's own policies, and what a page that differs from them says."""

from django.conf import settings
from django.http import HttpResponse

# A page for other sites' frames: it runs nothing, sends nothing, and has only our style sheets.
FRAMED = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"


def policy(**more: str) -> str:
    """The portal's policy in one line, with `more` directives (frame_src="'self'")."""
    directives = {name: " ".join(allowed) for name, allowed in settings.SECURE_CSP.items()}
    directives |= {name.replace("_", "-"): allowed for name, allowed in more.items()}
    return "; ".join(f"{name} {allowed}" for name, allowed in directives.items())


def security_headers() -> dict[str, str]:
    """What every answer says unless a view says otherwise. X-Frame-Options and HSTS depend on the answer."""
    return {
        "Content-Security-Policy": policy(),
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
    }


def strict_transport() -> str:
    """Browsers that have been here over HTTPS never come over HTTP again (RFC 6797), nor to a name below ours."""
    return f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"


def may_be_framed(response: HttpResponse) -> bool:
    return "frame-ancestors *" in response.headers.get("Content-Security-Policy", "")


def let_be_framed(response: HttpResponse) -> HttpResponse:
    """Let any site show the answer in a frame, also one that isolates itself (COEP). For nothing that one can do."""
    response.xframe_options_exempt = True
    response.headers["Content-Security-Policy"] = FRAMED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def may_frame_itself(response: HttpResponse) -> HttpResponse:
    """Let the page show other pages of the portal in frames; nobody may frame the page."""
    response.headers["Content-Security-Policy"] = policy(frame_src="'self'")
    return response
