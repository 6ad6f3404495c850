"""Numbers as Prometheus reads them (its text format, version 0.0.4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from portal.metrics.counting import Labels, Series
from portal.metrics.names import COUNTED

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


@dataclass(frozen=True)
class Gauge:
    """Something that is so much now. `labels` tell apart those with the same name and meaning."""

    name: str
    meaning: str
    value: float
    labels: Labels = ()


def text(series: Series, gauges: Iterable[Gauge]) -> str:
    lines = [*counted(series), *measured(gauges)]
    return "".join(f"{line}\n" for line in lines)


def counted(series: Series) -> Iterator[str]:
    for name, rows in groupby(sorted(key for key in series if key[0] in COUNTED), key=lambda key: key[0]):
        buckets = COUNTED[name].buckets
        yield from heading(name, COUNTED[name].meaning, "histogram" if buckets else "counter")
        for key in rows:
            if buckets:
                yield from histogram(name, key[1], buckets, series[key])
            else:
                yield line(name, key[1], series[key][0])


def histogram(name: str, labels: Labels, buckets: Iterable[float], values: list[float]) -> Iterator[str]:
    """Each bucket holds those below it too; `values` are counts for each, for what was slower, and the sum."""
    *counts, total = values
    sums = list(accumulate(counts))
    for bound, count in zip([*map(str, buckets), "+Inf"], sums, strict=True):
        yield line(f"{name}_bucket", (*labels, ("le", bound)), count)
    yield line(f"{name}_sum", labels, total)
    yield line(f"{name}_count", labels, sums[-1])


def measured(gauges: Iterable[Gauge]) -> Iterator[str]:
    for (name, meaning), rows in groupby(sorted(gauges, key=_order), key=lambda gauge: (gauge.name, gauge.meaning)):
        yield from heading(name, meaning, "gauge")
        yield from (line(name, gauge.labels, gauge.value) for gauge in rows)


def heading(name: str, meaning: str, kind: str) -> list[str]:
    return [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"]


def line(name: str, labels: Labels, value: float) -> str:
    told = ",".join(f'{label}="{str(known).translate(ESCAPED)}"' for label, known in labels)
    number = str(int(value)) if value == int(value) else repr(value)
    return f"{name}{{{told}}} {number}" if told else f"{name} {number}"


def _order(gauge: Gauge) -> tuple:
    return gauge.name, gauge.meaning, gauge.labels
