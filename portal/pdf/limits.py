"""Bounds that the kernel holds for a child process, however a document behaves."""

import os
import resource


def hold(**most: int) -> None:
    """Set limits by their names in `resource`: `hold(AS=bytes, CPU=seconds)`. No core is ever dumped."""
    for name, value in {**most, "CORE": 0}.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(kind)[1]
        held = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (held, held))


def open_nothing_more() -> None:
    """From now on the process can open no file and no connection."""
    lowest_free = os.open(os.devnull, os.O_RDONLY)
    os.close(lowest_free)
    hold(NOFILE=lowest_free)
