"""What Natural Earth gets wrong about the provinces of Viet Nam, and how it is put right.

Three kinds of errors are repaired, in this order: islets that belong to no province, islands
and mainland strips that belong to the wrong one. The tables below list every case by name; what
is not listed is left as Natural Earth has it.

The border repair lets a commune point stand for its Voronoi cell: the land of a province inside a
wrong polygon is the union of the cells of its communes there. The new borders are good to about
2-3 km.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from analysis.errors import ChisoError

Layer = dict[str, BaseGeometry]
"""One geometry for each province code."""

WGS84 = 4326
METRIC = 32648  # WGS 84 / UTM 48N: metres, and the whole mainland within its zone and the next
DECIMALS = 6  # of a degree, 0.1 m; with 4 the shared borders no longer match
GAP_DEGREES = 1e-4  # cracks between neighbours up to this width (10 m) are closed
GAP_METRES = 50.0  # the same for the borders that this module cuts

ISLET_TOLERANCE = 0.05  # degrees between an islet of Natural Earth and its listed position
ISLAND_TOLERANCE = 0.02  # the same for an island that changes hands
LARGEST_ISLAND = 0.05  # square degrees (580 km²); anything larger is mainland, not an island

TOUCHING = 1.0  # metres; two polygons closer than this are neighbours
TAIL_HALF_WIDTH = 2500.0  # metres; a tail is narrower than twice this
TAIL_SLACK = 50.0  # metres; grows the body a little so that its own rim is no tail
SMALLEST_TAIL = 1e5  # m²
LARGEST_CRUMB = 1e8  # m²; a detached part above this may be real


class LayerError(ChisoError):
    """An input of the layers is missing or differs, or a layer failed its checks."""


class Islet(NamedTuple):
    """A part of Natural Earth's nameless feature "Vietnam minor island" and its owner."""

    owner: str
    lon: float
    lat: float
    name: str


class Island(NamedTuple):
    """An island that Natural Earth draws with the wrong province."""

    donor: str
    owner: str
    lon: float
    lat: float
    name: str


class Move(NamedTuple):
    """Land that changed hands, in square kilometres."""

    donor: str
    owner: str
    km2: float


@dataclass(frozen=True)
class Repair:
    """Outcome of `repair_borders`.

    Attributes
    ----------
    layer : dict of str to geometry
        The repaired provinces, in degrees.
    strips : tuple of Move
        What was moved because of commune points.
    tails_km2 : float
        Area of the thin remains that were moved after it.
    """

    layer: Layer
    strips: tuple[Move, ...]
    tails_km2: float


ISLETS = (
    Islet("96", 104.837, 8.432, "Hòn Khoai"),
    Islet("91", 103.470, 9.297, "Thổ Chu"),
    Islet("91", 104.359, 9.679, "Nam Du"),
    Islet("91", 104.638, 9.806, "Hòn Sơn"),
    Islet("52", 109.354, 13.619, "Cù Lao Xanh"),
    Islet("51", 109.120, 15.381, "Lý Sơn"),
    Islet("49", 108.520, 15.952, "Cù Lao Chàm"),
    Islet("38", 105.931, 19.371, "Hòn Mê"),
    Islet("31", 107.738, 20.131, "Bạch Long Vĩ"),
    Islet("22", 107.466, 20.726, "Hạ Mai"),
    Islet("22", 107.969, 21.236, "Đảo Trần"),
)
ISLANDS = (
    Island("94", "77", 106.609, 8.710, "Côn Đảo"),
    Island("22", "31", 107.003, 20.801, "Cát Bà"),
    Island("22", "31", 106.784, 20.822, "Đình Vũ"),
    Island("22", "31", 106.746, 20.866, "Vũ Yên"),
)
# Mainland strips: the province that Natural Earth gives them to, and the rightful one, with some of
# the communes that prove it. The order matters: a strip may border on one that was moved before.
STRIPS = (
    ("10", "12"),  # Lào Cai to Lai Châu: Than Uyên, Tân Uyên
    ("11", "12"),  # Điện Biên to Lai Châu: Bum Tở, Mường Mô
    ("92", "87"),  # Cần Thơ to Đồng Tháp: Sa Đéc, Lấp Vò, Lai Vung
    ("93", "92"),  # Hậu Giang to Cần Thơ: Ninh Kiều, Phong Điền, Thới Lai
    ("62", "51"),  # Kon Tum to Quảng Ngãi: Sơn Tây, Ba Vì
    ("62", "49"),  # Kon Tum to Quảng Nam: Trà Tập, Trà Linh
    ("66", "67"),  # Đắk Lắk to Đắk Nông: Đắk Wil
    ("26", "01"),  # Vĩnh Phúc to Hà Nội: Mê Linh, which changed province in 2008
    ("49", "48"),  # Quảng Nam to Đà Nẵng: Hòa Tiến, Hòa Xuân
    ("83", "84"),  # Bến Tre to Trà Vinh: Hòa Minh, Long Hòa
    ("80", "79"),  # Long An to TP. Hồ Chí Minh: Bình Chánh
)


