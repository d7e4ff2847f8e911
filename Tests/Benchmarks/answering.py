"""Questions inside an open session: how long each takes, who answered, and what DuckDB says to the same."""

import json
import math
import random
import re
import time
from dataclasses import dataclass, field

import goals
from catalogue import read_catalogue
from duckdb_peer import DuckDB
from measuring import BenchmarkError, median, percentile
from questions import QuestionMaker
from report import ANSWERS
from warehouse import Session, SessionEnded

# How many questions that a rollup answers are put to the facts as well.
COMPARED_WITH_FACTS = 40
SLOWEST = 5


@dataclass
class Asked:
    """A question with what was seen of its answers."""

    question: object
    asked_as: str
    answered_from: str
    seconds: "list[float]" = field(default_factory=list)
    duckdb_seconds: "list[float]" = field(default_factory=list)

    @property
    def is_by_rollup(self):
        """Whether nothing but rollups were read."""
        schemas = re.findall(r"\b(\w+)\.\w+", self.answered_from)
        return bool(schemas) and set(schemas) == {"rollup"}


class Agreement:
    """Whether two answers say the same, cell by cell."""

    def __init__(self):
        self.compared = 0
        self.different = []

    def compare(self, question, answer, rows):
        """Compares an answer of ours with DuckDB's rows; cells without cases are none there."""
        theirs = {(_period(row[0], question.grain), *row[1:-2]): row[-2:] for row in rows if row[-2]}
        grain, dimensions, column = question.grain, question.dimensions, question.column
        for row in answer["rows"]:
            key = (row["period"] if grain else None, *(row[name] for name in dimensions))
            n, value = row[f"{column}_n"], row[column]
            their_n, their_value = theirs.pop(key, (0, None))
            tolerance = 0.01 if row.get(f"{column}_approx") else 1e-6
            is_same = n == their_n and (value is None or n == 0 or math.isclose(
                value, their_value or 0, rel_tol=tolerance, abs_tol=1e-6))
            self._note(is_same, question, key, (n, value), (their_n, their_value))
        for key, (n, value) in theirs.items():
            self._note(False, question, key, None, (n, value))

    def _note(self, is_same, question, key, ours, theirs):
        self.compared += 1
        if not is_same:
            self.different.append(f"{question}: {key}: {ours}, DuckDB {theirs}")


def _period(value, grain):
    """A period of DuckDB's as our JSON has it."""
    text = None if value is None else str(value)
    return text if text is None or grain == "hour" else text[:10]


def measure_questions(bench):
    """Asks everything, and reports by class."""
    catalogue = read_catalogue(bench.sql / "kpi")
    members = _members(bench)
    bench.attributes = [name for name in members if name in _attribute_names(bench)]
    bench.deskhouse.settle(bench.full)
    maker = QuestionMaker(catalogue, members, bench.sample.first_day, bench.sample.last_day)
    questions = maker.all()
    peer = None
    if DuckDB.is_there():
        bench.tell("copying the facts into DuckDB")
        peer = DuckDB(bench, catalogue)

    failures, agreement = [], Agreement()
    with Session(bench.deskhouse, bench.full) as session:
        for question in maker.numbers()[:10]:
            session.ask(question)
        asked = _ask_all(bench, session, peer, questions, agreement, failures)
        _report_times(bench, asked, peer)
        _report_facts(bench, session, asked, failures)
    if peer:
        _report_duckdb(bench, asked, peer, agreement)
        peer.remove()
    _report_slowest(bench, asked)
    if failures or agreement.different:
        lines = failures + agreement.different
        bench.failures += [f"{len(failures)} questions failed, {len(agreement.different)} cells differ:"]
        bench.failures += [f"  {line}" for line in lines[:20]]
    _report_start(bench)


def _ask_all(bench, session, peer, questions, agreement, failures):
    asked = []
    order = list(questions)
    random.Random(2).shuffle(order)
    order = order[:bench.most_questions]
    for number, question in enumerate(order):
        if number % 50 == 0:
            bench.tell(f"question {number} of {len(order)}")
        try:
            seconds, answer = session.ask(question)
        except SessionEnded as error:
            failures.append(str(error))
            continue
        one = Asked(question, question.asked_as, answer["answered_from"], [seconds])
        if question.asked_as == "pairs":
            one.asked_as = "numbers by a pair, from " + ("a rollup" if one.is_by_rollup else "facts")
        asked.append(one)
        if peer and peer.can_answer(question):
            peer_seconds, rows = peer.ask(question)
            one.duckdb_seconds.append(peer_seconds)
            agreement.compare(question, answer, rows)
        # What is short is asked again: a hiccup of the machine is not the answer's.
        if seconds < 0.2:
            one.seconds.append(session.ask(question)[0])
            if one.duckdb_seconds:
                one.duckdb_seconds.append(peer.ask(question)[0])
    return asked


def _report_times(bench, asked, peer):
    section = bench.report.section(
        "Questions in an open session, whole answers as JSON",
        (*ANSWERS, "DuckDB median ms") if peer else ANSWERS)
    for name, (median_goal, p95_goal) in goals.QUESTION_TIMES.items():
        chosen = [one for one in asked if one.asked_as == name]
        times = [1000 * seconds for one in chosen for seconds in one.seconds]
        if not times:
            section.add(name, questions=0)
            continue
        figures = {
            "questions": len(chosen), "by rollup": sum(one.is_by_rollup for one in chosen),
            "median ms": median(times), "p95 ms": percentile(times, 95)}
        theirs = [1000 * seconds for one in chosen for seconds in one.duckdb_seconds]
        if theirs:
            figures["DuckDB median ms"] = median(theirs)
        if median_goal:
            section.add(name, figures["median ms"], median_goal, "ms", **figures)
            section.add("  95 of 100 within", figures["p95 ms"], p95_goal, "ms")
        else:
            section.add(name, figures["p95 ms"], p95_goal, "ms", **figures)
    section.notes.append(
        "whole history, but hourly: two weeks; of pairs and beyond no answers of more than 50,000 cells")


