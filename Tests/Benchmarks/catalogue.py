"""The KPIs as their files in sql/kpi define them: as much as questions and DuckDB need."""

import re
from dataclasses import dataclass
from pathlib import Path

TICKET_DIMENSIONS = (
    "source", "channel", "category", "product", "priority", "direction", "agent", "team", "segment", "country")


@dataclass(frozen=True)
class Cases:
    """A select of cases, and how they are put into periods."""

    sql: str
    placement: str


@dataclass(frozen=True)
class KPI:
    """One KPI."""

    key: str
    kind: str
    unit: str
    dimensions: "tuple[str, ...]"
    has_attributes: bool
    has_business_clock: bool
    factor: int
    cases: "Cases | None"
    # Of a ratio: its legs, selects of their own or keys of KPIs.
    legs: "tuple[Cases | str, ...]"

    @property
    def is_money(self):
        """Whether it is worked out from the ledger."""
        return self.unit == "money"

    @property
    def is_age(self):
        """Whether it is a snapshot of durations."""
        return self.kind == "snapshot" and self.unit == "seconds"


def read_catalogue(folder):
    """All KPIs, by key."""
    kpis = (_read(path) for path in sorted(Path(folder).glob("*.sql")))
    return {kpi.key: kpi for kpi in kpis}


def _read(path):
    text = path.read_text(encoding="utf-8")
    head, _, body = text.partition("\nselect")
    fields = {}
    for line in head.splitlines():
        if match := re.match(r"-- (\w+): (.*)", line):
            name, value = match.groups()
            fields.setdefault(name, value)
    named = [name.strip() for name in fields.get("dimensions", "ticket").split(",")]
    dimensions = [
        name for part in named for name in (TICKET_DIMENSIONS if part == "ticket" else [part])]
    legs = _sections(text, "leg")
    is_ratio = fields["kind"] == "ratio"
    return KPI(
        key=fields["key"], kind=fields["kind"], unit=fields["unit"], dimensions=tuple(dimensions),
        has_attributes="ticket" in named,
        has_business_clock="business_ms" in body or "clock_schedule_id" in body,
        factor=int(fields.get("factor", 1)),
        cases=None if is_ratio else Cases(_select(text), fields.get("cases", "events")),
        legs=tuple(fields.get(leg) or legs[leg] for leg in ("numerator", "denominator")) if is_ratio else ())


def _sections(text, name):
    """The selects under `-- leg: …`."""
    parts = re.split(rf"^-- {name}: (\w+)$", text, flags=re.MULTILINE)
    return {
        title: Cases(_select(part), "time" if "-- cases: time" in part else "events")
        for title, part in zip(parts[1::2], parts[2::2])}


def _select(text):
    """The first statement of a text, without its semicolon."""
    return text[re.search(r"^select", text, re.MULTILINE).start():].split(";")[0].strip()
