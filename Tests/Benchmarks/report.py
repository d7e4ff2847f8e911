"""What was measured, as a table on the screen, as JSON, and as Markdown."""

import datetime
import json
import os
import platform
from dataclasses import dataclass, field

TIMES = ("seconds", "rows/s", "MB/s", "peak MB")
ANSWERS = ("questions", "by rollup", "median ms", "p95 ms")


@dataclass
class Line:
    """One line of a table: figures, and a value with its goal."""

    what: str
    figures: "dict[str, float | int | str]" = field(default_factory=dict)
    value: "float | None" = None
    goal: "object" = None
    unit: str = ""

    @property
    def verdict(self):
        """Whether the goal is met; empty without one or without a value."""
        if self.goal is None or self.value is None:
            return ""
        return "met" if self.goal.is_met(self.value) else "NOT MET"


@dataclass
class Section:
    """A table: what its columns are, its lines, and what is to be known about them."""

    title: str
    columns: "tuple[str, ...]"
    lines: "list[Line]" = field(default_factory=list)
    notes: "list[str]" = field(default_factory=list)

    def add(self, what, value=None, goal=None, unit="", **figures):
        """Adds a line."""
        self.lines.append(Line(what, figures, value, goal, unit))

    def add_run(self, what, seconds, rows, bytes_read, peak_bytes=None):
        """Adds the figures of a program that read files."""
        figures = {"seconds": seconds, "rows/s": rows / seconds, "MB/s": bytes_read / 1e6 / seconds}
        if peak_bytes:
            figures["peak MB"] = peak_bytes / 1e6
        self.lines.append(Line(what, figures))

    @property
    def header(self):
        """The names of the columns."""
        judged = any(line.goal or line.value is not None for line in self.lines)
        return ("", *self.columns, *(("value", "goal", "") if judged else ()))

    def cells(self, line):
        """A line's texts, one a column."""
        figures = [_number(line.figures[name]) if name in line.figures else "" for name in self.columns]
        if len(self.header) == len(figures) + 1:
            return (line.what, *figures)
        value = "" if line.value is None else f"{_number(line.value)} {line.unit}".rstrip()
        if line.goal is not None and line.value is None:
            value = "–"
        return (line.what, *figures, value, "" if line.goal is None else str(line.goal), line.verdict)


def _number(value):
    if isinstance(value, str):
        return value
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}".removesuffix(".0")


class Report:
    """All sections of one run."""

    def __init__(self, sample):
        self.about = {
            "at": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
            "processors": os.cpu_count(), "system": platform.platform(), **sample}
        self.sections = []

    def section(self, title, columns):
        """Begins a table."""
        self.sections.append(Section(title, columns))
        return self.sections[-1]

    def text(self):
        """The tables for a screen."""
        parts = [" · ".join(f"{name} {value}" for name, value in self.about.items())]
        for section in self.sections:
            rows = [section.header, *map(section.cells, section.lines)]
            rows = [(_shortened(row[0]), *row[1:]) for row in rows]
            widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
            parts.append("\n" + section.title)
            parts += [_aligned(row, widths) for row in rows]
            parts += [f"  {note}" for note in section.notes]
        return "\n".join(parts) + "\n"

    def markdown(self):
        """The tables for a document."""
        parts = [" · ".join(f"{name} {value}" for name, value in self.about.items())]
        for section in self.sections:
            parts += ["", f"**{section.title}**", ""]
            parts.append("| " + " | ".join(section.header) + " |")
            parts.append("|---|" + "--:|" * (len(section.header) - 1))
            parts += ["| " + " | ".join(section.cells(line)) + " |" for line in section.lines]
            parts += [""] if section.notes else []
            parts += [f"- {note}" for note in section.notes]
        return "\n".join(parts) + "\n"

    def json(self):
        """Everything, for programs."""
        return json.dumps({
            "about": self.about,
            "sections": [
                {
                    "title": section.title, "notes": section.notes,
                    "lines": [
                        {
                            "what": line.what, **line.figures, "value": line.value, "unit": line.unit,
                            "goal": None if line.goal is None else str(line.goal),
                            "met": {"met": True, "NOT MET": False}.get(line.verdict),
                        }
                        for line in section.lines
                    ],
                }
                for section in self.sections
            ],
        }, indent=1, ensure_ascii=False)

    def write(self, folder):
        """Writes results.json and results.md."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "results.json").write_text(self.json() + "\n", encoding="utf-8")
        (folder / "results.md").write_text(self.markdown(), encoding="utf-8")


def _shortened(text):
    return text if len(text) <= 100 else text[:99] + "…"


def _aligned(row, widths):
    # Numbers to the right; the first column and the last are words.
    cells = [row[0].ljust(widths[0])]
    cells += [cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:-1])]
    return ("  " + "  ".join([*cells, row[-1]])).rstrip()
