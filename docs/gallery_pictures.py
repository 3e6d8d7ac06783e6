"""The pictures of the gallery, each a function on the real data; `make_gallery` draws them."""

from matplotlib.figure import Figure

from analysis import (
    change,
    charts,
    indices,
    maps,
    nation,
    peers,
    plans,
    ranks,
    regional,
    relate,
    standing,
    store,
)
from analysis.drawing import Words
from analysis.forecast import forecast
from analysis.panel import panel
from analysis.trend import trends


def province_columns() -> Figure:
    """All provinces from the best to the last (C1)."""
    section = standing.cross_section(store.load_scores(), "papi", "overall", 2023)
    return charts.province_columns(section, highlight="08")


def score_and_rank() -> Figure:
    """Score and rank over the years; lines stop where an edition changes (C2)."""
    history = standing.history(store.load_scores(), "08", "papi", last_year=2023).tail(8)
    return charts.score_and_rank(history, unit="điểm", words=Words(subtitle="PAPI, Tuyên Quang"))


def domain_profile() -> Figure:
    """Dimensions against region, nation and leader (C3)."""
    profile = standing.profile(store.load_scores(), "08", "papi", year=2023)
    names = {part.code: part.name_vi for part in indices.domains("papi", 2023)}
    return charts.domain_profile(profile, names)


def radar() -> Figure:
    """Radar of the same, on request; the dots above compare better (C3)."""
    profile = standing.profile(store.load_scores(), "08", "papi", year=2023)
    names = {part.code: part.name_vi for part in indices.domains("papi", 2023)}
    return charts.radar(profile, names)


def region_means() -> Figure:
    """Means of the regions with the change from the year before (C4)."""
    means = regional.region_means(store.load_scores(), "papi", 2023)
    return charts.region_means(means, highlight="08")


def waterfall_of_change() -> Figure:
    """Parts of the change: the nation's drift and every dimension's own part (C5)."""
    found = change.decompose_change(store.load_scores(), "08", "papi", start=2022, end=2023)
    names = {part.code: part.name_vi for part in indices.domains("papi", 2023)}
    return charts.waterfall.change(found, names)


def waterfall_of_gap() -> Figure:
    """Parts of the gap to the best province."""
    found = change.decompose_gap(store.load_scores(), "08", "papi", year=2023, to="leader")
    names = {part.code: part.name_vi for part in indices.domains("papi", 2023)}
    return charts.waterfall.gap(found, names)


def lost_points() -> Figure:
    """Points at stake by agency in Lào Cai's plan of 2019 (C6)."""
    tree = change.criteria_tree("2018-2019", top="M.SELF")
    owners = change.owners_of(plans.targets("LC-221-2019"))
    return charts.lost_points(change.lost_points(tree, tree.scored * 0, owners))


def sipas_factors() -> Figure:
    """SIPAS factors, the province against the country (C7)."""
    codes = [part.code for part in indices.components("sipas", 2023) if part.code != "overall"]
    scores = store.load_scores()
    profile = standing.profile(scores, "01", "sipas", year=2023, components=codes)
    names = {part.code: part.name_vi for part in indices.components("sipas", 2023)}
    return charts.sipas_factors(profile, names)


def rank_slopes() -> Figure:
    """Ranks over the years, one province and the largest movers picked out (C9)."""
    held = panel(store.load_scores(), "papi", measure="rank", years=range(2021, 2025))
    return charts.rank_slopes(held, highlight="08")


def forecast_fan() -> Figure:
    """Forecast with its 50, 80 and 95% intervals."""
    scores = store.load_scores()
    made = forecast(panel(scores, "papi"), ahead=2)
    history = standing.history(scores, "08", "papi", last_year=2024).tail(6)
    return charts.forecast_fan(history, made, "08", measure="rank")


def rank_intervals() -> Figure:
    """Ranks with the interval that the noise of a year leaves them."""
    scores = store.load_scores()
    section = standing.cross_section(scores, "papi", "overall", 2023)
    noise = ranks.year_to_year_noise(panel(scores, "papi", years=range(2011, 2024)))
    found = ranks.rank_intervals(section.rows["score"], noise.sd)
    return charts.rank_intervals(found, highlight="08")


def trend_intervals() -> Figure:
    """Change a year of every dimension with its interval."""
    scores = store.load_scores()
    names = {part.code: part.name_vi for part in indices.domains("papi", 2024)}
    found = {code: trends(panel(scores, "papi", code).stretch(2024)) for code in names}
    return charts.trend_intervals(found, "08", names)


def peer_dots() -> Figure:
    """Dimensions beside those of the provinces most alike."""
    scores = store.load_scores()
    names = {part.code: part.name_vi for part in indices.domains("papi", 2023)}
    found = peers.find_peers(scores, "08", "papi", year=2023)
    return charts.peer_dots(found, peers.profiles(scores, "papi", year=2023).scores, names)


