"""From measurements to a table: medians, ratios and their spread. Nothing here measures."""

from dataclasses import dataclass, field
from statistics import median

# Of a time, "12.3 s"; what is a ratio already has no unit.
_DIGITS = {"s": 2, "s/GiB": 2, "MB": 0, "ms": 0, "": 2}


@dataclass(frozen=True)
class Row:
    """
    One line of the table.

    ours, other: one figure a round, in the same order. Without `other` the figure itself is what counts.
    limit: what the value may be at most; None where nothing is demanded
    trouble: why there is no figure, or why it is not to be relied on
    """

    part: str
    what: str
    unit: str
    ours: list
    other: list | None = None
    limit: float | None = None
    trouble: str = ""

    @property
    def value(self):
        """The ratio of the medians, or the median; None without figures."""
        if not self.ours or self.other == []:
            return None
        return median(self.ours) / (median(self.other) if self.other else 1)

    @property
    def spread(self):
        """The least and the greatest of the rounds' own ratios or figures."""
        if self.value is None:
            return None
        each = [o / t for o, t in zip(self.ours, self.other)] if self.other else self.ours
        return min(each), max(each)

    @property
    def is_met(self):
        """Whether the value keeps the limit; None where there is no limit."""
        if self.limit is None:
            return None
        return not self.trouble and self.value is not None and self.value <= self.limit

    def as_json(self):
        return {
            "part": self.part,
            "what": self.what,
            "unit": self.unit,
            "ours": self.ours,
            "other": self.other,
            "value": self.value,
            "spread": self.spread,
            "limit": self.limit,
            "met": self.is_met,
            "trouble": self.trouble,
        }


@dataclass
class Table:
    """The rows in the order in which they came."""

    rows: list = field(default_factory=list)

    def text(self):
        lines = [("", "what", "ours", "other", "ratio", "spread", "at most", "")]
        lines += [_cells(row) for row in self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
        return "".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() + "\n" for line in lines
        )


def _cells(row):
    unit = row.unit if row.other is None else ""
    return (
        row.part,
        row.what,
        _number(median(row.ours), row.unit) if row.ours else "-",
        _number(median(row.other), row.unit) if row.other else "-",
        _number(row.value, "") if row.other and row.ours else "-",
        " to ".join(_number(it, unit) for it in row.spread) if row.spread else "-",
        _number(row.limit, unit) if row.limit is not None else "-",
        row.trouble or {True: "met", False: "MISSED", None: ""}[row.is_met],
    )


def _number(value, unit):
    return f"{value:.{_DIGITS[unit]}f} {unit}".rstrip()
