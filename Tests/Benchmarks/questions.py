"""The questions: every KPI by its dimensions and grains, sampled with a fixed seed."""

import itertools
import random
from dataclasses import dataclass, replace

GRAINS = {"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly", "year": "yearly"}
COARSE = (None, "month", "quarter", "year")

# How many questions of each class.
COUNTS = {
    "numbers": 150, "percentiles by month and coarser": 50, "percentiles by day and week": 40,
    "filters": 50, "hourly": 20, "three and more dimensions": 20, "money and ages": 20,
}
QUESTIONS_A_PAIR = 3
# Of pairs and beyond, questions with more cells than this are exports, and not asked.
MOST_CELLS = 50_000


@dataclass(frozen=True)
class Question:
    """One KPI, sliced; asked of Deskhouse as text and of DuckDB as SQL."""

    asked_as: str
    kpi: object
    first: object
    last: object
    aggregate: "str | None" = None
    is_business: bool = False
    is_exact: bool = False
    grain: "str | None" = None
    dimensions: "tuple[str, ...]" = ()
    # (dimension, values): one of the values, or with `is_not` none of them.
    conditions: "tuple[tuple[str, tuple[str, ...], bool], ...]" = ()

    @property
    def exact(self):
        """The same, to be answered from facts."""
        return replace(self, is_exact=True)

    @property
    def column(self):
        """The name of its number in an answer."""
        parts = (self.kpi.key, "business" if self.is_business else "", self.aggregate or "")
        return "_".join(part for part in parts if part)

    @property
    def short(self):
        """Without the range, for lists of questions over the whole history."""
        return str(self) if self.grain == "hour" else str(self).replace(f" {self._range}", "")

    @property
    def _range(self):
        return f"from {self.first} to {self.last}"

    def __str__(self):
        words = [self.kpi.key]
        words += ["exact"] if self.is_exact else []
        words += ["business"] if self.is_business else []
        words += [self.aggregate] if self.aggregate else []
        words += ["by " + ", ".join(f'"{name}"' for name in self.dimensions)] if self.dimensions else []
        words += [{**GRAINS, "hour": "hourly"}[self.grain]] if self.grain else []
        words.append(self._range)
        if self.conditions:
            words.append("where " + " and ".join(
                f'{"not " if is_not else ""}"{name}" in ({", ".join(map(_quoted, values))})'
                for name, values, is_not in self.conditions))
        return " ".join(words)


def _quoted(value):
    return "'" + value.replace("'", "''") + "'"


