"""The same facts and the same questions in DuckDB: its own tables, its own SQL."""

import re
import time
from datetime import timedelta

try:
    import duckdb
except ImportError:
    duckdb = None

# What the KPIs' files read besides the facts.
CORE_TABLES = ("core.customer", "core.customer_order")
TYPES = {
    "timestamp with time zone": "timestamp", "numeric": "decimal(38, 20)", "text": "varchar",
    "bigint": "bigint", "integer": "integer", "boolean": "boolean", "date": "date",
}


class DuckDB:
    """A persistent DuckDB database with the facts of a warehouse."""

    @staticmethod
    def is_there():
        """Whether the package is installed."""
        return duckdb is not None

    def __init__(self, bench, catalogue):
        self.catalogue = catalogue
        self.path = bench.folder / "facts.duckdb"
        self.path.unlink(missing_ok=True)
        start = time.perf_counter()
        self.connection = duckdb.connect(str(self.path))
        self._copy_facts(bench)
        self._make_views(bench.sample.last_day)
        self.connection.execute("checkpoint")
        self.seconds = time.perf_counter() - start

    def _copy_facts(self, bench):
        deskhouse = bench.deskhouse
        relations = deskhouse.value(bench.full, """
            select 'fact.' || relname from pg_class
            where relnamespace = 'fact'::regnamespace and relkind in ('r', 'v')""").splitlines()
        self.connection.execute("create schema fact; create schema core; create schema kpi_case")
        for relation in [*relations, *CORE_TABLES]:
            columns = [line.split("|") for line in deskhouse.value(bench.full, f"""
                select attname, format_type(atttypid, null) from pg_attribute
                where attrelid = '{relation}'::regclass and attnum > 0 and not attisdropped
                order by attnum""").splitlines()]
            columns = [(name, type) for name, type in columns if type in TYPES]
            selected = ", ".join(
                f"{name} at time zone 'UTC' as {name}" if type.startswith("timestamp") else name
                for name, type in columns)
            self._copy(bench, relation, f"select {selected} from {relation}", {
                name: TYPES[type] for name, type in columns})
        attributes = ", ".join(f"attributes ->> '{name}' as {name}" for name in bench.attributes)
        if attributes:
            self._copy(
                bench, "core.ticket_attribute",
                f"select source, ticket_id, {attributes} from core.ticket",
                {name: "varchar" for name in ("source", "ticket_id", *bench.attributes)})

    def _copy(self, bench, relation, sql, types):
        path = bench.folder / "export.csv"
        bench.deskhouse.psql(bench.full, "-c", f"\\copy ({sql}) to '{path}' csv header")
        columns = ", ".join(f"'{name}': '{type}'" for name, type in types.items())
        self.connection.execute(
            f"create table {relation} as from read_csv('{path}', header = true, columns = {{{columns}}})")
        path.unlink()

    def _make_views(self, last_day):
        self.connection.execute(f"""
            create table parameter as
            select
                timestamp '{last_day + timedelta(days=365)}' as as_of,
                interval '72 hours' as resolution_window""")
        for kpi in self.catalogue.values():
            if kpi.cases and not kpi.is_money:
                self._make_view(kpi.key, kpi.cases.sql)
            for number, leg in enumerate(kpi.legs):
                if not isinstance(leg, str):
                    self._make_view(f"{kpi.key}_{number}", leg.sql)

    def _make_view(self, name, sql):
        # DuckDB wants to be told what `exists` selects.
        sql = re.sub(r"\bselect(\s+)from\b", r"select 1\1from", sql)
        self.connection.execute(f"create view kpi_case.{name} as {sql}")

    def remove(self):
        """Removes the database."""
        self.connection.close()
        self.path.unlink()

    def ask(self, question):
        """Seconds until all rows are there, and the rows: period, dimensions, n, value."""
        sql = self.sql_for(question)
        start = time.perf_counter()
        rows = self.connection.execute(sql).fetchall()
        return time.perf_counter() - start, rows

    def can_answer(self, question):
        """Whether there is SQL for the question: money is shared out by rules too long to say twice."""
        return not question.kpi.is_money

    def sql_for(self, question):
        """The question as one would write it for DuckDB."""
        kpi = question.kpi
        if kpi.kind == "ratio":
            return self._ratio(question)
        if kpi.kind == "snapshot":
            return self._snapshot(question)
        if kpi.cases.placement == "standing":
            return self._standing(question)
        worth = "business_ms" if question.is_business else "value_ms"
        value = {
            "count": "count(*)",
            "proportion": "100.0 * count(*) filter (where is_hit) / count(*)",
            "score": "avg(value)",
            "duration": _aggregate(question.aggregate, worth),
        }[kpi.kind]
        extra = f"\nand {worth} is not null" if question.is_business else ""
        return self._grouped(
            question, f"kpi_case.{kpi.key}", f"count(*) as n, {value} as value", extra)

    def _grouped(self, question, relation, measures, extra=""):
        period = f"date_trunc('{question.grain}', anchor_at)" if question.grain else "null"
        return f"""
            select {period} as period, {_members(question)}{measures}
            from {self._joined(relation, question)}
            where anchor_at >= timestamp '{question.first}' and anchor_at < timestamp '{_after(question)}'
                {extra} {_filter(question)}
            group by all"""

    def _joined(self, relation, question):
        attributes = set(question.dimensions) | {name for name, _, _ in question.conditions}
        if attributes - set(question.kpi.dimensions):
            return f"{relation} as kpi_case left join core.ticket_attribute using (source, ticket_id)"
        return f"{relation} as kpi_case"

    def _ratio(self, question):
        parts = []
        for number, leg in enumerate(question.kpi.legs):
            named = isinstance(leg, str)
            relation = f"kpi_case.{leg}" if named else f"kpi_case.{question.kpi.key}_{number}"
            worth = "count(*)" if named else "sum(value)"
            if not named and leg.placement == "time":
                part = self._time(question, relation)
            else:
                part = self._grouped(question, relation, f"count(*) as n, {worth} as value")
            n = "n" if (number == 1) != self._counts_numerator(question) else "0"
            pair = "value as numerator, null as denominator" if number == 0 else "null, value"
            keys = "".join(f"{_quoted(name)}, " for name in question.dimensions)
            parts.append(f"select period, {keys}{n} as n, {pair} from ({part})")
        keys = "".join(f"{_quoted(name)}, " for name in question.dimensions)
        return f"""
            select period, {keys}sum(n) as n,
                {question.kpi.factor} * coalesce(sum(numerator), 0) / nullif(sum(denominator), 0) as value
            from ({" union all ".join(parts)})
            group by all"""

    def _counts_numerator(self, question):
        """A ratio's n are the cases of its denominator; where that is time, those of its numerator."""
        leg = question.kpi.legs[1]
        return not isinstance(leg, str) and leg.placement == "time"

    def _time(self, question, relation):
        return f"""
            select bucket.period, {_members(question)}0 as n,
                sum(epoch(least(until_at, ends_at) - greatest(from_at, starts_at))) as value
            from {_buckets(question)} as bucket
            inner join {relation} as kpi_case on from_at < bucket.ends_at and until_at > bucket.starts_at
            where true {_filter(question)}
            group by all"""

    def _snapshot(self, question):
        value = "count(*)"
        if question.kpi.is_age:
            value = "quantile_disc(epoch(ends_at - since_at), 0.5)"
        return f"""
            select bucket.period, {_members(question)}count(*) as n, {value} as value
            from {_buckets(question)} as bucket
            inner join {self._joined("kpi_case." + question.kpi.key, question)}
                on from_at < bucket.ends_at and coalesce(until_at, 'infinity') >= bucket.ends_at
            where true {_filter(question)}
            group by all"""

    def _standing(self, question):
        return f"""
            select bucket.period, {_members(question)}count(*) as n,
                100.0 * count(*) filter (where until_at < ends_at) / count(*) as value
            from {_buckets(question)} as bucket
            inner join kpi_case.{question.kpi.key} as kpi_case
                on coalesce(from_at, '-infinity') < bucket.starts_at
                    and coalesce(until_at, 'infinity') >= bucket.starts_at
            where true {_filter(question)}
            group by all"""


