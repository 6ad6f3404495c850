"""`make serve` once everything is installed: the production stack on this machine, kept going until it is told to stop.

SIGTERM or Ctrl-C ends it when what is under way is done; SIGHUP takes in new code and settings while it serves.
"""

import fcntl
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

from portal.local import address, certificate, front_server, production, sockets
from portal.local.background import KEEPER, WORKER, kept
from portal.local.install import PROJECT, STEPS
from portal.local.postgres import data_dir
from portal.local.run import begin_database, interrupted
from portal.local.supervising import Program, Supervisor
from portal.local.terminal import Refusal, Steps, ended_kindly, say

TOTAL = 7
WITHOUT_TLS = "--utan-tls"
SEARCHES = 6  # at once: other pages have the rest of the threads
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "python:portal.serving"]
APPLICATION = "portal.wsgi:application"


class Stack:
    """The folders, the environment and the programs of one machine's production."""

    def __init__(self, *, tls: bool) -> None:
        self.tls = tls
        self.data = data_dir()
        self.work = self.data / "front"
        self.environment = production.settings(self.data, tls=tls)
        self.sockets = socket_folder(self.work) if tls else self.work
        self.is_told = False
        self.use = None

    def programs(self) -> list[Program]:
        """In the order that they start; they end in reverse."""
        found = [
            *self.web(),
            self.program("Arbetaren", WORKER, told_twice=True, ends_within=10),
            self.program("Klockan", [sys.executable, "-m", "portal.local.clock"]),
        ]
        if KEEPER in kept():
            found.append(self.program("Sidförrådet", KEEPER, ends_within=10))
        return found + ([self.front()] if self.tls else [])

    def web(self) -> list[Program]:
        """gunicorn for the public pages and, behind nginx, one of its own for the back office."""
        if not self.tls:
            at = address.bound(production.host(), production.http_port())
            return [self.gunicorn("Webben", ["--bind", at])]
        quiet = ["--access-logfile", ""]  # nginx logs each answer, also those that come from its copies
        public, office = (["--bind", f"unix:{self.sockets / name}", *quiet] for name in ("public", "office"))
        return [
            self.gunicorn("De publika sidorna", public),
            self.gunicorn("Redaktörsläget", [*office, "--workers", "2"]),
        ]

    def gunicorn(self, name: str, arguments: list[str]) -> Program:
        return self.program(name, [*GUNICORN, *arguments, APPLICATION], ends_within=40, renews_by=signal.SIGHUP)

    def front(self) -> Program:
        command = [front_server.program() or "nginx", "-p", str(self.work), "-c", str(self.work / "nginx.conf")]
        command += ["-g", "daemon off;"]
        reads = [*self.certificate(), *(self.work / name for name in front_server.FILES)]  # a reload closes connections
        how = {"ends_by": signal.SIGQUIT, "ends_within": 15, "renews_by": signal.SIGHUP, "reads": reads}
        return self.program("nginx", command, **how)

    def program(self, name: str, command: list[str], **how) -> Program:
        return Program(name, command, self.environment, **how)

    def front_arguments(self) -> list[str]:
        """What `manage.py write_front` is told."""
        if not self.tls:
            return []
        cert, key = self.certificate()
        where = [f"--address={at}" for at in production.host().split(",")]
        log = [] if stat.S_ISSOCK(os.fstat(1).st_mode) else ["--log=/dev/stdout"]  # a socket can't be opened by name
        ports = [f"--https={production.https_port()}", f"--http={production.http_port()}", f"--searches={SEARCHES}"]
        behind = [f"--public={self.sockets / 'public'}", f"--office={self.sockets / 'office'}"]
        files = [f"--certificate={cert}", f"--key={key}", f"--user={front_server.working_as(self.work)}"]
        return [str(self.work), *where, *ports, *behind, *files, *log]

    def certificate(self) -> tuple[Path, Path]:
        """TLS_CERT and TLS_KEY, or a pair that is made for trying."""
        given = [os.environ.get(name) for name in ("TLS_CERT", "TLS_KEY")]
        if any(given):
            if not all(file and os.access(file, os.R_OK) for file in given):
                raise Refusal(
                    "TLS_CERT och TLS_KEY ska båda vara filer som går att läsa.", "ta bort båda för ett provcertifikat."
                )
            return Path(str(given[0])).resolve(), Path(str(given[1])).resolve()
        own = self.work / "cert.pem", self.work / "key.pem"
        certificate.ensure(*own, self.environment["ALLOWED_HOSTS"].split(","))
        return own

    def ready(self, steps: Steps) -> bool:
        """Tables, facts, static files, nginx's configuration; whether all went well."""
        command = [sys.executable, "-m", "portal.local.readying", str(steps.total), str(steps.done)]
        command += self.front_arguments()
        return subprocess.run(command, env=self.environment, cwd=PROJECT, check=False).returncode == 0

    def renew(self) -> bool:
        say("Läser in nytt …")
        done = self.ready(Steps(3))
        say("Det nya gäller." if done else "Inget har ändrats: det som var i drift fortsätter.")
        return done

    def tend(self) -> None:
        """Start the database again if it has stopped, and tell once that the portal answers."""
        if self.use and not self.use.cluster.is_running():
            say("Databasen slutade och startas igen.")
            self.use.cluster.start()
        if not self.is_told and self.answers():
            self.is_told = True
            self.tell()

    def answers(self) -> bool:
        """Whether the way in leads to a portal that is ready."""
        at = address.own(production.host().partition(",")[0])
        if self.tls:
            name = self.environment["ALLOWED_HOSTS"].partition(",")[0].removeprefix(".")
            is_ready = front_server.is_ready(str(self.sockets / "public"), name)
            return is_ready and front_server.listens(at, production.https_port())
        return front_server.is_ready((at, production.http_port()), at)

    def tell(self) -> None:
        say(f"\nPortalen är i drift: {self.environment['PUBLIC_URL']}/")
        for line in production.told(os.environ, self.data):
            say(line)
        if self.tls and not os.environ.get("TLS_CERT"):
            say("Certifikatet är ett provcertifikat, som webbläsaren varnar för. Sätt TLS_CERT och TLS_KEY i drift.")
        say("Skapa ett konto för redaktionen i ett annat fönster: make account")
        say("Stoppa med Ctrl-C.")


