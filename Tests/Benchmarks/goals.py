"""What Deskhouse sets itself to reach. The one place where a goal stands."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """A limit that a measured value must keep."""

    at_most: "float | None" = None
    at_least: "float | None" = None
    unit: str = ""

    def is_met(self, value):
        """Whether a measured value keeps the limit."""
        if self.at_most is not None and value > self.at_most:
            return False
        return self.at_least is None or value >= self.at_least

    def __str__(self):
        sign, limit = ("<=", self.at_most) if self.at_most is not None else (">=", self.at_least)
        digits = "{:.0f}" if limit >= 100 else "{:.3g}"
        return f"{sign} {digits.format(limit)} {self.unit}".rstrip()


# Loading. Ratios of wall time; ours is the whole load, all committed.
FIRST_LOAD_TO_COPY = Goal(at_most=1.0)
FIRST_LOAD_TO_PGLOADER = Goal(at_most=0.2)
DAY_INTO_FULL_TO_TENTH = Goal(at_most=1.3)
REFRESH_FULL_TO_TENTH = Goal(at_most=1.3)
BUSINESS_TIME_TO_NONE = Goal(at_most=1.5)
ROLLUPS_TO_CORE = Goal(at_most=1 / 3)
READER_SPEED = Goal(at_least=300, unit="MB/s")

# Questions inside an open session, in milliseconds: (median, 95th percentile).
QUESTION_TIMES = {
    "numbers": (Goal(at_most=20, unit="ms"), Goal(at_most=60, unit="ms")),
    "numbers by a pair, from a rollup": (Goal(at_most=20, unit="ms"), Goal(at_most=60, unit="ms")),
    "percentiles by month and coarser": (Goal(at_most=20, unit="ms"), Goal(at_most=60, unit="ms")),
    "percentiles by day and week": (None, Goal(at_most=150, unit="ms")),
    "numbers by a pair, from facts": (None, Goal(at_most=1000, unit="ms")),
    "filters": (None, Goal(at_most=1000, unit="ms")),
    "hourly": (None, Goal(at_most=1000, unit="ms")),
    "three and more dimensions": (None, Goal(at_most=1000, unit="ms")),
    "money and ages": (None, Goal(at_most=1000, unit="ms")),
}
FACTS_TO_ROLLUP = Goal(at_least=50, unit="x")
# The share of the questions served by a rollup that DuckDB takes longer for.
AHEAD_OF_DUCKDB = Goal(at_least=100, unit="%")
