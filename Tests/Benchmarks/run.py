"""Deskhouse beside its peers: loads a generated source, asks a few hundred questions, prints what it took.

`make bench` runs it; see the README.
"""

import argparse
import shutil
import signal
import sys
import time
from pathlib import Path

import answering
import loading
from measuring import BenchmarkError
from report import Report
from sample import make_sample
from warehouse import Deskhouse

STEPS = {
    "reader": loading.measure_reader,
    "load": loading.measure_first_load,
    "pgloader": loading.measure_pgloader,
    "day": loading.measure_day,
    "size": loading.measure_size,
    "questions": answering.measure_questions,
}
# What the full warehouse may hold before a step.
NEEDED = {"day": ("base",), "size": ("base", "base and days"), "questions": ("base", "base and days")}
ROOT = Path(__file__).resolve().parents[2]


class Bench:
    """One run: what is built, where the data are, and what was found."""

    def __init__(self, arguments):
        self.folder = ROOT / ".build" / "bench"
        self.reader = ROOT / ".build" / "release" / "ReaderBenchmark"
        self.sql = ROOT / "sql"
        self.rounds = arguments.rounds
        self.most_questions = arguments.questions
        self.started = time.perf_counter()
        self.deskhouse = Deskhouse(ROOT / ".build" / "release" / "deskhouse", arguments.home)
        self.sample = make_sample(
            self.deskhouse.program, self.folder, arguments.tickets, arguments.days, self.tell)
        # A warehouse that was kept is used again where the program and the data are the same.
        self.full = f"bench_{arguments.tickets}x{arguments.days}_{self.deskhouse.fingerprint}"
        self._drop_leftovers()
        self.report = Report({
            "tickets": f"{arguments.tickets:,}", "days": arguments.days,
            "rows": f"{self.sample.rows(self.sample.base):,}",
            "PostgreSQL": self.deskhouse.value("postgres", "show server_version")})
        self.failures = []
        self.attributes = []

    def tell(self, text):
        """Says on standard error what goes on."""
        print(f"{time.perf_counter() - self.started:7.1f} s  {text}", file=sys.stderr, flush=True)

    def _drop_leftovers(self):
        """Drops what an earlier run kept that this one cannot use, or left when it was killed."""
        names = self.deskhouse.value("postgres", "select datname from pg_database where datname like 'bench%'")
        for name in names.splitlines():
            if name != self.full:
                self.deskhouse.drop_database(name)

    def mark(self, state):
        """Notes what the full warehouse holds: `base`, or `base and days`."""
        self.deskhouse.psql("postgres", "-c", f"comment on database {self.full} is '{state}'")

    def load_unmeasured(self, states):
        """Loads the full warehouse, unless it is there in one of these states."""
        state = self.deskhouse.value("postgres", f"""
            select shobj_description(oid, 'pg_database') from pg_database where datname = '{self.full}'""")
        if state not in states:
            self.tell("loading the full warehouse")
            self.deskhouse.make_warehouse(self.full)
            self.deskhouse.load(self.full, self.sample.base)
            self.mark("base")

    def remove(self):
        """Stops the server, and removes it with all it holds."""
        self.deskhouse.stop()
        shutil.rmtree(self.deskhouse.home)


def main():
    """Runs the steps that were asked for, in their order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="where its private server lives")
    parser.add_argument("--tickets", type=int, default=1_000_000)
    parser.add_argument("--days", type=int, default=731)
    parser.add_argument("--rounds", type=int, help="how often short steps are repeated; else by their length")
    parser.add_argument("--questions", type=int, help="ask so many, drawn from all; else all")
    parser.add_argument("--only", help=f"steps, with commas between: {', '.join(STEPS)}")
    parser.add_argument("--keep", action="store_true", help="keep the warehouse for the next run")
    arguments = parser.parse_args()
    steps = arguments.only.split(",") if arguments.only else list(STEPS)
    if unknown := set(steps) - set(STEPS):
        parser.error(f"no such step: {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}")

    # Stopped, it cleans up as at its end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bench = Bench(arguments)
    try:
        for name, step in STEPS.items():
            if name in steps:
                if name in NEEDED:
                    bench.load_unmeasured(NEEDED[name])
                step(bench)
                # What is done is not lost when a later step fails.
                bench.report.write(bench.folder)
    finally:
        print(bench.report.text())
        for line in bench.failures:
            print(line, file=sys.stderr)
        if not arguments.keep:
            bench.remove()
    print(f"written to {bench.folder}/results.json and results.md", file=sys.stderr)
    return 1 if bench.failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BenchmarkError as error:
        sys.exit(f"bench: {error}")
