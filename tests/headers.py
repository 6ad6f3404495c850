"""What every answer says to browsers, whoever gives it: a page, a file, an error, the front server."""

from collections.abc import Mapping

GUARDS = {
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-content-type-options": "nosniff",
}
CLOSED = {"cross-origin-resource-policy": "same-origin", "x-frame-options": "DENY"}


def is_open(headers: Mapping[str, str]) -> bool:
    """Whether an answer lets in what the portal's own pages never need. Nothing is said twice."""
    said = {name.lower(): value for name, value in headers.items()}
    policy = said.get("content-security-policy", "")
    closed = policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy
    return not closed or "unsafe" in policy or {**said, **GUARDS, **CLOSED} != said
