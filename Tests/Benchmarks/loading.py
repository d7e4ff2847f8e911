"""Loads, side by side with what others need for the same files."""

import json

import goals
import peers
from measuring import median, rounds, timed
from report import TIMES

# What the business clock runs by.
HOURS = ("schedules", "schedule_hours", "holidays")


def measure_reader(bench):
    """How fast one core parses, types and rejects, without a database."""
    bench.tell("reading alone")
    section = bench.report.section("Reader alone, one core (processor time)", TIMES)
    runs = []
    for _ in rounds(bench.rounds, most=3):
        run = timed([bench.reader, bench.sample.base])
        runs.append([json.loads(line) for line in run.output.splitlines()])
    for entity in ("tickets", "interactions", None):
        measured = [[part for part in parts if entity in (None, part["entity"])] for parts in runs]
        seconds = median(sum(part["seconds"] for part in parts) for parts in measured)
        rows, size = (sum(part[name] for part in measured[0]) for name in ("rows", "bytes"))
        section.add_run(entity or "all files", seconds, rows, size)
    section.add("parse, type, reject", size / 1e6 / seconds, goals.READER_SPEED, "MB/s")


def measure_first_load(bench):
    """A first load of everything, a bare copy, and a load without business hours, in turn."""
    deskhouse, sample = bench.deskhouse, bench.sample
    files = sorted(sample.base.glob("*.csv"))
    timeless = [path for path in files if path.stem not in HOURS]
    rows, size = sample.rows(sample.base), sum(path.stat().st_size for path in files)
    loads, copies, plain = [], [], []
    for number in rounds(bench.rounds):
        bench.tell(f"first load, bare copy, load without business hours (round {number})")
        _warm(files)
        deskhouse.make_warehouse(bench.full)
        deskhouse.settle()
        loads.append(deskhouse.load(bench.full, *files))

        # Vacuumed, it does not keep the server busy while the peer is at it.
        peers.make_tables(deskhouse, bench.full, "bench_copy", files)
        deskhouse.settle(bench.full)
        copies.append(peers.copy(deskhouse, "bench_copy", files))
        peers.expect_rows(deskhouse, "bench_copy", files, rows)
        deskhouse.drop_database("bench_copy")

        deskhouse.make_warehouse("bench_plain")
        deskhouse.settle()
        plain.append(deskhouse.load("bench_plain", *timeless))
        deskhouse.drop_database("bench_plain")
    bench.mark("base")

    section = bench.report.section(f"First load into an empty warehouse, all files ({_rounds(loads)})", TIMES)
    section.add_run(
        "deskhouse load, all committed", median(load.run.seconds for load in loads), rows, size,
        max(load.run.peak_bytes for load in loads))
    section.add_run(
        r"bare \copy, same types and keys", median(run.seconds for run in copies), rows, size,
        max(run.peak_bytes for run in copies))
    section.add(
        r"load ÷ bare \copy", median(load.run.seconds / run.seconds for load, run in zip(loads, copies)),
        goals.FIRST_LOAD_TO_COPY)
    section.add(
        "derive with business time ÷ without",
        median(load.stages["derive"] / other.stages["derive"] for load, other in zip(loads, plain)),
        goals.BUSINESS_TIME_TO_NONE)
    section.notes.append("stages, s: " + _stages(loads))
    section.notes.append("stages without schedules and holidays, s: " + _stages(plain))
    section.notes.append("peak memory is the client's process; the server's is not in it")


