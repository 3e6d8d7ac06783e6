"""Maps of the provinces, with Hoàng Sa and Trường Sa in labelled insets.

The layers are illustrations and must not be used to determine borders; every map says so
(`maps/README.md`).
"""

from analysis.maps.bivariate import bivariate
from analysis.maps.change import change_map
from analysis.maps.choropleth import categories, choropleth
from analysis.maps.classes import SCHEMES, Classes, classify
from analysis.maps.clusters import cluster_map
from analysis.maps.dots import rank_dots
from analysis.maps.grid import tile_places
from analysis.maps.labels import draw_labels
from analysis.maps.layers import ARCHIPELAGOS, Shapes, islands, layer, shapes
from analysis.maps.multiples import small_multiples
from analysis.maps.positions import label_positions
from analysis.maps.reading import describe, describe_groups
from analysis.maps.tiles import tile_grid

__all__ = [
    "ARCHIPELAGOS",
    "SCHEMES",
    "Classes",
    "Shapes",
    "bivariate",
    "categories",
    "change_map",
    "choropleth",
    "classify",
    "cluster_map",
    "describe",
    "describe_groups",
    "draw_labels",
    "islands",
    "label_positions",
    "layer",
    "rank_dots",
    "shapes",
    "small_multiples",
    "tile_grid",
    "tile_places",
]