def clean(geometries: Iterable[BaseGeometry], *, gap: float) -> list[BaseGeometry]:
    """Return the polygons with shared borders matched vertex for vertex.

    Parameters
    ----------
    geometries : iterable of geometry
        One per unit; lines and points that come of making them valid are dropped.
    gap : float
        Enclosed cracks up to this width are closed, in the units of the coordinates.

    Returns
    -------
    list of geometry
        In the order given.

    Examples
    --------
    >>> left, right = clean([shapely.box(0, 0, 1, 1), shapely.box(0.99, 0, 2, 1)], gap=0.1)
    >>> left.touches(right), left.union(right).area
    (True, 2.0)
    """
    polygons = [
        shapely.union_all([part for part in shapely.get_parts(valid) if part.area > 0])
        for valid in shapely.make_valid(np.array(list(geometries), dtype=object))
    ]
    return list(shapely.coverage_clean(np.array(polygons, dtype=object), gap_width=gap))


def assign_islets(layer: Layer, islets: Sequence[BaseGeometry]) -> Layer:
    """Return the layer with each ownerless islet joined to the province of `ISLETS`.

    Parameters
    ----------
    layer : dict of str to geometry
        In degrees.
    islets : sequence of polygon
        The parts of Natural Earth's nameless feature.

    Returns
    -------
    dict of str to geometry

    Raises
    ------
    LayerError
        If the islets are not those listed.
    """
    if len(islets) != len(ISLETS):
        raise LayerError(f"expected {len(ISLETS)} ownerless islets, found {len(islets)}")
    result = dict(layer)
    for islet in ISLETS:
        part = _nearest(islets, islet, within=ISLET_TOLERANCE)
        result[islet.owner] = result[islet.owner].union(part)
    return result


def move_islands(layer: Layer) -> Layer:
    """Return the layer with the islands of `ISLANDS` moved to their provinces.

    Parameters
    ----------
    layer : dict of str to geometry
        In degrees.

    Returns
    -------
    dict of str to geometry

    Raises
    ------
    LayerError
        If no part of the donor that is small enough for an island lies at the listed position.
    """
    result = dict(layer)
    for island in ISLANDS:
        parts = list(shapely.get_parts(result[island.donor]))
        part = _nearest(parts, island, within=ISLAND_TOLERANCE)
        if part.area > LARGEST_ISLAND:
            raise LayerError(f"{island.name} is part of the mainland of {island.donor}")
        result[island.donor] = shapely.union_all([other for other in parts if other is not part])
        result[island.owner] = result[island.owner].union(part)
    return result


def _nearest(
    parts: Sequence[BaseGeometry], place: Islet | Island, *, within: float
) -> BaseGeometry:
    point = shapely.Point(place.lon, place.lat)
    part = min(parts, key=point.distance)
    if point.distance(part) > within:
        raise LayerError(f"no island at the position of {place.name} ({place.lon}, {place.lat})")
    return part


def repair_borders(layer: Layer, communes: gpd.GeoDataFrame) -> Repair:
    """Return the layer with the mainland strips of `STRIPS` moved to their provinces.

    Parameters
    ----------
    layer : dict of str to geometry
        The provinces with their islands, in degrees.
    communes : GeoDataFrame
        One point per commune; column `province_code` holds the rightful province.

    Returns
    -------
    Repair

    Raises
    ------
    LayerError
        If a strip holds no commune point of its rightful province.
    """
    metric = _project(layer, WGS84, METRIC)
    points = communes.to_crs(METRIC)
    points = points[~points.geometry.duplicated()]
    owned = {code: np.array(group.geometry) for code, group in points.groupby("province_code")}

    moved = list(_move_strips(metric, _cells(points, metric), owned))
    strips = tuple(move for move, _ in moved)
    tails = list(_move_tails(metric, near=shapely.union_all([piece for _, piece in moved])))
    metric = dict(zip(metric, clean(metric.values(), gap=GAP_METRES), strict=True))
    _dissolve_crumbs(metric, owned)
    metric = dict(zip(metric, clean(metric.values(), gap=GAP_METRES), strict=True))
    return Repair(_project(metric, METRIC, WGS84), strips, sum(tail.km2 for tail in tails))