def _aggregate(name, worth):
    if name == "mean":
        return f"avg({worth}) / 1000"
    percent = 50 if name in (None, "median") else int(name[1:])
    return f"quantile_disc({worth}, {percent / 100}) / 1000"


def _column(name):
    """The dimension in the facts; a survey without a ticket has no source, though its key has."""
    return {
        "agent": "agent_id", "source": "case when ticket_id is not null then source end",
    }.get(name, name)


def _quoted(name):
    return f'"{name}"'


def _members(question):
    return "".join(f"{_column(name)} as {_quoted(name)}, " for name in question.dimensions)


def _after(question):
    return question.last + timedelta(days=1)


def _buckets(question):
    """The parts of the range: what they are called, where they start and end."""
    first, after = f"timestamp '{question.first}'", f"timestamp '{_after(question)}'"
    if not question.grain:
        return f"(select null as period, {first} as starts_at, {after} as ends_at)"
    step = {"quarter": "3 months"}.get(question.grain, f"1 {question.grain}")
    return f"""(
        select
            period,
            greatest(period, {first}) as starts_at,
            least(period + interval '{step}', {after}) as ends_at
        from generate_series(
            date_trunc('{question.grain}', {first})::timestamp,
            {after} - interval '1 microsecond',
            interval '{step}'
        ) as series (period))"""


def _filter(question):
    parts = []
    for name, values, is_not in question.conditions:
        listed = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
        # What has no value is not one of the values.
        parts.append(f"and ({_column(name)} in ({listed})) is {'not ' if is_not else ''}true")
    return " ".join(parts)
