"""The generated source: a base of whole years, the same desk a tenth as old, and the days that follow.

`deskhouse sample` writes base and days in one go. It is cut by time, as exports would have been made: a row is in
the slice in which it came into being, and again in that in which something happened to it (a ticket of the base
that is resolved on a day that follows is a correction there). What had not happened yet is left out of the base.
"""

import csv
import datetime
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from measuring import timed

# The base ends before this day: with 731 days it is the years 2024 and 2025.
END = datetime.date(2026, 1, 1)
DAYS_AFTER = 3
CUTOFFS = [(END + datetime.timedelta(days=number)).isoformat() for number in range(DAYS_AFTER)]

# Per entity the column with the instant that brings a row into being.
FIRST_INSTANT = {
    "tickets": "created_at", "interactions": "occurred_at", "ticket_events": "occurred_at",
    "surveys": "sent_at", "shifts": "starts_at", "orders": "ordered_at",
}


@dataclass(frozen=True)
class Sample:
    """Where the slices lie, and the span of the base."""

    folder: Path
    first_day: datetime.date
    last_day: datetime.date

    @property
    def base(self):
        """The full history, a file an entity."""
        return self.folder / "base"

    @property
    def tenth(self):
        """The same desk with the last tenth of that history only."""
        return self.folder / "tenth"

    @property
    def days(self):
        """One folder for each day that follows."""
        return [self.folder / f"day{number}" for number in range(1, DAYS_AFTER + 1)]

    def rows(self, folder, entities=None):
        """How many rows a slice has, of all entities or of some."""
        counts = json.loads((self.folder / "rows.json").read_text())[folder.name]
        return sum(count for entity, count in counts.items() if entities is None or entity in entities)


def make_sample(deskhouse, folder, tickets, days, tell):
    """Writes the slices, unless they are there already."""
    sample = Sample(
        folder / f"{tickets}x{days}", END - datetime.timedelta(days=days), END - datetime.timedelta(days=1))
    if (sample.folder / "rows.json").exists():
        return sample
    tell(f"writing a sample of {tickets} tickets over {days} days (once)")
    shutil.rmtree(sample.folder, ignore_errors=True)
    whole = sample.folder / "whole"
    until = END + datetime.timedelta(days=DAYS_AFTER)
    timed([
        deskhouse, "sample", "--tickets", str(round(tickets * (days + DAYS_AFTER) / days)),
        "--days", str(days + DAYS_AFTER), "--seed", "1", "--until", until.isoformat(), str(whole)])
    cut = _Cut(sample, END - datetime.timedelta(days=max(1, days // 10)))
    # Tickets come first: they decide which of the other rows the tenth has.
    for path in sorted(whole.glob("*.csv"), key=lambda path: (path.stem != "tickets", path.stem)):
        cut.cut(path)
    shutil.rmtree(whole)
    (sample.folder / "rows.json").write_text(json.dumps({part.folder.name: part.counts for part in cut.slices}))
    return sample


class _Slice:
    """One folder being written: a file an entity, where it has rows of it."""

    def __init__(self, folder):
        folder.mkdir(parents=True)
        self.folder = folder
        self.counts = {}

    def begin(self, entity, header):
        self.entity = entity
        self.header = header
        self.count = 0
        self.file = None

    def write(self, row):
        if self.file is None:
            self.file = (self.folder / f"{self.entity}.csv").open("w", newline="", encoding="utf-8")
            self.writer = csv.writer(self.file, lineterminator="\n")
            self.writer.writerow(self.header)
        self.writer.writerow(row)
        self.count += 1

    def end(self):
        if self.file is not None:
            self.file.close()
            self.counts[self.entity] = self.count


class _Cut:
    """Writes base, tenth and days from the whole."""

    def __init__(self, sample, tenth_start):
        self.base, self.tenth = _Slice(sample.base), _Slice(sample.tenth)
        self.days = [_Slice(folder) for folder in sample.days]
        self.tenth_start = tenth_start.isoformat()
        self.tickets_before_tenth = set()

    @property
    def slices(self):
        return [self.base, self.tenth, *self.days]

    def cut(self, path):
        """Hands out the rows of one file."""
        entity = path.stem
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.reader(file)
            header = next(reader)
            for part in self.slices:
                part.begin(entity, header)
            first = header.index(FIRST_INSTANT[entity]) if entity in FIRST_INSTANT else None
            ticket = header.index("ticket_id") if "ticket_id" in header else None
            state_then = {"tickets": _ticket_then, "surveys": _survey_then}.get(entity)
            for row in reader:
                # The local day: what is close to midnight may go to a neighbour, which does no harm.
                day = row[first][:10] if first is not None else ""
                if day >= CUTOFFS[0]:
                    self.days[_number(day)].write(row)
                    continue
                changed_on, row_then = state_then(header, row) if state_then else ("", row)
                self.base.write(row_then)
                if self._is_in_tenth(entity, day, row[ticket] if ticket is not None else ""):
                    self.tenth.write(row_then)
                if changed_on:
                    self.days[_number(changed_on)].write(row)
            for part in self.slices:
                part.end()

    def _is_in_tenth(self, entity, day, ticket):
        """Whether a row is of the last tenth: its ticket, or without one itself."""
        if entity == "tickets" and day < self.tenth_start:
            self.tickets_before_tenth.add(ticket)
        if ticket:
            return ticket not in self.tickets_before_tenth
        return entity not in FIRST_INSTANT or day >= self.tenth_start


def _number(day):
    """Which of the days that follow a day is."""
    return sum(day >= cutoff for cutoff in CUTOFFS) - 1


def _ticket_then(header, row):
    """A ticket as it was when the base ended; and the day that changed it, if one did."""
    resolved, closed, status = (header.index(name) for name in ("resolved_at", "closed_at", "status"))
    latest = max(row[resolved][:10], row[closed][:10])
    if latest < CUTOFFS[0]:
        return "", row
    before = list(row)
    before[closed] = ""
    if row[resolved][:10] >= CUTOFFS[0]:
        before[resolved] = ""
        before[status] = "open"
    elif before[status] == "closed":
        before[status] = "resolved"
    return latest, before


def _survey_then(header, row):
    """A survey as it was when the base ended; and the day on which its answer came, if one did."""
    responded = row[header.index("responded_at")][:10]
    if responded < CUTOFFS[0]:
        return "", row
    before = list(row)
    for name in ("responded_at", "score", "reason", "comment"):
        before[header.index(name)] = ""
    return responded, before
