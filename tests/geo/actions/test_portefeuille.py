"""Across contracts: what is counted, on which contracts, and what is not known is not counted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data.dates import DatePartielle
from data.model import THEMES, Action, ActionProbante, Axe, Contrat, PrioritePRS
from geo.actions.portefeuille import (
    DIMENSIONS,
    THEME_INCONNU,
    ActionDuPortefeuille,
    CriteresActions,
    build_portefeuille,
    compter,
    contrats_retenus,
    filtrer,
    pilotes,
)
from geo.actions.themes import (
    TOUTES,
    actions_probantes,
    connaissance,
    priorites_de,
    priorites_par_contrat,
    priorites_servies,
    themes_par_contrat,
    themes_par_region,
)
from geo.contrats.actions import STATUTS_ACTION
from geo.contrats.perimetres import build_perimetres
from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import regions_of

JOUR = date(2026, 6, 15)
QUIMPER = "commune 29232"


def lue(texte: str) -> DatePartielle | None:
    return DatePartielle.parse(texte) if texte else None


def une_action(contrat_id: str, numero: str, statut: str = "non_renseigne", **cells: str) -> Action:
    return Action(
        contrat_id,
        cells.get("axe", ""),
        numero,
        f"Action {numero}",
        statut,
        cells.get("pilote", ""),
        lue(cells.get("echeance", "")),
        lue(cells.get("date_statut", "")),
        cells.get("probante", ""),
        "",
    )


def un_axe(contrat_id: str, numero: str, *themes: str) -> Axe:
    return Axe(contrat_id, numero, f"Axe {numero}", themes, "")


@pytest.fixture
def un_portefeuille(un_registre, referentiel: Referentiel) -> Callable[..., Moteur]:
    """Builds an engine on invented contracts with their axes, their actions and priorities."""

    def build(
        contrats: Iterable[Contrat],
        actions: Iterable[Action] = (),
        axes: Iterable[Axe] = (),
        *,
        perimetres: Mapping[str, Iterable[str]] | None = None,
        priorites: Iterable[PrioritePRS] = (),
        probantes: Iterable[ActionProbante] = (),
    ) -> Moteur:
        registre = replace(
            un_registre(contrats, perimetres or {}),
            actions=tuple(actions),
            axes=tuple(axes),
            priorites_prs=tuple(priorites),
            actions_probantes=tuple(probantes),
        )
        return Moteur(registre, referentiel, build_perimetres(registre, referentiel))

    return build


@pytest.fixture
def signe(un_contrat) -> Callable[..., Contrat]:
    """Builds a contract in force on JOUR, in Bretagne unless told."""

    def build(identifiant: str, region: str = "53", **options: object) -> Contrat:
        return un_contrat(identifiant, region=region, date_signature="2024", **options)

    return build


def all_actions(moteur: Moteur, jour: date = JOUR) -> list[ActionDuPortefeuille]:
    return build_portefeuille(moteur.registre, moteur.registre.contrats.values(), jour)


def numbers(actions: Iterable[ActionDuPortefeuille]) -> set[str]:
    return {one.action.numero for one in actions}


# ---- Contracts counted -----------------------------------------------------------------------


def test_contracts_signed_or_in_project_are_counted_and_the_others_on_demand(
    un_portefeuille, un_contrat, signe
):
    moteur = un_portefeuille(
        [
            signe("a"),
            un_contrat("b", etape="diagnostic", source_date="2026-01"),
            un_contrat("c", date_signature="2010", date_fin="2013"),
            un_contrat("d", etape="inconnue"),
        ]
    )

    def counted(**criteres: object) -> list[str]:
        return [c.id for c in contrats_retenus(moteur, JOUR, CriteresActions(**criteres))]

    assert counted() == ["a", "b"]
    assert counted(tous=True) == ["a", "b", "c", "d"]


def test_a_region_counts_the_contracts_of_its_ars(un_portefeuille, signe):
    moteur = un_portefeuille([signe("a"), signe("b", "75")])
    kept = contrats_retenus(moteur, JOUR, CriteresActions(region="75"))
    assert [contrat.id for contrat in kept] == ["b"]


def test_one_contract_asked_for_counts_even_when_it_is_over(un_portefeuille, un_contrat, signe):
    moteur = un_portefeuille([signe("a"), un_contrat("c", date_signature="2010", date_fin="2013")])
    kept = contrats_retenus(moteur, JOUR, CriteresActions(contrat="c"))
    assert [contrat.id for contrat in kept] == ["c"]


# ---- Actions ---------------------------------------------------------------------------------


def test_an_action_has_the_themes_of_its_axis_and_none_when_the_axis_is_not_told(
    un_portefeuille, signe
):
    moteur = un_portefeuille(
        [signe("a")],
        [une_action("a", "1", axe="2"), une_action("a", "2"), une_action("a", "3", axe="9")],
        [un_axe("a", "2", "sante_mentale", "addictions"), un_axe("a", "", "violences")],
    )
    told, untold, elsewhere = all_actions(moteur)
    assert told.themes == ("sante_mentale", "addictions")
    assert untold.axe is None
    assert untold.themes == ()
    assert elsewhere.themes == ()


def test_a_status_read_later_is_not_known_yet(un_portefeuille, signe):
    moteur = un_portefeuille([signe("a")], [une_action("a", "1", "realisee", date_statut="2025")])
    assert all_actions(moteur, date(2024, 12, 31))[0].statut == "non_renseigne"
    assert all_actions(moteur, date(2025, 1, 1))[0].statut == "realisee"


def test_late_is_past_and_known_not_to_be_finished(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a")],
        [
            une_action("a", "late", "en_cours", echeance="2025"),
            une_action("a", "done", "realisee", echeance="2025"),
            une_action("a", "given up", "abandonnee", echeance="2025"),
            une_action("a", "unknown", echeance="2025"),
            une_action("a", "to come", "en_cours", echeance="2026"),
            une_action("a", "no deadline", "en_cours"),
        ],
    )
    actions = all_actions(moteur)
    assert numbers(filtrer(actions, CriteresActions(echeance="en_retard"))) == {"late"}
    assert numbers(filtrer(actions, CriteresActions(echeance="a_verifier"))) == {"unknown"}


def test_actions_are_filtered_by_status_theme_and_pilote(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a")],
        [
            une_action("a", "1", "en_cours", axe="1", pilote="ARS ; Ville de Brest"),
            une_action("a", "2", "realisee", axe="2", pilote="Ville de Brest"),
            une_action("a", "3"),
        ],
        [un_axe("a", "1", "sante_mentale"), un_axe("a", "2", "addictions", "acces_soins")],
    )
    actions = all_actions(moteur)

    def kept(**criteres: object) -> set[str]:
        return numbers(filtrer(actions, CriteresActions(**criteres)))

    assert kept() == {"1", "2", "3"}
    assert kept(statuts=("en_cours", "realisee")) == {"1", "2"}
    assert kept(statuts=("non_renseigne",)) == {"3"}
    assert kept(themes=("acces_soins", "violences")) == {"2"}
    assert kept(themes=(THEME_INCONNU,)) == {"3"}
    assert kept(pilote="ARS") == {"1"}
    assert kept(pilote="Ville de Brest", statuts=("realisee",)) == {"2"}
    assert pilotes(actions) == ["ARS", "Ville de Brest"]


def test_what_calls_for_attention_is_read_first(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a")],
        [
            une_action("a", "unknown"),
            une_action("a", "done", "realisee"),
            une_action("a", "to check", echeance="2025"),
            une_action("a", "going on", "en_cours"),
            une_action("a", "late", "non_demarree", echeance="2025"),
        ],
    )
    ordered = [one.action.numero for one in filtrer(all_actions(moteur), CriteresActions())]
    assert ordered == ["late", "to check", "going on", "done", "unknown"]


# ---- Counts ----------------------------------------------------------------------------------


def test_counts_by_status_add_up_and_unknown_is_a_status_of_its_own(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a"), signe("b")],
        [
            une_action("a", "1", "realisee"),
            une_action("b", "2", "realisee"),
            une_action("a", "3"),
            une_action("a", "4", "en_cours", echeance="2025"),
        ],
    )
    table = compter(all_actions(moteur), "statut", JOUR).set_index("code")
    assert table["nb_actions"].to_dict() == {"realisee": 2, "en_cours": 1, "non_renseigne": 1}
    assert table["part"].to_dict() == {"realisee": 50, "en_cours": 25, "non_renseigne": 25}
    assert table.loc["realisee", "nb_contrats"] == 2
    assert table.loc["en_cours", "en_retard"] == 1
    assert "non_demarree" not in table.index


def test_an_action_on_two_themes_counts_in_each(un_portefeuille, signe):
    moteur = un_portefeuille(
        [signe("a")],
        [une_action("a", "1", axe="1"), une_action("a", "2")],
        [un_axe("a", "1", "sante_mentale", "addictions")],
    )
    table = compter(all_actions(moteur), "theme", JOUR).set_index("code")
    counted = {"addictions": 1, "sante_mentale": 1, THEME_INCONNU: 1}
    assert table["nb_actions"].to_dict() == counted
    assert table["part"].tolist() == [50, 50, 50]


def test_counts_by_region_add_up(moteur):
    actions = all_actions(moteur)
    table = compter(actions, "region", JOUR)
    assert table["nb_actions"].sum() == len(actions)
    assert table["part"].sum() == pytest.approx(100)
    assert table["nb_actions"].is_monotonic_decreasing


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_statuses_of_a_row_are_its_actions(moteur, dimension):
    table = compter(all_actions(moteur), dimension, JOUR)
    assert (table[list(STATUTS_ACTION)].sum(axis=1) == table["nb_actions"]).all()


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_no_action_makes_an_empty_table(dimension):
    assert compter([], dimension, JOUR).empty


# ---- Who works on what -----------------------------------------------------------------------


@pytest.fixture
def trois_contrats(un_portefeuille, signe) -> Moteur:
    """Two contracts of Bretagne, one of them with known axes; one of Normandie."""
    priorites = [
        PrioritePRS("53", "P2", 2, "Parcours", ("parcours",), "ARS"),
        PrioritePRS("53", "P1", 1, "Prévention", ("prevention_promotion", "addictions"), "ARS"),
        PrioritePRS("28", "N1", 1, "Santé mentale", ("sante_mentale",), "ARS"),
    ]
    return un_portefeuille(
        [signe("a"), signe("muet"), signe("n", "28")],
        axes=[
            un_axe("a", "1", "addictions", "sante_mentale"),
            un_axe("a", "2", "addictions"),
            un_axe("n", "1", "parcours"),
        ],
        priorites=priorites,
    )


def test_a_share_is_computed_over_the_contracts_whose_axes_are_known(trois_contrats):
    registre = trois_contrats.registre
    contrats = list(registre.contrats.values())
    matrix = themes_par_region(registre, contrats, ["53", "28", "11"])
    addictions = matrix.sujets.index("addictions")
    assert matrix.sujets == THEMES
    assert matrix.nombres[addictions].tolist() == [1, 0, 0]
    assert matrix.connus.tolist() == [1, 1, 0]
    assert matrix.retenus.tolist() == [2, 1, 0]
    assert matrix.parts[addictions, :2].tolist() == [100, 0]
    assert np.isnan(matrix.parts[addictions, 2])
    assert matrix.nb_connus == 2
    assert matrix.parts_totales[addictions] == 50


def test_a_contract_counts_once_in_a_theme_however_many_axes_it_has(trois_contrats):
    contrats = list(trois_contrats.registre.contrats.values())
    matrix = themes_par_contrat(trois_contrats.registre, contrats)
    assert matrix.groupes == ("a", "n")
    assert matrix.nombres[matrix.sujets.index("addictions")].tolist() == [1, 0]


def test_priorities_are_in_the_order_of_their_region(trois_contrats):
    assert [one.code for one in priorites_de(trois_contrats.registre, "53")] == ["P1", "P2"]
    assert priorites_de(trois_contrats.registre, "11") == ()


def test_a_priority_is_served_by_an_axis_on_one_of_its_themes(trois_contrats):
    registre = trois_contrats.registre
    contrats = [c for c in registre.contrats.values() if c.region == "53"]
    served = priorites_servies(registre, contrats, "53")
    assert [(one.priorite.code, one.contrats, one.nb_connus) for one in served] == [
        ("P1", ("a",), 1),
        ("P2", (), 1),
    ]
    matrix = priorites_par_contrat(registre, contrats, "53")
    assert matrix.sujets == ("P1", "P2")
    assert matrix.groupes == ("a",)
    assert matrix.nombres.tolist() == [[1], [0]]


def test_a_contract_of_another_region_serves_no_priority_of_this_one(trois_contrats):
    registre = trois_contrats.registre
    parcours = priorites_servies(registre, registre.contrats.values(), "53")[1]
    assert parcours.priorite.code == "P2"
    assert parcours.contrats == ()


@pytest.mark.parametrize(("region", "nombre"), [("53", 5), ("28", 7), ("75", 5), ("11", 4)])
def test_the_real_priorities_are_there_and_each_has_its_count(moteur, region, nombre):
    contrats = contrats_retenus(moteur, JOUR, CriteresActions(region=region, tous=True))
    served = priorites_servies(moteur.registre, contrats, region)
    assert len(served) == nombre
    for one in served:
        themes = set(one.priorite.themes)
        expected = {
            axe.contrat_id
            for axe in moteur.registre.axes
            if themes & set(axe.themes)
            and moteur.registre.contrats[axe.contrat_id].region == region
        }
        assert set(one.contrats) == expected


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
