"""The PDF door: one child renders, and neither a hang, a crash nor a fork of the server breaks the next document."""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from portal.pdf import RenderingFailed, failures, render, worker
from portal.pdf.child import MOST_DOCUMENTS
from portal.pdf.process import Child
from tests import pdf_checks

SMALL = '<html lang="sv"><head><title>Prov</title></head><body><h1>Åtta ärliga öar</h1><p>Kort text.</p></body></html>'
ENDLESS = SMALL.replace("Kort text.", "<span>många ord</span> " * 400_000)


def running_child():
    return worker._worker._child._process


def run(code: str) -> subprocess.CompletedProcess:
    """A fresh Python that runs the code in the project."""
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=90, check=False
    )


def wait_until(condition, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_a_document_follows_both_standards_and_its_swedish_letters_can_be_copied():
    pdf = render(SMALL)
    assert pdf_checks.faults(pdf.data) == []
    assert pdf_checks.texts(pdf.data) == ["Åtta ärliga öar Kort text. Sida 1 av 1"]
    assert pdf.pages == 1
    assert len(pdf.sha256) == 64


def test_the_checks_notice_a_document_that_is_not_accessible(tmp_path):
    path = tmp_path / "untagged.pdf"
    run(f"import weasyprint; weasyprint.HTML(string='<p>Text').write_pdf({str(path)!r})")
    assert {fault.split()[0] for fault in pdf_checks.faults(path.read_bytes())} == {"2a", "ua1"}
    assert "error" in pdf_checks.heard(path.read_bytes(), tmp_path)


def test_no_stream_can_seem_a_byte_too_short():
    data = render(SMALL).data
    assert data.count(b"endstream") == data.count(b"\r\nendstream") > 5


def test_one_child_serves_many_documents_and_the_same_text_gives_the_same_bytes():
    first = render(SMALL)
    child = running_child().pid
    other = render(SMALL.replace("Kort", "Annan"))
    assert other.sha256 != first.sha256
    assert render(SMALL) == first
    assert running_child().pid == child


def test_a_new_child_gives_the_same_bytes_as_the_old_one():
    first = render(SMALL)
    worker._worker.close()
    assert render(SMALL) == first


def test_the_server_itself_never_loads_weasyprint():
    done = run(
        "import sys; from portal.pdf import render; assert render('<html lang=sv><title>A</title><p>A').pages == 1;"
        "print([name for name in sys.modules if name.startswith(('weasyprint', 'fontTools', 'pydyf'))])"
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_child_killed_while_it_works_is_replaced():
    render(SMALL)
    doomed = running_child()
    threading.Timer(0.3, doomed.kill).start()
    with pytest.raises(RenderingFailed) as failed:
        render(ENDLESS)
    assert str(failed.value) == failures.CRASHED
    assert render(SMALL).pages == 1
    assert running_child().pid != doomed.pid


def test_a_child_killed_between_documents_is_replaced():
    render(SMALL)
    doomed = running_child()
    doomed.kill()
    doomed.wait()
    assert render(SMALL).pages == 1


def test_a_document_that_takes_too_long_is_given_up_and_the_next_one_works(monkeypatch):
    render(SMALL)
    slow = running_child()
    monkeypatch.setattr(worker, "DOCUMENT_SECONDS", 0.5)
    with pytest.raises(RenderingFailed) as failed:
        render(ENDLESS)
    assert str(failed.value) == failures.TOO_SLOW
    assert slow.poll() == -signal.SIGKILL
    monkeypatch.undo()
    assert render(SMALL).pages == 1


def test_the_child_ends_when_the_server_is_gone():
    code = (
        "import os\nfrom portal.pdf.process import Child\n"
        "one = Child(); one.read_frame(seconds=60); print(one._process.pid, flush=True); os._exit(0)"
    )
    done = run(code)
    child = int(done.stdout)
    assert wait_until(lambda: not Path(f"/proc/{child}").exists())


def test_a_document_nested_beyond_reason_fails_and_the_next_one_works():
    with pytest.raises(RenderingFailed) as failed:
        render(SMALL.replace("Kort text.", "<div>" * 6000))
    assert str(failed.value) in (failures.TOO_LARGE, failures.CRASHED)
    assert render(SMALL).pages == 1


def test_the_kernel_holds_the_child_to_half_a_gigabyte():
    render(SMALL)
    limits = Path(f"/proc/{running_child().pid}/limits").read_text(encoding="ascii")
    assert "Max address space         536870912            536870912" in limits


def test_a_document_of_more_than_twenty_megabytes_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(worker, "ask", None)
    with pytest.raises(RenderingFailed) as failed:
        render(SMALL.replace("Kort text.", "å" * 10_500_000))
    assert str(failed.value) == failures.TOO_LARGE


def test_a_child_that_says_it_has_grown_is_let_go(monkeypatch):
    render(SMALL)
    grown = running_child()
    monkeypatch.setattr(Child, "exchange", lambda *_args, **_seconds: ({"pages": 1, "last": True}, b"%PDF"))
    assert render(SMALL).data == b"%PDF"
    assert (worker._worker._child, grown.poll()) == (None, 0)


def test_a_child_that_has_made_many_is_let_go_before_it_has_grown():
    worker._worker.close()
    tiny = b'<!doctype html><html lang="sv"><title>Kort</title><p>Kort.'
    told = [bool(worker.ask(tiny)[0]["last"]) for _ in range(MOST_DOCUMENTS)]
    assert told == [False] * (MOST_DOCUMENTS - 1) + [True]


def test_the_child_of_a_server_that_is_large_is_kept():
    ballast = bytearray(400 * 2**20)
    ballast[::4096] = b"x" * len(ballast[::4096])
    worker._worker.close()
    render(SMALL)
    child = running_child().pid
    render(SMALL)
    assert running_child().pid == child


def test_the_child_gets_no_secrets(monkeypatch):
    worker._worker.close()
    monkeypatch.setenv("SECRET_KEY", "hemlig")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    render(SMALL)
    names = {entry.split(b"=")[0] for entry in Path(f"/proc/{running_child().pid}/environ").read_bytes().split(b"\0")}
    assert names & {b"SECRET_KEY", b"HTTPS_PROXY", b"DATABASE_URL"} == set()


def test_many_threads_may_render_at_once():
    found = []
    threads = [threading.Thread(target=lambda: found.append(render(SMALL).sha256)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [render(SMALL).sha256] * 8


def test_a_process_forked_from_the_server_renders_with_a_child_of_its_own():
    done = run(
        "import os\nfrom portal.pdf import render, worker\n"
        "small = '<html lang=sv><title>A</title><p>A'\n"
        "mine = render(small); pid = worker._worker._child._process.pid\n"
        "if not (forked := os.fork()):\n"
        "    same = render(small) == mine and worker._worker._child._process.pid != pid\n"
        "    worker._worker.close(); os._exit(0 if same else 1)\n"
        "code = os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1])\n"
        "print(code, render(small) == mine, worker._worker._child._process.pid == pid)"
    )
    assert (done.stdout.strip(), done.stderr) == ("0 True True", "")


def test_a_missing_system_library_is_named_with_its_remedy():
    failure = worker._failure({"error": "MissingLibrary", "detail": "cannot load library 'libpango-1.0-0'"})
    assert "apt-get install libpango-1.0-0" in str(failure)


def test_text_that_no_font_has_is_replaced_and_signs_that_turn_text_around_are_dropped():
    pdf = render(SMALL.replace("Kort text.", "Hej \u202eklart\u202c \U0001f600 e\u0301 \u200bslut"))
    assert pdf_checks.faults(pdf.data) == []
    assert pdf_checks.texts(pdf.data) == ["Åtta ärliga öar Hej klart ◊ é slut Sida 1 av 1"]
