"""The gallery shows what the code draws."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def gallery() -> ModuleType:
    sys.path.insert(0, str(DOCS))
    try:
        spec = importlib.util.spec_from_file_location("make_gallery", DOCS / "make_gallery.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(DOCS))
    return module


def test_the_page_is_what_the_code_says(gallery: ModuleType) -> None:
    assert (DOCS / "gallery.md").read_text(encoding="utf-8") == gallery.page()


def test_every_entry_has_its_picture_and_no_picture_is_left_over(gallery: ModuleType) -> None:
    names = {entry.__name__ for entry in (*gallery.CHARTS, *gallery.MAPS)}
    assert {path.stem for path in (DOCS / "gallery").iterdir()} == names


@pytest.mark.parametrize("kind", ["charts", "maps"])
def test_every_public_picture_is_shown(gallery: ModuleType, kind: str) -> None:
    import analysis

    page = gallery.page()
    public = vars(getattr(analysis, kind))["__all__"]
    drawn = [name for name in public if name not in NO_PICTURES]
    assert [name for name in drawn if f"{kind}.{name}" not in page] == []


# Layers, positions, classes, the piece of a map, and what needs the extra `space`.
NO_PICTURES = {
    "ARCHIPELAGOS", "SCHEMES", "Classes", "Shapes", "classify", "cluster_map", "draw_labels",
    "islands", "label_positions", "layer", "shapes", "tile_places", "categories", "describe",
    "describe_groups",
}  # fmt: skip
