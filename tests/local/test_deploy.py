"""deploy/: units that systemd takes, that run what exists, and a container file whose steps are those of the portal."""

import re
import shutil
import subprocess

import pytest
from django.core.management import get_commands

from portal.local import clock, system
from portal.local.install import PROJECT

UNITS = PROJECT / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
CONTAINER = (PROJECT / "deploy" / "Containerfile").read_text(encoding="utf-8")


def test_systemds_timers_are_those_of_the_clock():
    found = {}
    for file in UNITS.glob("portal-*.timer"):
        command = re.search(r"manage\.py ([a-z_]+)", file.with_suffix(".service").read_text(encoding="utf-8"))[1]
        found[command] = re.search(r"^OnCalendar=(.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert found == {
        "publish_due": "*-*-* *:*:00", "send_news": "*-*-* *:00/5:20", "send_reminders": "*-*-* *:05:00",
        "sweep": "*-*-* 03:30:00 Europe/Stockholm",
    }  # fmt: skip
    assert {timer.command: timer.every for timer in clock.TIMERS} == {
        "publish_due": 60, "send_news": 300, "send_reminders": 3600, "sweep": 0,
    }  # fmt: skip


def test_every_unit_runs_a_command_that_exists_and_the_target_starts_them_all():
    text = {file.stem: file.read_text(encoding="utf-8") for file in SERVICES}
    commands = [name for told in text.values() for name in re.findall(r"manage\.py ([a-z_]+)", told)]
    assert set(commands) <= set(get_commands())
    target = (UNITS / "portal.target").read_text(encoding="utf-8")
    started = set(re.findall(r"(portal-[a-z]+)\.(?:service|timer)", target))
    assert started == set(text)
    web = [told for name, told in text.items() if name in ("portal-public", "portal-office")]
    assert all("python:portal.serving" in told and "ExecReload=/bin/kill -HUP" in told for told in web)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_finds_no_fault_in_them_and_little_that_they_reach():
    environment = {"SYSTEMD_UNIT_PATH": f"{UNITS}:", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    files = [str(file) for file in sorted(UNITS.glob("portal*.*")) if file.is_file()]
    done = subprocess.run(["systemd-analyze", "verify", *files], env=environment, capture_output=True, text=True)
    faults = [line for line in done.stderr.splitlines() if "is not executable" not in line]  # nothing is in /srv here
    assert faults == []
    command = ["systemd-analyze", "security", "--offline=true", "portal-public.service"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert float(re.search(r"level for portal-public\.service: ([0-9.]+)", done.stdout)[1]) < 2


def test_the_container_installs_what_is_locked_and_runs_as_nobody_special():
    for name in re.findall(r"^COPY (.+) \./$", CONTAINER, re.MULTILINE)[0].split():
        assert (PROJECT / name).exists()
    assert CONTAINER.count("--require-hashes") == 2
    installed = re.search(r"--no-install-recommends ([^\\]+)\\", CONTAINER)[1].split()
    assert sorted(installed) == sorted(system.PDF_PACKAGES["apt-get"])
    order = [CONTAINER.index(step) for step in ("useradd", "COPY . .", "USER portal", "CMD")]
    assert order == sorted(order)
    assert re.findall(r"SECRET|PASSWORD", CONTAINER) == []
    assert "python:portal.serving" in CONTAINER