def measure_pgloader(bench):
    """Tickets and interactions only, beside pgloader."""
    section = bench.report.section("First load of tickets and interactions only", TIMES)
    if not peers.has_pgloader():
        section.add("load ÷ pgloader", None, goals.FIRST_LOAD_TO_PGLOADER)
        section.notes.append("pgloader is not installed: not compared")
        return
    deskhouse, sample = bench.deskhouse, bench.sample
    files = [sample.base / f"{entity}.csv" for entity in ("tickets", "interactions")]
    rows = sample.rows(sample.base, ("tickets", "interactions"))
    size = sum(path.stat().st_size for path in files)
    loads, others = [], []
    for number in rounds(bench.rounds, most=3):
        bench.tell(f"tickets and interactions, and pgloader (round {number})")
        _warm(files)
        deskhouse.make_warehouse("bench_two")
        deskhouse.settle()
        loads.append(deskhouse.load("bench_two", *files))

        peers.make_tables(deskhouse, "bench_two", "bench_pgloader", files)
        deskhouse.settle("bench_two")
        others.append(peers.pgloader(deskhouse, "bench_pgloader", files, bench.folder / "pgloader"))
        peers.expect_rows(deskhouse, "bench_pgloader", files, rows)
        deskhouse.drop_database("bench_pgloader")
        deskhouse.drop_database("bench_two")
    section.title += f" ({_rounds(loads)})"
    section.add_run(
        "deskhouse load, all committed", median(load.run.seconds for load in loads), rows, size,
        max(load.run.peak_bytes for load in loads))
    section.add_run(
        "pgloader, same types and keys", median(run.seconds for run in others), rows, size,
        max(run.peak_bytes for run in others))
    section.add(
        "load ÷ pgloader", median(load.run.seconds / run.seconds for load, run in zip(loads, others)),
        goals.FIRST_LOAD_TO_PGLOADER)


def measure_day(bench):
    """The days that follow, one after the other, into the full warehouse and into one a tenth as old."""
    deskhouse, sample = bench.deskhouse, bench.sample
    bench.tell("the days that follow, into the full warehouse and into one a tenth as old")
    deskhouse.make_warehouse("bench_tenth")
    deskhouse.load("bench_tenth", sample.tenth)
    deskhouse.settle(bench.full, "bench_tenth")
    full, tenth = [], []
    for day in sample.days:
        for loads, database in ((full, bench.full), (tenth, "bench_tenth")):
            deskhouse.settle()
            loads.append(deskhouse.load(database, day))
    deskhouse.drop_database("bench_tenth")
    bench.mark("base and days")

    rows = median(sample.rows(day) for day in sample.days)
    size = median(sum(path.stat().st_size for path in day.glob("*.csv")) for day in sample.days)
    share = 100 * rows / sample.rows(sample.base)
    section = bench.report.section(f"One more day: {share:.2f} % more rows (median of {len(full)} days)", TIMES)
    for what, loads in (("into the full warehouse", full), ("into one a tenth as old", tenth)):
        section.add_run(
            what, median(load.run.seconds for load in loads), rows, size,
            max(load.run.peak_bytes for load in loads))
    for what, loads in (("refresh of facts and rollups, full", full), ("the same, a tenth", tenth)):
        section.add(what, seconds=median(load.refresh_seconds for load in loads))
    section.add(
        "day into full ÷ into a tenth",
        median(one.run.seconds / other.run.seconds for one, other in zip(full, tenth)),
        goals.DAY_INTO_FULL_TO_TENTH)
    section.add(
        "refresh in full ÷ in a tenth",
        median(one.refresh_seconds / other.refresh_seconds for one, other in zip(full, tenth)),
        goals.REFRESH_FULL_TO_TENTH)
    section.notes.append("stages, full, s: " + _stages(full))
    section.notes.append("stages, a tenth, s: " + _stages(tenth))


def measure_size(bench):
    """How large each layer is."""
    section = bench.report.section("Size on disk", ("MB",))
    sizes = {
        schema: bench.deskhouse.schema_bytes(bench.full, schema) for schema in ("core", "fact", "rollup")}
    for schema, size in sizes.items():
        section.add(schema, MB=size / 1e6)
    section.add(
        "rollups ÷ core", sizes["rollup"] / sizes["core"] if sizes["rollup"] else None, goals.ROLLUPS_TO_CORE)
    if not sizes["rollup"]:
        section.notes.append("there are no rollups")


def _warm(files):
    """Reads the files once, so that nobody waits for the disk."""
    for path in files:
        with path.open("rb") as file:
            while file.read(1 << 20):
                pass


def _rounds(loads):
    return "one round" if len(loads) == 1 else f"median of {len(loads)} rounds"


def _stages(loads):
    stages = {stage: None for load in loads for stage in load.stages}
    return ", ".join(
        f"{stage} {median(load.stages.get(stage, 0) for load in loads):.2f}" for stage in stages)
