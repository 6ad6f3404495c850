"""What a web server must know to answer as the portal does: types, policies, what is gone and what has moved."""

import re

from django.conf import settings

from portal.mirror.manifest import Manifest
from portal.mirror.places import page_of
from portal.policies import policy, security_headers

TEMPLATE = """# Gjord av manage.py mirror. Ta in filen i nginx http-del, och ändra listen, server_name och root.
# Är nginx byggd med brotli: lägg till brotli_static on;
map $uri $mirror_policy {{
    default "{policy}";
{policies}}}
map $uri $mirror_shared {{
    default "";
{shared}}}
map $mirror_shared $mirror_resource {{
    default "same-origin";
    "*" "cross-origin";
}}
map $uri $mirror_gone {{
{gone}}}
map $uri $mirror_moved {{
{moved}}}
server {{
    listen 8080;
    server_name _;
    root current/public;
    index index.html;
    charset utf-8;
    gzip_static on;
    include mime.types;
    types {{
{types}    }}
{untyped}{headers}    error_page 404 /404.html;
    error_page 410 @gone;
    error_page 500 502 503 504 /50x.html;
    if ($mirror_gone) {{ return 410; }}
    if ($mirror_moved) {{ return 301 $mirror_moved; }}
    location @gone {{ try_files ${{uri}}index.html $uri/index.html /404.html; }}
}}
"""
INDEX = r"(index\.html)?"  # nginx looks at the file by the time that it sets headers
USUAL = {".html", ".css", ".js", ".png", ".svg", ".json", ".xml", ".pdf", ".txt", ".zip", ".woff2", ".atom", ".xlsx"}


def configuration(manifest: Manifest) -> str:
    """For nginx 1.20 or later."""
    types, untyped = _types(manifest)
    return TEMPLATE.format(
        policy=_open_to_searches(policy()),
        policies=_policies(manifest),
        shared=_shared(manifest),
        gone="".join(f'    "{address}" 1;\n' for address in sorted(manifest.gone)),
        moved="".join(f'    "{old}" "{target}";\n' for old, target in sorted(manifest.moved.items())),
        types=types,
        untyped=untyped,
        headers=_headers(),
    )


def _headers() -> str:
    kept = {
        **security_headers(),
        "Content-Security-Policy": "$mirror_policy",
        "Cross-Origin-Resource-Policy": "$mirror_resource",
        "Access-Control-Allow-Origin": "$mirror_shared",  # left out where it is empty
    }
    return "".join(f'    add_header {name} "{value}" always;\n' for name, value in kept.items())


def _open_to_searches(text: str) -> str:
    """Searches and choices are sent to the living portal."""
    return text.replace("form-action 'self'", f"form-action 'self' {settings.PUBLIC_URL}")


def _policies(manifest: Manifest) -> str:
    """Those that differ from the portal's usual one, by how their addresses end."""
    found = {}
    for file in manifest.files.values():
        if file.policy and file.policy != policy():
            found[_ending(file.address)] = file.policy
    return "".join(f'    "~{ending}$" "{_open_to_searches(text)}";\n' for ending, text in sorted(found.items()))


def _shared(manifest: Manifest) -> str:
    """What pages of other sites may read, by how addresses end; never a whole page of ours but the card."""
    endings = {_ending(file.address) for file in manifest.files.values() if file.is_shared}
    return "".join(f'    "~{ending}$" "*";\n' for ending in sorted(endings))


def _ending(address: str) -> str:
    """How the addresses of its kind end, as a regular expression: `.pdf`, or all below the kommun."""
    path = page_of(address)
    name = path.rpartition("/")[2]
    if name:
        return re.escape("." + name.rpartition(".")[2]) if "." in name else f"^{re.escape(path)}"
    return "^/[^/]+/" + re.escape(path.split("/", 2)[2]) + INDEX


def _types(manifest: Manifest) -> tuple[str, str]:
    """Of the endings that servers do not know, and of the addresses that have none."""
    endings, alone = {}, {}
    for file in manifest.files.values():
        path = page_of(file.address)
        name = path.rpartition("/")[2]
        content_type = file.type.partition(";")[0]
        if name and "." not in name:
            alone[path] = content_type
        elif name and (ending := "." + name.rpartition(".")[2]) not in USUAL:
            endings[ending] = content_type
    types = "".join(f"        {kind} {ending[1:]};\n" for ending, kind in sorted(endings.items()))
    return types, "".join(f"    location = {path} {{ default_type {kind}; }}\n" for path, kind in sorted(alone.items()))
