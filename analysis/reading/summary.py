"""Tell on the command line what was drafted and what to look at."""

from collections import Counter
from collections.abc import Iterator

from analysis.reading.draft import Draft
from analysis.wording.language import Language


def lines(draft: Draft, language: Language, folder: str | None) -> Iterator[str]:
    r"""Return what was drafted, line by line.

    Parameters
    ----------
    draft : Draft
    language : Language
    folder : str or None
        Where it was written; None if it was not.

    Examples
    --------
    >>> from analysis.wording.language import language
    >>> print(*lines(Draft("HG-2024", {}, 1, 2, ()), language("en"), None), sep="\n")
    plan HG-2024: 1 target, 2 tasks
    nothing is doubtful
    nothing was written
    """
    yield language.text(
        "plan {name}: {targets}, {tasks}",
        name=draft.id,
        targets=language.plural("{n} target", "{n} targets", draft.targets),
        tasks=language.plural("{n} task", "{n} tasks", draft.tasks),
    )
    if not draft.doubts:
        yield language.text("nothing is doubtful")
    else:
        yield language.plural("{n} doubt:", "{n} doubts:", len(draft.doubts))
        counts = Counter((d.file, d.column, d.code) for d in draft.doubts)
        first = {(d.file, d.column, d.code): d for d in reversed(draft.doubts)}
        for key, count in counts.items():
            file, column, _ = key
            why = first[key].why(language)
            yield f"  {file}, {column}: {why}" + (f" (× {count})" if count > 1 else "")
    if folder is None:
        yield language.text("nothing was written")
    else:
        yield language.text(
            "written to {folder}; check it against review.csv, then: chiso plan accept {folder}",
            folder=folder,
        )
