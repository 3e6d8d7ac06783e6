"""Put a draft into its folder, whole or not at all, and take a checked one into the data."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from analysis import rawdata, workspace
from analysis.errors import BadParameter, DataProblems
from analysis.folders import whole
from analysis.reading.draft import Draft
from analysis.workspace import Workspace

FOLDER = "plans-inbox"
# Digests of the files as they were drafted, by which changes by hand are seen.
RECORD = "drafted.json"
_TAKEN = ("plan.toml", "targets.csv", "tasks.csv", "owners.csv")


def write(draft: Draft, folder: Path | None = None, *, force: bool = False) -> Path:
    """Write the files of a draft.

    Parameters
    ----------
    draft : Draft
    folder : Path, optional
        By default `plans-inbox/<id>` in the workspace. Its name must be the plan's id when the
        draft is taken into the data.
    force : bool, optional
        Replace a draft that was changed by hand.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    BadParameter
        If the folder holds a draft that was changed, or anything else.
    OutputNotWritable
    """
    target = folder or workspace.find().root / FOLDER / draft.id
    _check_replaceable(target, force)
    digests = {name: _digest(text.encode()) for name, text in draft.files.items()}
    record = json.dumps(digests, indent=1, sort_keys=True) + "\n"
    with whole(target) as temporary:
        for name, text in {**draft.files, RECORD: record}.items():
            (temporary / name).write_text(text, encoding="utf-8", newline="\n")
    return target


def accept(folder: Path, place: Workspace | None = None) -> Path:
    """Check a draft against the schema of the data and move it to `data/raw/plans/<id>`.

    Returns
    -------
    Path
        The folder of the plan in the data.

    Raises
    ------
    BadParameter
        If the folder holds no draft, or the data have a plan of this name.
    DataProblems
        With everything in the drafted files that the data do not allow.
    """
    place = place or workspace.find()
    if not (folder / "plan.toml").is_file():
        raise BadParameter(f"{folder.name} holds no draft of a plan: there is no plan.toml in it")
    target = place.raw / "plans" / folder.resolve().name
    if target.exists():
        raise BadParameter(
            f"the data hold a plan {target.name} already; give the folder and the id in plan.toml "
            "another name"
        )
    _check(folder, target, place)
    with whole(target) as temporary:
        for name in _TAKEN:
            if (folder / name).is_file():
                shutil.copyfile(folder / name, temporary / name)
    shutil.rmtree(folder)
    return target


def _check(folder: Path, target: Path, place: Workspace) -> None:
    """Read a copy of the data with the draft in it; what is wrong elsewhere is not its fault."""
    with tempfile.TemporaryDirectory() as root:
        copy = Workspace(Path(root))
        shutil.copytree(place.raw, copy.raw)
        placed = copy.raw / target.relative_to(place.raw)
        placed.mkdir(parents=True)
        for name in _TAKEN:
            if (folder / name).is_file():
                shutil.copyfile(folder / name, placed / name)
        try:
            rawdata.read(copy)
        except DataProblems as error:
            below = f"{placed.relative_to(copy.root).as_posix()}/"
            own = [p for p in error.problems if p.file.startswith(below)]
            if own:
                raise DataProblems(own) from None


def _check_replaceable(target: Path, force: bool) -> None:
    if not target.exists():
        return
    try:
        record = dict(json.loads((target / RECORD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise BadParameter(
            f"{target.name} is there already and is no draft; name another folder with --out"
        ) from None
    changed = [name for name, digest in sorted(record.items()) if _changed(target / name, digest)]
    added = sorted(p.name for p in target.iterdir() if p.name not in {*record, RECORD})
    if (changed or added) and not force:
        raise BadParameter(
            f"the draft {target.name} was changed by hand ({', '.join([*changed, *added])}); "
            "--force replaces it, --out names another folder"
        )


def _changed(path: Path, digest: str) -> bool:
    return not path.is_file() or _digest(path.read_bytes()) != digest


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
