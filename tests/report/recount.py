"""The figures of a report, worked out again from the CSV files: csv, decimal and fractions alone.

Nothing of `analysis` is used here. Exact arithmetic, rounded once, halves away from zero.
"""

import csv
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

RAW = Path(__file__).parents[2] / "data" / "raw"
DASH = "–"
GROUPS = ("thấp", "trung bình thấp", "trung bình cao", "cao")

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    path = RAW / name
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def in_use(row: Row, year: int) -> bool:
    return int(row["first_year"]) <= year <= int(row["last_year"] or 9999)


# How Vietnamese readers write figures.


def written(value: Fraction | None, digits: int = 2) -> str:
    """Write a figure with decimal comma and thousands dot; a missing one as a dash."""
    if value is None:
        return DASH
    whole = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(
        Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP
    )
    text = f"{abs(whole):,.{digits}f}".translate(str.maketrans(",.", ".,"))
    return f"−{text}" if whole < 0 else text


def signed(value: Fraction | None, digits: int = 2) -> str:
    if value is None:
        return DASH
    text = written(abs(value), digits)
    if not text.strip("0,"):
        return text
    return ("+" if value > 0 else "−") + text


def listed(items: list[str]) -> str:
    if any("," in item for item in items):
        return "; ".join(items)
    return " và ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


# What the registers say.


def complete(index: str, year: int) -> bool:
    spans = next(r["complete_years"] for r in rows("indices.csv") if r["index"] == index)
    return any(
        int(span.split("-")[0]) <= year <= int(span.split("-")[-1])
        for span in spans.split(";")
        if span
    )


def breaks(index: str, component: str, year: int) -> list[Row]:
    """Return the breaks that keep a component of a year from the year before."""

    def counts(row: Row) -> bool:
        if row["component"] == component:
            return True
        part = component == "overall" or row["component"].startswith(component + ".")
        return part and row["status"] != "suspected"

    found = [r for r in rows("breaks.csv") if r["index"] == index and int(r["year"]) == year]
    return [r for r in found if counts(r)]


def domains(index: str, year: int) -> dict[str, Row]:
    found = [r for r in rows("components.csv") if r["index"] == index and in_use(r, year)]
    return {
        r["component"]: r
        for r in sorted(found, key=lambda r: r["component"])
        if r["component"][0] == "d" and r["component"][1:].isdigit()
    }


def region_of(code: str) -> str:
    return next(r["region_code"] for r in rows("provinces.csv") if r["province_code"] == code)


def name_of(code: str) -> str:
    return next(r["name_vi"] for r in rows("provinces.csv") if r["province_code"] == code)


# What one component and year hold.


class Panel:
    """All published results of one component and year."""

    def __init__(self, index: str, component: str, year: int) -> None:
        self.index, self.component, self.year = index, component, year
        every = rows(f"scores/{index}/{year}.csv")
        found = {r["province_code"]: r for r in every if r["component"] == component}
        national = found.pop("00", None)
        self.rows = found
        self.complete = complete(index, year) and bool(found)
        self.scores = {c: Fraction(r["score"]) for c, r in found.items() if r["score"]}
        self.published = {c: int(r["rank"]) for c, r in found.items() if r["rank"]}
        self.national = Fraction(national["score"]) if national and national["score"] else None

    @property
    def n(self) -> int:
        return len(self.scores)

    @property
    def rank_n(self) -> int:
        return self.n if self.complete else 63

    def score(self, code: str) -> Fraction | None:
        return self.scores.get(code)

    def rank(self, code: str) -> int | None:
        if not self.complete or self.published:
            return self.published.get(code)
        own = self.scores.get(code)
        return None if own is None else 1 + sum(s > own for s in self.scores.values())

    def mean(self) -> Fraction | None:
        if self.national is not None or not self.complete:
            return self.national
        return sum(self.scores.values(), Fraction()) / self.n

    def best(self) -> tuple[str, Fraction] | None:
        return self._at(max, 1)

    def last(self) -> tuple[str, Fraction] | None:
        return self._at(min, 63)

    def _at(self, pick, rank: int) -> tuple[str, Fraction] | None:
        if self.complete:
            wanted = pick(self.scores.values())
            return next((c, s) for c, s in self.scores.items() if s == wanted)
        codes = [c for c, r in self.published.items() if r == rank and c in self.scores]
        return (codes[0], self.scores[codes[0]]) if codes else None

    def region_mean(self, code: str) -> Fraction | None:
        region = region_of(code)
        if self.complete:
            found = [s for c, s in self.scores.items() if region_of(c) == region]
            return sum(found, Fraction()) / len(found) if found else None
        key = (self.index, str(self.year), region, self.component)
        printed = {
            (r["index"], r["year"], r["region_code"], r["component"]): Fraction(r["mean"])
            for r in rows("regional_means.csv")
        }
        return printed.get(key)

    def group(self, code: str) -> str:
        own = self.scores.get(code)
        if own is None:
            return DASH
        if self.index == "papi":
            cuts = [self._quantile(Fraction(k, 4)) for k in (1, 2, 3)]
            # A province on a cut counted upwards to 2022 and downwards since.
            return GROUPS[sum(own >= c if self.year <= 2022 else own > c for c in cuts)]
        if self.index == "par_index" and self.component == "overall" and self.year >= 2020:
            bands = (band for band, bound in zip("ABC", (90, 80, 70), strict=True) if own >= bound)
            return next(bands, DASH)
        return DASH

    def _quantile(self, share: Fraction) -> Fraction:
        ordered = sorted(self.scores.values())
        place = share * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def minus(a: Fraction | int | None, b: Fraction | int | None) -> Fraction | None:
    return None if a is None or b is None else Fraction(a - b)


