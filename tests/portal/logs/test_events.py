"""The events of the audit log are those that the code records and that the operations page tells of."""

import re
from pathlib import Path

from pledges.revisions import AUDITED
from portal.accounts.audit import EVENTS
from portal.metrics.names import COUNTED

ROOT = Path(__file__).resolve().parents[3]


def test_each_event_is_recorded_somewhere():
    code = "".join(
        path.read_text(encoding="utf-8")
        for app in ("portal", "pledges", "followups")
        for path in (ROOT / app).rglob("*.py")
    )
    named = set(re.findall(r'(?:audit\.record|_tell)\(\s*"(\w+)"', code))
    named |= set(re.findall(r'"(\w+)" if \w[\w.]* else "\w+", ', code)) | set(
        re.findall(r'" if \w[\w.]* else "(\w+)", ', code)
    )
    assert set(EVENTS) - named - {str(verb) for verb in AUDITED} == set()


def test_the_operations_page_tells_of_all():
    told = (ROOT / "docs/overvakning.md").read_text(encoding="utf-8").partition("### Vad `audit` berättar")[2]
    rows = re.findall(r"^\| (`[^|]+) \|", told.partition("\n## ")[0], flags=re.MULTILINE)
    assert sorted(name for row in rows for name in re.findall(r"`(\w+)`", row)) == sorted(EVENTS)


def test_the_operations_page_tells_of_every_number():
    told = set(re.findall(r"`(portal_\w+)`", (ROOT / "docs/overvakning.md").read_text(encoding="utf-8")))
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "portal/metrics/gauges.py", ROOT / "pledges/signs.py", ROOT / "followups/signs.py")
    )
    assert told == set(COUNTED) | set(re.findall(r'Gauge\(\s*"(portal_\w+)"', code))