class QuestionMaker:
    """Makes the list, the same for the same catalogue, members and span."""

    def __init__(self, catalogue, members, first, last, seed=1):
        """`members` has the values of each dimension, the attributes of tickets too."""
        self.kpis = list(catalogue.values())
        self.members = members
        self.attributes = [name for name in members if not any(name in kpi.dimensions for kpi in self.kpis)]
        self.first, self.last = first, last
        self.random = random.Random(seed)

    def all(self):
        """Every class, one after the other."""
        return [
            *self.numbers(), *self.percentiles("percentiles by month and coarser", COARSE),
            *self.percentiles("percentiles by day and week", ("day", "week")), *self.pairs(),
            *self.filters(), *self.hourly(), *self.many_dimensions(), *self.money_and_ages()]

    def numbers(self):
        """Counts, rates, means and scores, by no or one dimension, whole history."""
        return self._sample("numbers", [
            self._number("numbers", kpi, grain=grain, dimensions=dimensions)
            for kpi in self._plain_kpis() for grain in (None, *GRAINS)
            for dimensions in self._none_or_one(kpi)])

    def pairs(self):
        """The same by two dimensions; whether a rollup has the pair is seen by the answer."""
        chosen = []
        every = sorted({name for kpi in self.kpis for name in kpi.dimensions} & set(self.members))
        for pair in itertools.combinations(every, 2):
            candidates = [
                self._number("pairs", kpi, grain=grain, dimensions=pair)
                for kpi in self._plain_kpis() if set(pair) <= set(kpi.dimensions)
                for grain in (None, *GRAINS) if self._cells(pair, grain) <= MOST_CELLS]
            chosen += self.random.sample(candidates, min(QUESTIONS_A_PAIR, len(candidates)))
        return chosen

    def percentiles(self, asked_as, grains):
        """Medians and more of durations, by no or one dimension, whole history."""
        return self._sample(asked_as, [
            self._question(
                asked_as, kpi, aggregate=self.random.choice((None, "median", "p75", "p90", "p95")),
                is_business=self._maybe_business(kpi), grain=grain, dimensions=dimensions)
            for kpi in self.kpis if kpi.kind == "duration" for grain in grains
            for dimensions in self._none_or_one(kpi)])

    def filters(self):
        """Up to three conditions, by up to two dimensions."""
        return [self._filter() for _ in range(COUNTS["filters"])]

    def _filter(self):
        kpi = self.random.choice(self._plain_kpis())
        names = [name for name in self._dimensions(kpi) if self.members[name]]
        filtered = self.random.sample(names, self.random.randint(1, min(3, len(names))))
        conditions = []
        for name in filtered:
            values = self.random.sample(
                self.members[name], min(len(self.members[name]), self.random.randint(1, 3)))
            conditions.append((name, tuple(values), self.random.random() < 0.3))
        dimensions = self._some(names, 0, 2)
        grain = self.random.choice([
            grain for grain in (None, *GRAINS) if self._cells(dimensions, grain) <= MOST_CELLS])
        return self._number(
            "filters", kpi, grain=grain, dimensions=dimensions, conditions=tuple(conditions))

    def hourly(self):
        """By the hour over some two weeks."""
        return [self._hourly() for _ in range(COUNTS["hourly"])]

    def _hourly(self):
        kpi = self.random.choice([kpi for kpi in self._plain_kpis() if kpi.key != "churn_rate"])
        span = (self.last - self.first).days + 1
        begin = self.first + (self.last - self.first) * self.random.random()
        end = min(self.last, begin + (self.last - self.first) * (min(13, span - 1) / max(1, span - 1)))
        return replace(
            self._number("hourly", kpi, grain="hour", dimensions=self._some(self._small(kpi), 0, 1)),
            first=begin, last=end)

    def many_dimensions(self):
        """By three or four dimensions, whole history."""
        return [self._many_dimensions() for _ in range(COUNTS["three and more dimensions"])]

    def _many_dimensions(self):
        kpi = self.random.choice([kpi for kpi in self._plain_kpis() if len(self._dimensions(kpi)) > 4])
        while True:
            dimensions = self._some(self._dimensions(kpi), 3, 4)
            grain = self.random.choice((None, *GRAINS))
            if self._cells(dimensions, grain) <= MOST_CELLS:
                return self._number(
                    "three and more dimensions", kpi, grain=grain, dimensions=dimensions)

    def money_and_ages(self):
        """What is worked out from the ledger or from open tickets when it is asked for."""
        return self._sample("money and ages", [
            self._question("money and ages", kpi, grain=grain, dimensions=dimensions)
            for kpi in self.kpis if kpi.is_money or kpi.is_age
            for grain in COARSE for dimensions in self._none_or_one(kpi)])

    def _plain_kpis(self):
        return [kpi for kpi in self.kpis if not kpi.is_money and not kpi.is_age]

    def _number(self, asked_as, kpi, **slices):
        """A question for the one number of a KPI: of durations the mean."""
        is_duration = kpi.kind == "duration"
        return self._question(
            asked_as, kpi, aggregate="mean" if is_duration else None,
            is_business=is_duration and self._maybe_business(kpi), **slices)

    def _question(self, asked_as, kpi, **slices):
        return Question(asked_as, kpi, self.first, self.last, **slices)

    def _maybe_business(self, kpi):
        return kpi.has_business_clock and self.random.random() < 0.25

    def _dimensions(self, kpi):
        known = [name for name in kpi.dimensions if name in self.members]
        return known + (self.attributes if kpi.has_attributes else [])

    def _small(self, kpi):
        return [name for name in self._dimensions(kpi) if len(self.members[name]) <= 20]

    def _none_or_one(self, kpi):
        return [(), *((name,) for name in self._dimensions(kpi))]

    def _some(self, names, least, most):
        count = min(len(names), self.random.randint(least, most))
        return tuple(self.random.sample(names, count))

    def _cells(self, dimensions, grain):
        days = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
        cells = ((self.last - self.first).days + 1) / days[grain] if grain else 1
        for name in dimensions:
            cells *= len(self.members[name]) + 1
        return cells

    def _sample(self, asked_as, candidates):
        return self.random.sample(candidates, min(COUNTS[asked_as], len(candidates)))