def moved(now: Fraction | None, then: Fraction | None) -> Fraction | None:
    """Return the difference of two figures as printed with two decimals."""
    return minus(printed(now), printed(then))


def printed(value: Fraction | None) -> Fraction | None:
    if value is None:
        return None
    whole = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(
        Decimal("0.01"), rounding=ROUND_HALF_UP
    )
    return Fraction(whole)


def before(panel: Panel) -> Panel | None:
    """Return the panel of the year before, unless a break lies in between."""
    if breaks(panel.index, panel.component, panel.year):
        return None
    return Panel(panel.index, panel.component, panel.year - 1)


# The tables.


def ranked(rank: int | None, n: int) -> str:
    return DASH if rank is None else f"{rank}/{n}"


def kept(table: list[dict[str, str]]) -> list[dict[str, str]]:
    """Leave out columns that hold nothing but dashes."""
    names = [c for i, c in enumerate(table[0]) if i == 0 or any(r[c] != DASH for r in table)]
    return [{c: r[c] for c in names} for r in table]


def t1(index: str, code: str, year: int) -> list[dict[str, str]]:
    known = [y for y in range(2011, year + 1) if code in Panel(index, "overall", y).rows]
    if not known:
        return []
    shown = range(known[0], year + 1)[-8:]
    rows = [_t1_row(Panel(index, "overall", y), code, known[0]) for y in shown]
    while rows and {text for column, text in rows[0].items() if column != "Năm"} == {DASH}:
        del rows[0]
    return kept(rows)


def _t1_row(panel: Panel, code: str, first: int) -> dict[str, str]:
    previous = before(panel) if panel.year > first else None
    best, last = panel.best(), panel.last()
    star = "*" if breaks(panel.index, "overall", panel.year) else ""
    return {
        "Năm": f"{panel.year}{star}",
        "Điểm": written(panel.score(code)),
        "Tăng, giảm": signed(moved(panel.score(code), previous and previous.score(code))),
        "Xếp hạng": ranked(panel.rank(code), panel.rank_n),
        "Số bậc tăng (+), giảm (−)": signed(
            minus(previous and previous.rank(code), panel.rank(code)), 0
        ),
        "Bình quân cả nước": written(panel.mean()),
        "Cao nhất": written(best[1] if best else None),
        "Thấp nhất": written(last[1] if last else None),
        "Bình quân vùng": written(panel.region_mean(code)),
        "Nhóm": panel.group(code),
    }


def t3(code: str, year: int) -> list[dict[str, str]]:
    panels = {d: Panel("par_index", d, year) for d in domains("par_index", year)}
    if not any(p.score(code) is not None or p.rank(code) for p in panels.values()):
        return []
    return kept([_t3_row(p, code) for p in panels.values()])


def _t3_row(panel: Panel, code: str) -> dict[str, str]:
    domain = domains("par_index", panel.year)[panel.component]
    own, previous, best = panel.rows.get(code, {}), before(panel), panel.best()
    printed = own.get("max_score") or domain["max_score"]
    maximum = Fraction(printed) if printed else None
    score = panel.score(code)
    in_percent = maximum == 100
    change = moved(score, previous and previous.score(code))
    return {
        "Lĩnh vực": domain["name_vi"],
        "Điểm tối đa": DASH if in_percent else written(maximum),
        "Điểm": DASH if in_percent else written(score),
        "% điểm tối đa": written(score / maximum * 100 if score is not None and maximum else None),
        "Xếp hạng": ranked(panel.rank(code), 63),
        "Điểm năm trước": DASH
        if in_percent
        else written(previous.score(code) if previous else None),
        "Xếp hạng năm trước": ranked(previous.rank(code) if previous else None, 63),
        "Tăng, giảm": DASH if in_percent else signed(change),
        "Điểm của địa phương dẫn đầu": DASH if in_percent or not best else written(best[1]),
    }


def t10(code: str, year: int) -> list[dict[str, str]]:
    panels = {d: Panel("papi", d, year) for d in domains("papi", year)}
    if not any(p.score(code) is not None for p in panels.values()):
        return []
    return kept([_t10_row(p, code) for p in panels.values()])


def _t10_row(panel: Panel, code: str) -> dict[str, str]:
    previous, best = before(panel), panel.best()
    earlier = previous.score(code) if previous else None
    score = panel.score(code)
    return {
        "Chỉ số nội dung": domains("papi", panel.year)[panel.component]["name_vi"],
        "Điểm": written(panel.score(code)),
        "Xếp hạng": ranked(panel.rank(code), panel.rank_n),
        "Nhóm": panel.group(code),
        "Điểm năm trước": written(earlier),
        "Tăng, giảm": signed(moved(score, earlier)),
        "Tăng, giảm (%)": signed((score / earlier - 1) * 100 if score and earlier else None),
        "Số bậc tăng (+), giảm (−)": signed(
            minus(previous and previous.rank(code), panel.rank(code)), 0
        ),
        "Bình quân cả nước": written(panel.mean()),
        "Địa phương cao nhất": f"{name_of(best[0])} ({written(best[1])})" if best else DASH,
    }