def correlation_matrix() -> Figure:
    """Correlations of the dimensions, marked where they survive the control of multiplicity."""
    names = {f"papi {part.code}": part.name_vi for part in indices.domains("papi", 2023)}
    measures = [relate.Measure("papi", part.code) for part in indices.domains("papi", 2023)]
    table = relate.correlation_matrix(store.load_scores(), measures, years=[2023])
    return charts.correlation_matrix(table, names)


def scatter() -> Figure:
    """Settlement on time against satisfaction, Decision 766 scores."""
    scores = store.load_scores()
    measures = [
        relate.Measure("operations", f"score_766_{part}") for part in ("progress", "satisfaction")
    ]
    pairs, found = relate.paired(scores, *measures), relate.correlate(scores, *measures)
    return charts.scatter(pairs, found, highlight="22", x_label="tiến độ", y_label="hài lòng")


def within_between() -> Figure:
    """Relation of two dimensions between provinces and within them."""
    scores = store.load_scores(years=range(2021, 2025))
    measures = [relate.Measure("papi", code) for code in ("d5", "d8")]
    pairs, found = relate.paired(scores, *measures), relate.slopes(scores, *measures)
    return charts.within_between(
        pairs, found, x_label="Thủ tục hành chính công", y_label="Quản trị điện tử"
    )


def coverage_heatmap() -> Figure:
    """Which scores the data hold."""
    table = store.coverage()
    return charts.coverage_heatmap(
        table, {code: indices.index(code).short for code in table["index"]}
    )


def choropleth() -> Figure:
    """Map of scores in classes that serve all comparable years, every province named."""
    table = panel(store.load_scores(), "papi", years=range(2021, 2025)).table
    return maps.choropleth(table, 2023, highlight="08", annot=True,
                           words=Words(subtitle="Điểm PAPI năm 2023"))  # fmt: skip


def choropleth_34() -> Figure:
    """Map of the 34 units in force since 1 July 2025: provinces merged into each."""
    merged = store.load("provinces").groupby("merged_into_code")["province_code"].nunique()
    classes = maps.classify(merged, "equal_interval", k=3, digits=0)
    return maps.choropleth(merged, scheme=classes, frame="vn34", annot=True,
                           words=Words(subtitle="Số tỉnh, thành phố cũ"))  # fmt: skip


def choropleth_diverging() -> Figure:
    """Map of distances to the national mean, the same colour strength on both sides."""
    scores = standing.cross_section(store.load_scores(), "papi", "overall", 2024).rows["score"]
    classes = maps.classify(scores, k=6, center=scores.mean())
    return maps.choropleth(scores, scheme=classes, words=Words(subtitle="Điểm PAPI năm 2024"))


def papi_groups() -> Figure:
    """Map of PAPI's published groups (C8)."""
    table = panel(store.load_scores(), "papi", years=[2023]).table
    return maps.choropleth(table, 2023, scheme="papi_groups", highlight="08",
                           words=Words(subtitle="Điểm PAPI năm 2023 theo bốn nhóm"))  # fmt: skip


def par_bands() -> Figure:
    """Map of PAR INDEX bands: a partial panel says how many provinces are known."""
    section = standing.cross_section(store.load_scores(), "par_index", "overall", 2023)
    return maps.choropleth(section.rows["score"], scheme="par_bands")


def small_multiples() -> Figure:
    """Small maps over the years, all with the same classes."""
    return maps.small_multiples(
        panel(store.load_scores(), "papi", years=range(2021, 2025)), highlight="08"
    )


def bivariate() -> Figure:
    """Map of two indices at once."""
    scores = store.load_scores(years=[2024])
    table = scores[scores["component"] == "overall"].pivot(
        index="province_code", columns="index", values="score"
    )
    return maps.bivariate(table, "papi", "dti", xlabel="PAPI", ylabel="DTI", highlight="08")


def change_map() -> Figure:
    """Map of changes, those beyond the noise of a year in strong colours."""
    scores = store.load_scores()
    known, held = panel(scores, "papi"), panel(scores, "papi", measure="rank")
    noise = ranks.year_to_year_noise(panel(scores, "papi", years=range(2011, 2024)))
    movements = nation.movements(known, held, 2023, noise=noise.sd)
    return maps.change_map(movements, highlight="08")


def rank_dots() -> Figure:
    """Map of ranks as dots, the first and the last numbered."""
    section = standing.cross_section(store.load_scores(), "papi", "overall", 2024)
    return maps.rank_dots(section.ranked, highlight="08")


def tile_grid() -> Figure:
    """Tile-grid map: a square a province, for those too small on a true map."""
    section = standing.cross_section(store.load_scores(), "papi", "overall", 2024)
    return maps.tile_grid(section.rows["score"], highlight="27")


CHARTS = (
    province_columns, score_and_rank, domain_profile, radar, region_means, waterfall_of_change,
    waterfall_of_gap, lost_points, sipas_factors, rank_slopes, forecast_fan, rank_intervals,
    trend_intervals, peer_dots, correlation_matrix, scatter, within_between, coverage_heatmap,
)  # fmt: skip
MAPS = (
    choropleth, choropleth_34, choropleth_diverging, papi_groups, par_bands, small_multiples,
    bivariate, change_map, rank_dots, tile_grid,
)  # fmt: skip