def main() -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupted)
    tls = wanted(sys.argv[1:])
    check(tls=tls)
    write_last(sys.stdout.fileno())
    with production.alone(data_dir()) as lock:
        stack = Stack(tls=tls)
        production.tell_others(lock, stack.environment)
        os.environ["DATA_DIR"] = str(stack.data)
        serve(stack, Steps(TOTAL, done=STEPS))
    say("\nPortalen är stoppad.")
    return 0


def write_last(output: int) -> None:
    """nginx opens the file of standard output anew: let whoever else writes there write at its end too."""
    fcntl.fcntl(output, fcntl.F_SETFL, fcntl.fcntl(output, fcntl.F_GETFL) | os.O_APPEND)


def serve(stack: Stack, steps: Steps) -> None:
    stack.use = begin_database(steps)
    try:
        if not stack.ready(steps):
            raise SystemExit(1)
        steps.done += 3
        with steps.step("Startar portalen"):
            supervisor = Supervisor(stack.programs(), renew=stack.renew, tend=stack.tend)
            supervisor.listen()
        supervisor.keep()
    finally:
        if stack.use:
            stack.use.end()


def wanted(arguments: list[str]) -> bool:
    """Whether to serve with TLS: always, unless it is asked not to. Raises Refusal."""
    if arguments and arguments != [WITHOUT_TLS]:
        raise Refusal(f"okänt: {' '.join(arguments)}", f'make serve, eller make serve ARGS="{WITHOUT_TLS}"')
    return not arguments


def check(*, tls: bool) -> None:
    """Raises Refusal when there is no nginx, or a port is taken."""
    if tls and not front_server.program():
        raise Refusal(
            "nginx finns inte här, och utan den finns ingen kryptering.",
            f'{front_server.remedy()}\nEller bara på den här datorn, utan kryptering: make serve ARGS="{WITHOUT_TLS}"',
        )
    first = production.host().partition(",")[0]
    if tls:
        address.check_free(first, production.https_port(), name="PORT", command="make serve")
    address.check_free(first, production.http_port(), name="HTTP_PORT", command="make serve")


def socket_folder(work: Path) -> Path:
    """Where the programs meet: the front server's folder, or a short one when a socket's address does not fit there."""
    work.mkdir(parents=True, exist_ok=True)
    if sockets.fits(str(work)):
        return work
    short = Path(tempfile.mkdtemp(prefix=sockets.PREFIX))
    short.chmod(0o711)  # nginx works as somebody else when root starts it
    return short


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
