"""Dates in people's own words: the precision that they have, and no date out of a doubt."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.atelier.fautes import Fautes
from data.atelier.valeurs.dates import est_ambigue, lire_date, lire_periode, mois_avant_jour
from data.atelier.valeurs.lecture import A_CONFIRMER, PROPOSEE, REFUSEE, SURE

MOIS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("12/07/2023", "2023-07-12"),
        ("03/02/22", "2022-02-03"),
        ("12.07.23", "2023-07-12"),
        ("12 07 2023", "2023-07-12"),
        ("2023-07-12 00:00:00", "2023-07-12"),
        ("juil-23", "2023-07"),
        ("juillet 2023", "2023-07"),
        ("JUILLET 2023", "2023-07"),
        ("déc. 2019", "2019-12"),
        ("3 févr. 2024", "2024-02-03"),
        ("1er mars 2022", "2022-03-01"),
        ("signé le 3 mars 2022", "2022-03-03"),
        ("le lundi 3 avril 2023", "2023-04-03"),
        ("Signature\xa0: 12/07/2023", "2023-07-12"),
        ("jusqu'au 31/12/2027", "2027-12-31"),
        ("02/2026", "2026-02"),
        ("2024", "2024"),
        ("45119", "2023-07-12"),
    ],
)
def test_a_date_is_read_with_its_precision(ecrit: str, lu: str):
    found = lire_date(ecrit)
    assert (found.certitude, found.valeur) == (SURE, lu)


@pytest.mark.parametrize(
    "ecrit",
    [
        "T3 2024 (prév.)",
        "2029 ?",
        "signature prévue T2 2026",
        "S2 2026",
        "2e semestre 2025",
        "automne 2025",
        "vers 2026",
        "avant fin 2025",
        "septembre 2025 ou octobre",
        "courant 2025 à confirmer",
    ],
)
def test_a_doubt_is_asked_and_never_a_date(ecrit: str):
    found = lire_date(ecrit)
    assert (found.certitude, found.champs) == (A_CONFIRMER, ())
    assert found.faute is Fautes.DATE_INCERTAINE


@pytest.mark.parametrize("ecrit", ["30/02/2023", "31/06/2024", "00/01/1900"])
def test_a_day_that_the_calendar_does_not_have_is_refused(ecrit: str):
    assert lire_date(ecrit).certitude == REFUSEE


@pytest.mark.parametrize(
    "ecrit",
    [
        "",
        "-",
        "–",
        "NC",
        "n/a",
        "non renseigné",
        "date inconnue",
        "?",
        "à venir",
        "en continu",
        "passée, date non renseignée",
        "2028-07 (estimée)",
        "2031-03-01 (échéance estimée)",
    ],
)
def test_what_says_nothing_leaves_the_cell_empty(ecrit: str):
    found = lire_date(ecrit)
    assert (found.certitude, found.valeur) == (SURE, "")


@pytest.mark.parametrize(
    ("ecrit", "propose"),
    [
        ("fin 2026", "2026"),
        ("mi-2026", "2026"),
        ("fin juin 2026", "2026-06"),
        ("20230712", "2023-07-12"),
        ("mardi 12 mars 2024 à Quimper", "2024-03-12"),
        ("reportée au 12/09/2025", "2025-09-12"),
    ],
)
def test_a_likely_date_is_proposed(ecrit: str, propose: str):
    found = lire_date(ecrit)
    assert (found.certitude, found.valeur) == (PROPOSEE, propose)


def test_several_dates_in_a_text_are_offered():
    found = lire_date("12 juillet 2023 (avenant 2026)")
    assert (found.certitude, found.choix) == (A_CONFIRMER, ("2023-07-12", "2026"))


def test_the_month_before_the_day_is_asked():
    assert lire_date("07/25/2023").choix == ("2023-07-25",)
    assert mois_avant_jour("07/25/2023")
    assert est_ambigue("03/02/22")
    assert not est_ambigue("25/07/2023")


@pytest.mark.parametrize(
    ("ecrit", "debut", "fin"),
    [
        ("2023-2028", "2023", "2028"),
        ("2023/2028", "2023", "2028"),
        ("2023-28", "2023", "2028"),
        ("2023 à 2028", "2023", "2028"),
        ("CLS 2018-2022", "2018", "2022"),
        ("du 01/01/2023 au 31/12/2027", "2023-01-01", "2027-12-31"),
        ("juillet 2023 - juin 2028", "2023-07", "2028-06"),
    ],
)
def test_a_period_is_its_start_and_its_end(ecrit: str, debut: str, fin: str):
    assert lire_periode(ecrit) == (("periode_debut", debut), ("date_fin", fin))
    assert lire_date(ecrit).certitude == PROPOSEE


@pytest.mark.parametrize("ecrit", ["2019-12", "12/07/2023", "2028-2023", "2023", "5 ans"])
def test_a_month_or_a_day_is_no_period(ecrit: str):
    assert lire_periode(ecrit) is None


@given(st.dates(datetime.date(2005, 1, 1), datetime.date(2045, 12, 31)), st.integers(0, 5))
def test_a_day_written_in_any_usual_way_is_that_day(jour: datetime.date, facon: int):
    mois = MOIS.split()[jour.month - 1]
    ecrit = (
        f"{jour:%d/%m/%Y}",
        f"{jour.day} {mois} {jour.year}",
        f"le {jour.day}{'er' if jour.day == 1 else ''} {mois.upper()} {jour.year}",
        f"{jour:%d-%m-%y}",
        jour.isoformat(),
        str((jour - datetime.date(1899, 12, 30)).days),
    )[facon]
    assert lire_date(ecrit).valeur == jour.isoformat()


@pytest.mark.parametrize(
    ("ecrit", "choix"),
    [
        ("5 ans à compter du 01/04/2024", ("2024-04-01", "2029-03-31")),
        ("5 ans à compter de la signature", ()),
        ("mars-avril 2023", ("2023",)),
        ("3ème trim. 2023", ("2023", "2023-07", "2023-08", "2023-09")),
        ("1er sem. 2026", ("2026",)),
        ("Q3 2023", ("2023", "2023-07", "2023-08", "2023-09")),
    ],
)
def test_a_start_two_months_or_a_quarter_is_asked(ecrit: str, choix: tuple[str, ...]):
    read = lire_date(ecrit)
    assert (read.certitude, read.valeur) == (A_CONFIRMER, None)
    assert read.choix == choix


def test_a_year_that_a_spreadsheet_wrote_with_a_decimal_is_that_year():
    assert lire_date("2023.0").valeur == "2023"
