"""For how long a process waits for the database, by what it is there for. Seconds; plain values, no Django."""

from dataclasses import dataclass

CONNECT = 3
# Notices that another machine has gone, which would else take a quarter of an hour.
NETWORK = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 10_000}


@dataclass(frozen=True)
class Waits:
    """`statement` for an answer, `lock` for what others hold, `idle` in a transaction where nothing is asked.

    The server keeps to these. `patience` is ours, for a server that has stopped and keeps to nothing.
    """

    statement: int
    lock: int
    idle: int

    @property
    def patience(self) -> int:
        return self.statement + 1

    def options(self, known: dict) -> dict:
        """Django's OPTIONS of a connection, given those that DATABASE_URL names, which win."""
        names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        held = zip(names, (self.statement, self.lock, self.idle), strict=True)
        ours = " ".join(f"-c {name}={seconds}s" for name, seconds in held)
        options = f"{ours} {known.get('options', '')}".strip()
        return {"connect_timeout": CONNECT, **NETWORK, **known, "options": options, "patience": self.patience}


WAITS = {
    "short": Waits(statement=5, lock=2, idle=30),  # somebody waits for a page
    "long": Waits(statement=3600, lock=60, idle=3600),  # commands, migrations, the worker
}
