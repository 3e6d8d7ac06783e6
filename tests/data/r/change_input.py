"""Write change.csv, the input of change.R, from the project's own PAPI scores."""

from pathlib import Path

import pandas as pd

from analysis import indices, store


def pairs() -> pd.DataFrame:
    """Return the standings of consecutive comparable years, written out step by step."""
    papi = store.load_scores("papi", component="overall")
    known = papi.dropna(subset=["score"])
    rows = []
    for year in range(2012, 2025):
        if year in indices.break_years("papi", "overall"):
            continue
        z = {}
        for y in (year - 1, year):
            scores = known[known["year"] == y].set_index("province_code")["score"]
            z[y] = (scores - scores.mean()) / scores.std()
        rows += [
            (code, year, z[year - 1][code], z[year][code])
            for code in sorted(set(z[year].index) & set(z[year - 1].index))
        ]
    return pd.DataFrame(rows, columns=["province_code", "year", "before", "after"])


if __name__ == "__main__":
    pairs().to_csv(Path(__file__).with_name("change.csv"), index=False)