def _report_facts(bench, session, asked, failures):
    """What rollups save: the same questions from the facts."""
    section = bench.report.section("The same question from facts", ("questions", "median ms"))
    served = [one for one in asked if one.is_by_rollup]
    chosen = random.Random(3).sample(served, min(COMPARED_WITH_FACTS, len(served)))
    ratios, times, kept = [], [], 0
    for one in chosen:
        try:
            seconds, answer = session.ask(one.question.exact)
        except SessionEnded as error:
            failures.append(str(error))
            continue
        if "rollup" in answer["answered_from"]:
            kept += 1
            continue
        times.append(1000 * seconds)
        ratios.append(seconds / median(one.seconds))
    if ratios:
        section.add(
            "from facts, asked with the word exact", **{"questions": len(times), "median ms": median(times)})
        section.add("from facts ÷ from a rollup, median", median(ratios), goals.FACTS_TO_ROLLUP, "x")
        section.notes.append(f"least {min(ratios):.1f} x, most {max(ratios):.0f} x")
    else:
        section.add("from facts ÷ from a rollup", None, goals.FACTS_TO_ROLLUP)
        section.notes.append(f"{len(served)} questions were answered by rollups alone")
    if kept:
        section.notes.append(f"{kept} of {len(chosen)} are read from rollups also when asked exactly: left out")


def _report_duckdb(bench, asked, peer, agreement):
    section = bench.report.section("Beside DuckDB over its own tables of the same facts", ("questions", "ahead"))
    compared = [one for one in asked if one.duckdb_seconds]
    for what, chosen in (
        ("served by a rollup", [one for one in compared if one.is_by_rollup]),
        ("served by facts", [one for one in compared if not one.is_by_rollup]),
    ):
        is_goal = what == "served by a rollup"
        ratios = [median(one.seconds) / median(one.duckdb_seconds) for one in chosen]
        ahead = sum(ratio < 1 for ratio in ratios)
        figures = {"questions": len(ratios), "ahead": ahead}
        if ratios:
            section.add(f"{what}: ours ÷ DuckDB, median", median(ratios), **figures)
        if is_goal:
            section.add(
                "  ahead of DuckDB", 100 * ahead / len(ratios) if ratios else None, goals.AHEAD_OF_DUCKDB, "%")
        behind = sorted(
            (one for one in chosen if is_goal and median(one.seconds) >= median(one.duckdb_seconds)),
            key=lambda one: -median(one.seconds) / median(one.duckdb_seconds))
        section.notes += [
            f"behind: {1000 * median(one.seconds):.0f} ms, DuckDB {1000 * median(one.duckdb_seconds):.0f}: "
            f"{one.question.short}" for one in behind[:SLOWEST]]
    section.notes.append(
        f"answers compared: {agreement.compared:,} cells, {len(agreement.different)} differ "
        "(percentiles of rollups by at most 1 %)")
    section.notes.append(f"copying the facts into DuckDB took {peer.seconds:.1f} s")


def _report_slowest(bench, asked):
    section = bench.report.section("The slowest of each class", ("ms", "read from"))
    for name in goals.QUESTION_TIMES:
        chosen = [one for one in asked if one.asked_as == name]
        for one in sorted(chosen, key=lambda one: -median(one.seconds))[:SLOWEST]:
            section.add(one.question.short, **{
                "ms": 1000 * median(one.seconds), "read from": one.answered_from})


def _report_start(bench):
    """What a one-shot command costs more than a question in an open session."""
    section = bench.report.section("One-shot commands", ("ms",))
    span = f"from {bench.sample.first_day} to {bench.sample.last_day}"
    question = f"ticket_volume monthly {span}"
    shots = [
        bench.deskhouse.run(
            "query", "--database", bench.deskhouse.conninfo(bench.full), "--format", "json", question).seconds
        for _ in range(7)]
    starts = []
    for _ in range(7):
        start = time.perf_counter()
        with Session(bench.deskhouse, bench.full) as session:
            session.ask(question)
            starts.append(time.perf_counter() - start)
            again = session.ask(question)[0]
    section.add("deskhouse query 'ticket_volume monthly …', start to end", ms=1000 * median(shots))
    section.add("deskhouse shell, start to its first answer", ms=1000 * median(starts))
    section.add("the same question in the open session", ms=1000 * again)


def _members(bench):
    """The values of each dimension, as the facts have them; attributes of tickets too."""
    names = ("source", "channel", "category", "product", "priority", "direction", "team", "segment", "country")
    columns = {**{name: name for name in names}, "agent": "agent_id"}
    parts = [f"'{name}', (select jsonb_agg(distinct {column}) from fact.ticket where {column} is not null)"
             for name, column in columns.items()]
    parts += [f"'{name}', (select jsonb_agg(distinct attributes ->> '{name}') from core.ticket"
              f" where attributes ->> '{name}' is not null)" for name in _attribute_names(bench)]
    members = json.loads(bench.deskhouse.value(bench.full, f"select jsonb_build_object({', '.join(parts)})"))
    if not members["channel"]:
        raise BenchmarkError("the warehouse has no tickets")
    return {name: sorted(values) for name, values in members.items() if values}


def _attribute_names(bench):
    return bench.deskhouse.value(bench.full, """
        select member from meta.member where dimension = 'attribute' order by member""").splitlines()
