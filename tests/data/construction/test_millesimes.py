"""Hand-made vintages: mergers, splits and changes of code, with nobody lost."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.construction.cellules import (
    EvenementInconnu,
    build_appartenances,
    build_cellules,
)
from data.construction.millesimes import Millesime
from data.construction.populations import Pieces
from data.construction.populations_publiees import complete_2016, share_out


def un_millesime(
    annee: int,
    communes: list[str],
    *,
    anciens: dict[str, str] | None = None,
    deleguees: dict[str, str] | None = None,
    epci: dict[str, str] | None = None,
    population: dict[str, int] | None = None,
    population_epci: dict[str, int] | None = None,
    fusions: frozenset[str] = frozenset(),
) -> Millesime:
    links = deleguees or {}
    return Millesime(
        annee,
        pd.DataFrame(
            {
                "code": communes,
                "nom": [f"Commune {code}" for code in communes],
                "epci": [(epci or {}).get(code, "") for code in communes],
            }
        ),
        pd.DataFrame(
            {"code": list(links), "commune": list(links.values())}, columns=["code", "commune"]
        ),
        pd.DataFrame(),
        pd.DataFrame(),
        anciens or {},
        population or {},
        {},
        {},
        population_epci or {},
        fusions,
    )


def trois_millesimes() -> dict[int, Millesime]:
    """A absorbs B in 2020 and gives it back in 2021; C becomes D, which D2 joins."""
    return {
        2019: un_millesime(2019, ["A", "B", "C", "D2"]),
        2020: un_millesime(
            2020,
            ["A", "C", "D2"],
            anciens={"B": "A"},
            deleguees={"A": "A", "B": "A"},
        ),
        2021: un_millesime(2021, ["A", "B", "D"], anciens={"C": "D", "D2": "D"}),
    }


def test_a_piece_is_followed_through_mergers_splits_and_changes_of_code():
    table = build_appartenances(trois_millesimes())
    assert table.loc["A"].tolist() == ["A", "A", "A"]
    assert table.loc["B"].tolist() == ["B", "A", "B"]
    assert table.loc["C"].tolist() == ["C", "C", "D"]
    assert table.loc["D2"].tolist() == ["D2", "D2", "D"]


def test_a_commune_restored_was_always_a_piece_of_the_one_it_left():
    found = build_appartenances(
        {
            2019: un_millesime(2019, ["A"], deleguees={"A": "A", "B": "A"}),
            2020: un_millesime(2020, ["A", "B"]),
        }
    )
    assert found.loc["B"].tolist() == ["A", "B"]


@pytest.mark.parametrize("communes", [["A"], ["A", "B", "X"]])
def test_a_commune_that_appears_or_vanishes_without_a_reason_stops_the_build(communes: list[str]):
    with pytest.raises(EvenementInconnu):
        build_appartenances(
            {2019: un_millesime(2019, ["A", "B"]), 2020: un_millesime(2020, communes)}
        )


def test_only_pieces_that_moved_are_listed_and_only_former_communes_are_deleguees():
    vintages = {
        2019: un_millesime(2019, ["A", "B", "E"], deleguees={"E": "E", "F": "E"}),
        2020: un_millesime(
            2020,
            ["A", "N"],
            anciens={"B": "A", "E": "N"},
            deleguees={"A": "A", "B": "A", "E": "N", "F": "N"},
        ),
    }
    table = build_cellules(build_appartenances(vintages), vintages, {"A-S": "A"})
    assert table["code"].tolist() == ["A", "A-S", "B", "E"]
    # E was a commune nouvelle: as a commune déléguée it is a part of what it was.
    assert dict(zip(table["code"], table["deleguee"], strict=True)) == {
        "A": "1",
        "A-S": "",
        "B": "1",
        "E": "",
    }
    assert table.set_index("code").loc["A-S", 2020] == "A"


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**5), min_size=1, max_size=12))
def test_sharing_loses_nobody_and_stays_within_one_of_the_proportion(
    total: int, weights: list[int]
):
    shares = share_out(total, weights)
    assert sum(shares) == total
    whole = sum(weights)
    if whole:
        for share, weight in zip(shares, weights, strict=True):
            assert abs(share - total * weight / whole) < 1


def _years(**counts: list[dict[str, int]]) -> dict[int, list[dict[str, int]]]:
    """Sources of each year, empty for those not given."""
    years = (2016, 2018, 2019, 2020, 2021, 2022, 2023)
    sizes = {2019: 2, 2020: 2, 2022: 2}
    return {
        year: counts.get(f"de_{year}", [{} for _ in range(sizes.get(year, 1))]) for year in years
    }


def _appartenances() -> pd.DataFrame:
    """A and B merge in 2025; R leaves A2 in 2025."""
    years = range(2019, 2027)
    return pd.DataFrame(
        {
            year: {
                "A": "A",
                "B": "A" if year >= 2025 else "B",
                "A2": "A2",
                "R": "R" if year >= 2025 else "A2",
            }
            for year in years
        }
    )


def test_pieces_of_a_merger_keep_their_last_population_and_the_rest_is_told():
    by_year = _years(
        de_2022=[{"A": 1000, "B": 300, "A2": 90}, {"A": 1300, "A2": 60, "R": 30}],
        de_2023=[{"A": 1320, "A2": 62, "R": 29}],
    )
    pieces = Pieces(_appartenances(), by_year, {})
    year = pieces.of_year(2023)
    assert {code: one.population for code, one in year.items()} == {
        "A": 1000,
        "A-S": 20,
        "A2": 62,
        "B": 300,
        "R": 29,
    }
    assert year["B"].estimation == "derniere_connue"
    assert year["A-S"].estimation == "solde"
    assert sum(one.population for one in year.values()) == 1320 + 62 + 29


def test_pieces_that_have_lost_people_share_what_is_left():
    by_year = _years(
        de_2022=[{"A": 1000, "B": 300, "A2": 90}, {"A": 1300, "A2": 60, "R": 30}],
        de_2023=[{"A": 1170, "A2": 62, "R": 29}],
    )
    year = Pieces(_appartenances(), by_year, {}).of_year(2023)
    assert (year["A"].population, year["B"].population) == (900, 270)
    assert year["A"].estimation == year["B"].estimation == "proportion"


def test_a_restored_commune_has_its_share_before_it_was_published_apart():
    by_year = _years(
        de_2022=[{"A": 1000, "B": 300, "A2": 90}, {"A": 1300, "A2": 60, "R": 30}],
        de_2021=[{"A": 990, "B": 290, "A2": 120}],
        de_2023=[{"A": 1320, "A2": 62, "R": 29}],
    )
    pieces = Pieces(_appartenances(), by_year, {})
    assert pieces.of_year(2022)["R"].population == 30  # one of the sources knows it
    year = pieces.of_year(2021)
    assert (year["A2"].population, year["R"].population) == (80, 40)


def test_the_people_lost_by_a_list_of_communes_come_back_from_their_epci():
    found, shared = complete_2016(
        un_millesime(
            2019,
            ["A", "B", "C"],
            epci={"A": "E", "B": "E", "C": "E"},
            population={"A": 100, "B": 50, "C": 70},
            population_epci={"E": 320},
            fusions=frozenset({"A", "B"}),
        ),
        {"A": 160, "B": 90, "C": 75},
    )
    assert found == {"A": 160, "B": 90, "C": 70}
    assert shared == {"A", "B"}
