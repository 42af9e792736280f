"""Actions probantes, and what is known of the contracts of each région."""

from dataclasses import replace
from datetime import date

from data.model import ActionProbante, PrioritePRS
from geo.actions.themes import TOUTES, actions_probantes, connaissance
from geo.territoires.territoire import regions_of
from tests.geo.actions.registre_essai import un_axe, une_action

JOUR = date(2026, 6, 15)
QUIMPER = "commune 29232"

# ---- Actions probantes -----------------------------------------------------------------------

PROBANTES = (
    ActionProbante("NAQ-1", "tabac", "Espaces sans tabac", "ARS"),
    ActionProbante("NAQ-1", "pnns", "Charte PNNS", "ARS"),
    ActionProbante("NAQ-2", "msp", "Maisons de santé", "ARS"),
)

PRIORITES_NAQ = (
    PrioritePRS("75", "NAQ-1", 1, "Prévention", (), "ARS"),
    PrioritePRS("75", "NAQ-2", 2, "Accès aux soins", (), "ARS"),
)


def test_links_are_those_of_the_column_and_never_of_the_words(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a", "75"), signe("b", "75")],
        [
            une_action("a", "1", probante="tabac"),
            une_action("a", "2", probante="tabac"),
            replace(une_action("b", "3"), intitule="Espaces sans tabac"),
        ],
        priorites=PRIORITES_NAQ,
        probantes=PROBANTES,
    )
    probantes = actions_probantes(moteur.registre, moteur.registre.contrats.values())
    assert set(probantes.liens) == {("a", "tabac")}
    assert [one.numero for one in probantes.liens["a", "tabac"]] == ["1", "2"]
    assert probantes.contrats == ("a",)


def test_actions_probantes_are_listed_by_priority_of_their_region(un_portefeuille, signe):
    moteur = un_portefeuille([signe("a")], priorites=PRIORITES_NAQ, probantes=PROBANTES)
    probantes = actions_probantes(moteur.registre, moteur.registre.contrats.values())
    assert probantes.region == "75"
    assert [(p.code, [one.code for one in found]) for p, found in probantes.par_priorite] == [
        ("NAQ-1", ["tabac", "pnns"]),
        ("NAQ-2", ["msp"]),
    ]


def test_a_link_of_a_contract_left_out_is_not_counted(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a", "75")],
        [une_action("a", "1", probante="tabac")],
        priorites=PRIORITES_NAQ,
        probantes=PROBANTES,
    )
    assert actions_probantes(moteur.registre, ()).liens == {}


def test_the_registre_has_twelve_actions_probantes_and_no_link_yet(moteur):
    probantes = actions_probantes(moteur.registre, moteur.registre.contrats.values())
    assert probantes.region == "75"
    assert sum(len(found) for _, found in probantes.par_priorite) == 12
    assert probantes.liens == {}


# ---- How much is known -----------------------------------------------------------------------


def test_what_is_known_is_counted_by_region_and_in_all(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a"), signe("b"), signe("c", "28")],
        [une_action("a", "1", "en_cours", date_statut="2026-05"), une_action("c", "2")],
        [un_axe("a", "1", "violences")],
        perimetres={"a": [QUIMPER], "b": [QUIMPER]},
    )
    contrats = list(moteur.registre.contrats.values())
    table = connaissance(moteur, contrats, ["53", "28", "11"], JOUR).set_index("region")
    columns = ["contrats", "perimetre", "axes", "actions", "statuts"]
    assert table.loc["53", columns].tolist() == [2, 2, 1, 1, 1]
    assert table.loc["28", columns].tolist() == [1, 0, 0, 1, 0]
    assert table.loc["11", columns].tolist() == [0, 0, 0, 0, 0]
    assert table.loc[TOUTES, columns].tolist() == [3, 2, 1, 2, 1]
    before = connaissance(moteur, contrats, ["53"], date(2026, 4, 30)).set_index("region")
    assert before.loc["53", "statuts"] == 0


def test_no_contract_makes_a_table_of_zeros(un_portefeuille):
    table = connaissance(un_portefeuille([]), [], ["53"], JOUR)
    assert table["region"].tolist() == ["53", TOUTES]
    assert (table.drop(columns="region") == 0).all(axis=None)


def test_real_regions_add_up_to_the_whole(moteur):
    codes = [one.code for one in regions_of(moteur.referentiel)]
    table = connaissance(moteur, moteur.registre.contrats.values(), codes, JOUR)
    figures = table.drop(columns="region")
    assert (figures.iloc[:-1].sum() == figures.iloc[-1]).all()
    assert figures.iloc[-1]["contrats"] == len(moteur.registre.contrats)