def snap(layer: Layer) -> Layer:
    """Return the layer, in degrees, edge-matched and with coordinates of `DECIMALS` decimals.

    Parameters
    ----------
    layer : dict of str to geometry
        In degrees.

    Returns
    -------
    dict of str to geometry
    """
    valid = shapely.make_valid(np.array(list(layer.values()), dtype=object))
    on_grid = clean(shapely.set_precision(valid, 10.0**-DECIMALS), gap=GAP_DEGREES)
    rounded = shapely.transform(np.array(on_grid, dtype=object), lambda xy: xy.round(DECIMALS))
    return dict(zip(layer, rounded, strict=True))


def _project(layer: Layer, source: int, target: int) -> Layer:
    series = gpd.GeoSeries(list(layer.values()), crs=source).to_crs(target)
    return dict(zip(layer, series, strict=True))


def _cells(points: gpd.GeoDataFrame, layer: Layer) -> Layer:
    """Return for each province the union of the Voronoi cells of its communes."""
    margin = shapely.envelope(shapely.union_all(list(layer.values()))).buffer(2e5)
    sites = shapely.MultiPoint(list(points.geometry))
    cells = shapely.get_parts(shapely.voronoi_polygons(sites, extend_to=margin, ordered=True))
    owners = points["province_code"].to_numpy()
    return {code: shapely.union_all(cells[owners == code]) for code in layer}


def _hand_over(layer: Layer, donor: str, owner: str, piece: BaseGeometry) -> Move:
    layer[donor] = layer[donor].difference(piece)
    layer[owner] = layer[owner].union(piece)
    return Move(donor, owner, piece.area / 1e6)


def _move_strips(
    layer: Layer, cells: Layer, owned: dict[str, np.ndarray]
) -> Iterator[tuple[Move, BaseGeometry]]:
    for donor, owner in STRIPS:
        claimed = shapely.get_parts(layer[donor].intersection(cells[owner]))
        # A piece without a commune of the owner is only the rim of a cell that lies next door.
        kept = [part for part in claimed if shapely.contains(part, owned[owner]).any()]
        if not kept:
            raise LayerError(f"no commune of {owner} lies in {donor}: nothing to repair there")
        strip = shapely.union_all(kept)
        yield _hand_over(layer, donor, owner, strip), strip


def _move_tails(layer: Layer, *, near: BaseGeometry) -> Iterator[Move]:
    """Move the thin tails that a donor keeps along a strip it gave away."""
    zone = near.buffer(TOUCHING)
    for donor in dict.fromkeys(donor for donor, _ in STRIPS):
        body = layer[donor].buffer(-TAIL_HALF_WIDTH).buffer(TAIL_HALF_WIDTH + TAIL_SLACK)
        for tail in shapely.get_parts(layer[donor].difference(body)):
            if tail.area > SMALLEST_TAIL and tail.intersects(zone):
                owner = _tail_owner(layer, donor, tail)
                if owner:
                    yield _hand_over(layer, donor, owner, tail)


def _tail_owner(layer: Layer, donor: str, tail: BaseGeometry) -> str | None:
    """Return who should have the tail: a receiver that, with others, all but encloses it."""
    shared = {
        code: province.buffer(TOUCHING).intersection(tail.boundary).length
        for code, province in layer.items()
        if code != donor and province.distance(tail) < TOUCHING
    }
    receivers = [code for code in shared if (donor, code) in STRIPS]
    if not receivers or sum(shared.values()) <= 0.55 * tail.length:
        return None
    owner = max(receivers, key=shared.__getitem__)
    return owner if shared[owner] > 0.25 * tail.length else None


def _dissolve_crumbs(layer: Layer, owned: dict[str, np.ndarray]) -> None:
    """Give detached bits of land without a commune to the neighbour that they lean on."""
    touched = {code for pair in STRIPS for code in pair}
    for code in [code for code in layer if code in touched]:
        parts = sorted(shapely.get_parts(layer[code]), key=lambda part: -part.area)
        for crumb in parts[1:]:
            if crumb.area >= LARGEST_CRUMB or shapely.contains(crumb, owned[code]).any():
                continue
            shared = {
                other: province.boundary.intersection(crumb.boundary).length
                for other, province in layer.items()
                if other != code and province.distance(crumb) < TOUCHING
            }
            neighbour = max(shared, key=shared.__getitem__, default=None)
            if neighbour and shared[neighbour] > max(TOUCHING, 0.3 * crumb.length):
                layer[neighbour] = layer[neighbour].union(crumb)
                layer[code] = layer[code].difference(crumb.buffer(0.01))
