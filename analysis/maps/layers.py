"""The boundary layers, and the same as paths ready to draw.

The layers are illustrations and must not be used to determine borders (`maps/README.md`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.path import Path
from numpy.typing import NDArray

from analysis import workspace as workspaces
from analysis.provinces import Frame, check_frame, crosswalk, region_of

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

CODE_COLUMN = {"vn63": "province_code", "vn34": "unit_code"}
# VN-2000 / UTM zone 48N: degrees would stretch the north.
METRES = 3405
ARCHIPELAGOS = ("Hoàng Sa", "Trường Sa")
# A seventh of a millimetre on an A4 page (1 : 7.5 million).
_TOLERANCE = 1000.0
# Islets below this part of a unit's largest piece get no outline: lines would run into a blot.
_ISLET = 0.05


@dataclass(frozen=True)
class Shapes:
    """The units of a frame as paths in metres (VN-2000 / UTM zone 48N), simplified for drawing.

    Attributes
    ----------
    frame : {"vn63", "vn34"}
    names : dict of str to str
        Vietnamese names by code.
    units : dict of str to Path
        Whole units, neighbours sharing their borders vertex for vertex.
    outlines : dict of str to Path
        The same without islets.
    regions : Path or None
        Borders that two regions share; the 34 units have no regions yet.
    middles : dict of str to (float, float)
        Centre of the largest circle inside each unit.
    bounds : (float, float, float, float)
        West, south, east and north of all units.
    """

    frame: Frame
    names: dict[str, str]
    units: dict[str, Path]
    outlines: dict[str, Path]
    regions: Path | None
    middles: dict[str, tuple[float, float]]
    bounds: tuple[float, float, float, float]


def layer(frame: Frame = "vn63") -> "GeoDataFrame":
    """Return the boundaries of a frame in VN-2000 / UTM zone 48N, indexed by code.

    Parameters
    ----------
    frame : {"vn63", "vn34"}

    Returns
    -------
    GeoDataFrame
        One row a unit: name_vi, geometry.

    Raises
    ------
    BadParameter
        If there is no such frame.

    Examples
    --------
    >>> len(layer("vn63")), len(layer("vn34"))
    (63, 34)
    """
    return _layer(*_file(frame)).copy()


def shapes(frame: Frame = "vn63") -> Shapes:
    """Return the units of a frame as paths ready to draw.

    Raises
    ------
    BadParameter
        If there is no such frame.

    Examples
    --------
    >>> len(shapes("vn34").units), shapes("vn34").regions is None
    (34, True)
    """
    return _shapes(frame, *_file(frame))


def islands() -> "GeoDataFrame":
    """Return points of the two archipelagos with the code of the province that each is part of.

    Examples
    --------
    >>> islands().groupby("group")["province_code"].unique().map(list).to_dict()
    {'Hoàng Sa': ['48'], 'Trường Sa': ['56']}
    """
    return _islands(workspaces.find().maps / "islands.csv").copy()


def owner(archipelago: str, frame: Frame) -> str:
    """Return the code of the unit that an archipelago is part of.

    Examples
    --------
    >>> owner("Trường Sa", "vn34")
    '56'
    """
    return archipelagos(frame)[archipelago][0]


def archipelagos(frame: Frame = "vn63") -> Mapping[str, tuple[str, NDArray[np.float64]]]:
    """Return the unit that each archipelago is part of, and where its islands lie.

    Parameters
    ----------
    frame : {"vn63", "vn34"}

    Returns
    -------
    mapping of str to (str, array of shape (islands, 2))
        Code, and metres of VN-2000 / UTM zone 48N.

    Examples
    --------
    >>> {name: (code, len(places)) for name, (code, places) in archipelagos().items()}
    {'Hoàng Sa': ('48', 11), 'Trường Sa': ('56', 16)}
    """
    return _archipelagos(workspaces.find().maps / "islands.csv", frame)


def _file(frame: str) -> tuple[FilePath, str]:
    check_frame(frame)
    return workspaces.find().maps / f"{frame}.geojson", CODE_COLUMN[frame]


# Keyed by file: another workspace has other layers.
@cache
def _layer(path: FilePath, code: str) -> "GeoDataFrame":
    import geopandas as gpd

    return gpd.read_file(path).set_index(code).sort_index().to_crs(METRES)


@cache
def _islands(path: FilePath) -> "GeoDataFrame":
    import geopandas as gpd

    table = pd.read_csv(path, dtype={"province_code": "str"})
    points = gpd.points_from_xy(table["lon"], table["lat"], crs=4326)
    return gpd.GeoDataFrame(table, geometry=points).to_crs(METRES)


@cache
def _archipelagos(path: FilePath, frame: Frame) -> Mapping[str, tuple[str, NDArray[np.float64]]]:
    import shapely

    found = {}
    for name, rows in _islands(path).groupby("group", sort=False):
        code, places = str(rows["province_code"].iloc[0]), shapely.get_coordinates(rows.geometry)
        places.flags.writeable = False
        found[str(name)] = (code if frame == "vn63" else crosswalk()[code], places)
    return MappingProxyType(found)


@cache
def _shapes(frame: Frame, path: FilePath, code: str) -> Shapes:
    import shapely

    table = _layer(path, code)
    geometry = shapely.coverage_simplify(table.geometry.to_numpy(), _TOLERANCE)
    centres = shapely.get_point(shapely.maximum_inscribed_circle(geometry, tolerance=1000), 0)
    west, south, east, north = shapely.total_bounds(geometry).tolist()
    return Shapes(
        frame=frame,
        names=dict(table["name_vi"]),
        units=_by_code(table.index, map(_path, geometry)),
        outlines=_by_code(table.index, (_path(_without_islets(g)) for g in geometry)),
        regions=_region_borders(table.index, geometry) if frame == "vn63" else None,
        middles=_by_code(table.index, ((point.x, point.y) for point in centres)),
        bounds=(west, south, east, north),
    )


def _by_code(codes: Any, values: Any) -> dict[str, Any]:
    return dict(zip(codes, values, strict=True))


def _path(geometry: Any) -> Path:
    """Return polygons with their holes, or lines, as one path."""
    import shapely

    if geometry.geom_type in {"Polygon", "MultiPolygon"}:
        lines = shapely.get_rings(shapely.get_parts(geometry))
        closed = True
    else:
        lines, closed = shapely.get_parts(geometry), False
    paths = [Path(shapely.get_coordinates(line), closed=closed) for line in lines]
    return Path.make_compound_path(*paths)


def _without_islets(geometry: Any) -> Any:
    import shapely

    parts = shapely.get_parts(geometry)
    areas = shapely.area(parts)
    return shapely.MultiPolygon(list(parts[areas > _ISLET * areas.max()]))


def _region_borders(codes: Any, geometry: Any) -> Path:
    """Return the borders between regions; coasts and islets are no borders."""
    import shapely

    region = np.array([region_of(code).code for code in codes])
    whole = [shapely.coverage_union_all(geometry[region == one]) for one in np.unique(region)]
    shared = [
        shapely.shared_paths(first.boundary, second.boundary)
        for k, first in enumerate(whole)
        for second in whole[k + 1 :]
    ]
    lines = shapely.get_parts(shapely.get_parts(np.array(shared)))
    return _path(shapely.line_merge(shapely.union_all(lines)))
