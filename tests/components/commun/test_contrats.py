"""Contracts as rows: what a source does not say is said to be unknown, never guessed."""

from datetime import date

import pytest

from components.commun.contrats import contract_row
from components.commun.mots.libelles import STATUTS_CONTRAT
from components.tableaux.contrats import contracts_section
from geo.contrats.statuts import STATUTS, periodes

RELEVE = date(2026, 6, 15)
JOUR = date(2025, 1, 31)
INCONNU = "non renseigné"


@pytest.fixture
def row(un_contrat):
    """Return ``row(**fields)``: the cells of an invented contract."""

    def cells(statut: str = "signe", a_un_perimetre: bool = True, **fields) -> dict[str, str]:
        contrat = un_contrat(**fields)
        return contract_row(contrat, statut, periodes(contrat, RELEVE), a_un_perimetre)

    return cells


def test_a_contract_known_in_full_is_shown_in_full(row):
    assert row(
        nom="CLS de Cornouaille",
        date_signature="2023-07-12",
        date_fin="2028-07",
        source_url="https://exemple.fr/cls",
        source_date="2023",
        porteur="Quimper Cornouaille Développement",
    ) == {
        "Contrat": "CLS de Cornouaille",
        "Statut": "Signé",
        "Signature": "2023-07-12",
        "Fin": "2028-07",
        "Source": "https://exemple.fr/cls",
        "Date de la source": "2023",
        "Porteur": "Quimper Cornouaille Développement",
        "Périmètre": "connu",
    }


def test_a_contract_of_which_nothing_is_known_says_so_cell_by_cell(row):
    cells = row(a_un_perimetre=False)
    assert cells["Signature"] == "date inconnue"
    assert [cells[name] for name in ("Fin", "Date de la source", "Porteur", "Périmètre")] == (
        [INCONNU] * 4
    )


@pytest.mark.parametrize("etape", ["signe", "evaluation", "echu"])
def test_a_contract_signed_at_an_unknown_date_is_not_a_contract_without_signature(row, etape):
    assert row(etape=etape)["Signature"] == "date inconnue"


@pytest.mark.parametrize("etape", ["diagnostic", "renouvellement", "inconnue"])
def test_what_may_not_be_signed_has_no_signature_to_know(row, etape):
    assert row(statut="projet", etape=etape)["Signature"] == INCONNU


@pytest.mark.parametrize(
    ("signature", "duree", "fin"),
    [
        ("2023-07-12", None, "2028-07-12"),
        ("2023-07-12", 3, "2026-07-12"),
        ("2023-07", 3, "2026-07-31"),
        ("2023", None, "2028-12-31"),
    ],
)
def test_an_end_that_no_source_gives_is_said_to_be_estimated(row, signature, duree, fin):
    cells = row(date_signature=signature, duree_ans=duree)
    assert cells["Fin"] == f"{fin} (échéance estimée)"


def test_an_end_given_by_a_source_is_not_said_to_be_estimated(row):
    assert row(date_fin="2028")["Fin"] == "2028"


def test_the_page_of_the_contract_stands_for_a_missing_source(row):
    assert row(lien="https://exemple.fr/lien")["Source"] == "https://exemple.fr/lien"
    assert row()["Source"] == ""


def test_every_status_has_its_word():
    assert set(STATUTS_CONTRAT) == set(STATUTS)


def section(draw, rows: list[tuple[str, dict[str, str]]]):
    return draw(contracts_section, rows, JOUR, {"Population": "2023"}, "cls-contrats_essai")


def test_signed_contracts_come_first_and_the_others_on_demand(draw, row):
    names = {"echu": "Ancien", "projet": "Futur", "signe": "Zélé", "inconnu": "Sans nouvelles"}
    rows = [(statut, row(statut=statut, nom=nom)) for statut, nom in names.items()]
    shown = section(draw, rows)
    assert list(shown.dataframe[0].value["Contrat"]) == ["Zélé", "Futur"]
    assert shown.caption[0].value.startswith("2\u00a0contrats signés ou en projet au 31")

    shown.toggle[0].set_value(True).run()
    assert list(shown.dataframe[0].value["Contrat"]) == [
        "Zélé",
        "Futur",
        "Ancien",
        "Sans nouvelles",
    ]


def test_without_any_contract_in_force_the_page_says_who_knows_more(draw, row):
    shown = section(draw, [("echu", row(statut="echu"))])
    assert not shown.dataframe
    assert "L'ARS de la région sait où en sont les démarches" in shown.info[0].value
    assert "(1)" in shown.toggle[0].label
    shown.toggle[0].set_value(True).run()
    assert not shown.info
    assert len(shown.dataframe[0].value) == 1


def test_a_territory_without_any_contract_has_no_table_to_take_away(draw):
    shown = section(draw, [])
    assert shown.caption[0].value.startswith("0\u00a0contrat signé ou en projet")
    assert not shown.get("download_button")
    assert not shown.toggle


def test_a_long_list_is_cut_and_can_be_had_whole(draw, row):
    rows = [("signe", row(nom=f"CLS {n:02}")) for n in range(40)]
    shown = section(draw, rows)
    assert len(shown.dataframe[0].value) == 25
    shown.toggle[0].set_value(True).run()
    assert len(shown.dataframe[0].value) == 40
