"""The models behind a report: what they learnt from, and how they did so far."""

from collections.abc import Iterator

from analysis.blocks import EMPTY, Block
from analysis.forecast.simulation import DRAWS
from analysis.report.sections import results
from analysis.report.subject import Subject
from analysis.tables import Column, table


def record(subject: Subject) -> Block:
    """Table of the models: data behind them, noise, errors of past forecasts."""
    rows = [*_noise(subject), *_forecast(subject), *_gains(subject), *_peers(subject)]
    if not rows:
        return EMPTY
    text = subject.language.text
    return table(
        [Column(text("Model"), numeric=False), Column(text("Value"))],
        rows,
        anchor="record",
        caption=text("Models of PAPI in this report"),
    )


def _noise(subject: Subject) -> Iterator[list[str]]:
    text, language, noise = subject.language.text, subject.language, subject.national.noise
    if noise is not None:
        yield [text("Noise of a year, points"), language.number(noise.sd)]
        yield [text("Yearly changes that the noise follows from"), language.number(noise.n, 0)]


def _forecast(subject: Subject) -> Iterator[list[str]]:
    text, language, done = subject.language.text, subject.language, subject.national.record
    if subject.national.outlook("papi", "overall") is not None:
        yield [text("Simulated courses of a forecast"), language.number(DRAWS, 0)]
    if done is not None:
        means = done.table().to_dict("index")["model"]
        yield [text("Results that forecasts were tested on"), language.number(done.n, 0)]
        yield [text("Mean error of these forecasts, points"), language.number(means["mae"])]
        yield [
            text("Results within their 80% intervals"),
            text("{number}%", number=language.number(means["cover80"] * 100, 0)),
        ]


def _gains(subject: Subject) -> Iterator[list[str]]:
    language, found = subject.language, results.gains(subject)
    if found is not None:
        yield [
            language.text("Yearly movements that gains are learnt from, at least"),
            language.number(found.frame["n"].min(), 0),
        ]


def _peers(subject: Subject) -> Iterator[list[str]]:
    text, language, found = subject.language.text, subject.language, results.peers(subject)
    if found is None:
        return
    shares = {
        text("Share of cases in which a peer comes out again"): found.stability,
        text("the same, if peers were drawn by lot"): found.chance,
    }
    for name, share in shares.items():
        yield [name, text("{number}%", number=language.number(share * 100, 0))]
