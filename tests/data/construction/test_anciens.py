"""Hand-made vintages: what each name and code that is no more became."""

import pandas as pd
import pytest

from data.construction.anciens import build_anciens
from data.construction.cellules import build_appartenances
from data.construction.millesimes import Millesime


def un_millesime(
    annee: int,
    communes: dict[str, str],
    *,
    epci: dict[str, tuple[str, str]] | None = None,
    anciens: dict[str, str] | None = None,
    deleguees: dict[str, tuple[str, str]] | None = None,
) -> Millesime:
    """``communes``: name by code; ``epci``: code and name by commune; ``deleguees``: name and
    commune by code."""
    groups = epci or {}
    parts = deleguees or {}
    return Millesime(
        annee,
        pd.DataFrame(
            {
                "code": list(communes),
                "nom": list(communes.values()),
                "epci": [groups.get(code, ("", ""))[0] for code in communes],
            }
        ),
        pd.DataFrame(
            [(code, nom, commune) for code, (nom, commune) in parts.items()],
            columns=["code", "nom", "commune"],
        ),
        pd.DataFrame(sorted(set(groups.values())), columns=["code", "nom"]),
        pd.DataFrame(columns=["code", "nom"]),
        anciens or {},
        {},
        {},
        {},
        {},
    )


def anciens(
    premier: Millesime,
    dernier: Millesime,
    populations: dict[str, int] | None = None,
    evenements: tuple[dict[str, str], ...] = (),
) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    """Event, end and what it became, by level, code and name."""
    millesimes = {premier.annee: premier, dernier.annee: dernier}
    table = build_anciens(
        millesimes,
        build_appartenances(millesimes),
        pd.Series(populations or {}, dtype="int64"),
        evenements,
    )
    return {
        (row.niveau, row.code, row.nom): (row.evenement, row.fin, row.devenus)
        for row in table.itertuples()
    }


def test_a_commune_that_changes_its_name_keeps_its_code():
    found = anciens(un_millesime(2019, {"A": "Ici"}), un_millesime(2020, {"A": "Ici-le-Bas"}))
    assert found == {("commune", "A", "Ici"): ("renommage", "2020", "A")}


def test_communes_that_merge_lead_to_the_new_one():
    found = anciens(
        un_millesime(2019, {"A": "Ici", "B": "Là"}),
        un_millesime(2020, {"A": "Ici et Là"}, anciens={"B": "A"}),
    )
    assert found == {
        ("commune", "A", "Ici"): ("fusion", "2020", "A"),
        ("commune", "B", "Là"): ("fusion", "2020", "A"),
    }


def test_a_commune_under_another_code_is_the_same():
    found = anciens(
        un_millesime(2019, {"A": "Ici"}), un_millesime(2020, {"N": "Ici"}, anciens={"A": "N"})
    )
    assert found == {("commune", "A", "Ici"): ("code", "2020", "N")}


def test_a_commune_that_is_split_leads_first_to_the_most_populous_part():
    found = anciens(
        un_millesime(2019, {"A": "Ici et Là"}, deleguees={"B": ("Là", "A")}),
        un_millesime(2020, {"A": "Ici", "B": "Là"}),
        {"A": 10, "B": 90},
    )
    assert found["commune", "A", "Ici et Là"] == ("partage", "2020", "B A")


def test_a_part_that_is_no_more_one_leads_to_its_commune():
    found = anciens(
        un_millesime(2019, {"A": "Ici"}, deleguees={"P": ("Hameau", "A")}),
        un_millesime(2020, {"A": "Ici"}),
    )
    assert found == {("commune_deleguee", "P", "Hameau"): ("suppression", "2020", "A")}


@pytest.mark.parametrize(
    ("habitants_de_c", "evenement", "devenus"),
    [(5, "fusion", "E2"), (50, "partage", "E2 E3")],
)
def test_an_epci_is_what_at_least_a_tenth_of_its_residents_became(
    habitants_de_c: int, evenement: str, devenus: str
):
    communes = {"A": "A", "B": "B", "C": "C", "D": "D"}
    one, two, three = ("E1", "Premier"), ("E2", "Second"), ("E3", "Troisième")
    found = anciens(
        un_millesime(2019, communes, epci={"A": one, "B": one, "C": one, "D": two}),
        un_millesime(2020, communes, epci={"A": two, "B": two, "C": three, "D": two}),
        {"A": 60, "B": 40, "C": habitants_de_c, "D": 100},
    )
    assert found["epci", "E1", "Premier"] == (evenement, "2020", devenus)


def test_an_epci_that_a_commune_joins_keeps_its_siren_and_its_name():
    communes = {"A": "A", "B": "B"}
    one, two = ("E1", "Premier"), ("E2", "Second")
    found = anciens(
        un_millesime(2019, communes, epci={"A": one, "B": two}),
        un_millesime(2020, communes, epci={"A": one, "B": one}),
    )
    assert found == {("epci", "E2", "Second"): ("fusion", "2020", "E1")}


def test_events_of_before_2019_lead_to_the_commune_of_today():
    events = (
        {"type": "COM", "code": "A", "nom": "Ici-Vieux", "dateFin": "1998-01-04"}
        | {"raisonFin": "changement de nom"},
        {"type": "COM", "code": "Z", "nom": "Ailleurs", "dateFin": "1971-03-01"}
        | {"raisonFin": "fusion simple"},
        {"type": "COM", "code": "A", "nom": "Ici", "dateFin": "1960-01-01"}
        | {"raisonFin": "changement de nom"},
        {"type": "COM", "code": "B", "nom": "Là"},
    )
    both = {"A": "Ici", "B": "Là"}
    found = anciens(
        un_millesime(2019, both, anciens={"Z": "B"}),
        un_millesime(2020, both, anciens={"Z": "B"}),
        evenements=events,
    )
    assert found == {
        ("commune", "A", "Ici-Vieux"): ("renommage", "1998-01-04", "A"),
        ("commune", "Z", "Ailleurs"): ("fusion", "1971-03-01", "B"),
    }
