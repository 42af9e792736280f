"""What the dates of a contract let one say: read or not, too poor to tell or not."""

from collections.abc import Callable
from datetime import date

import pytest

from data.model import Contrat
from geo.certitude.dates import PREMIER_JOUR, dates_sont_lues, doute_depuis
from geo.contrats.statuts import periodes


@pytest.fixture(scope="session")
def regle(un_contrat: Callable[..., Contrat], releve: date) -> Callable[..., object]:
    """Applies a rule to a contract described by its fields."""

    def apply(rule: Callable[..., object], **champs: object) -> object:
        contrat = un_contrat(**champs)
        return rule(contrat, periodes(contrat, releve))

    return apply


@pytest.mark.parametrize(
    ("champs", "lues"),
    [
        ({"date_signature": "2024", "date_fin": "2028"}, True),
        ({"date_signature": "2024-03-12", "duree_ans": 4}, True),
        ({"periode_debut": "2024", "date_fin": "2028"}, True),
        ({"periode_debut": "2024", "duree_ans": 3}, True),
        ({"date_signature": "2024"}, False),  # five years are only a habit
        ({"date_fin": "2028", "duree_ans": 4}, False),  # its start is deduced
        ({"source_date": "2025", "duree_ans": 5}, False),
        ({}, False),
        ({"etape": "elaboration", "source_date": "2026"}, False),
        ({"etape": "inconnue", "date_signature": "2024", "date_fin": "2028"}, False),
    ],
)
def test_dates_are_read_when_a_start_and_an_end_are(regle, champs: dict[str, object], lues: bool):
    assert regle(dates_sont_lues, **champs) is lues


def test_an_end_that_is_only_a_bound_is_not_read(regle):
    """Its source says that it is over, while its dates would let it run."""
    champs = {"date_signature": "2024", "date_fin": "2030", "etape": "echu"}
    assert regle(dates_sont_lues, **champs) is False


@pytest.mark.parametrize(
    ("champs", "jour"),
    [
        ({"source_date": "2015"}, date(2010, 1, 1)),
        ({"source_date": "2015-06", "duree_ans": 3}, date(2012, 6, 1)),
        ({}, PREMIER_JOUR),
        ({"etape": "inconnue"}, PREMIER_JOUR),
        ({"etape": "inconnue", "date_signature": "2018-05"}, date(2018, 5, 1)),
        ({"etape": "inconnue", "periode_debut": "2018", "date_fin": "2023"}, date(2018, 1, 1)),
        ({"etape": "echu", "source_date": "2020"}, PREMIER_JOUR),
        ({"etape": "renouvellement", "source_date": "2020"}, date(2015, 1, 1)),
    ],
)
def test_nothing_read_excludes_an_undated_contract_from_some_day_on(
    regle, champs: dict[str, object], jour: date
):
    assert regle(doute_depuis, **champs) == jour


@pytest.mark.parametrize(
    "champs",
    [
        {"date_signature": "2024", "date_fin": "2028"},
        {"date_signature": "2012"},  # over or not by an estimate, that is told as such
        {"date_fin": "2020"},
        {"etape": "elaboration", "source_date": "2015"},  # a project is no contract
        {"etape": "lettre_intention", "notes": "souhait du maire"},
    ],
)
def test_a_contract_dated_enough_and_a_project_are_not_in_doubt(regle, champs: dict[str, object]):
    assert regle(doute_depuis, **champs) is None
