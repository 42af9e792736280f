"""What comes to an end, as the reader sees it: sentences, tables, charts, timeline."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from components.commun.mots.echeances import phrase, relais, reserves, table_contrats
from components.evolution.echeances import section_chaines, section_echeances
from components.evolution.echeances_tableaux import export_contrats, table_chaines
from components.figures.echeances import graphique_des_echeances, tableau_des_echeances
from components.figures.ecran.frise import segments
from data.model import Contrat
from geo.contrats.statuts import Intervalle
from geo.contrats.vie import Echeance
from geo.evolution.chaines import Chaine, Maillon
from geo.evolution.echeances import COLONNES_COURBE, ContratAEcheance, Echeancier
from geo.evolution.sorties import COLONNES_TERRITOIRES
from geo.territoires.territoire import Territoire

JOUR, HORIZON, RELEVE = date(2026, 11, 21), date(2029, 11, 21), date(2026, 11, 21)
COURBE = pd.DataFrame(
    [
        (JOUR, 100_000, 50.0, 0, 0, 60_000, 30_000, 10_000, 30.0, 15.0, 5.0),
        (date(2027, 1, 1), 60_000, 30.0, 40_000, 1, 20_000, 30_000, 10_000, 10.0, 15.0, 5.0),
        (date(2029, 11, 22), 30_000, 15.0, 70_000, 2, 20_000, 0, 10_000, 10.0, 0.0, 5.0),
    ],
    columns=list(COLONNES_COURBE),
)
SOURCES = {"Contrats": "registre d'essai"}
TERRITOIRES = pd.DataFrame(
    [("epci", "200000001", "CC <b>d'Essai</b>", 50_000, 50_000, 100.0, 20.0, 40_000, 1)],
    columns=list(COLONNES_TERRITOIRES),
)


def une_fin(contrat: Contrat, fin: date, **changes: Any) -> ContratAEcheance:
    known = contrat.date_fin
    reason = "source" if known else "defaut"
    base = ContratAEcheance(
        contrat, Echeance(known, reason), fin, known is None, 40_000, 40_000, 0, (), None
    )
    return replace(base, **changes)


@pytest.fixture(scope="session")
def lue(un_contrat: Callable[..., Contrat]) -> ContratAEcheance:
    """A contract that ends in 2026, as a source says."""
    return une_fin(un_contrat(id="cls-29-a-1", nom="CLS A", date_fin="2026"), date(2026, 12, 31))


@pytest.fixture(scope="session")
def estimee(un_contrat: Callable[..., Contrat]) -> ContratAEcheance:
    """A contract that is thought to end in July 2028."""
    contrat = un_contrat(id="cls-29-b-1", nom="CLS [B](http://e.vil)", date_signature="2023-07")
    end = Echeance(replace(contrat.date_signature, annee=2028), "defaut")  # type: ignore[type-var]
    return une_fin(contrat, date(2028, 7, 31), echeance=end, population_perdue=30_000)


@pytest.fixture(scope="session")
def echeancier(lue: ContratAEcheance, estimee: ContratAEcheance) -> Echeancier:
    return Echeancier(
        Territoire("departement", "29", "Finistère"),
        JOUR,
        HORIZON,
        200_000,
        (lue, estimee),
        ("cls-29-a-1", "cls-29-b-1", "cls-29-c-1"),
        ("cls-29-c-1",),
        COURBE,
        30_000,
    )


def sans_fin(echeancier: Echeancier, **changes: Any) -> Echeancier:
    flat = COURBE.assign(population_sortie=0, taux_signe=50.0, population_signe=100_000)
    changes = {"contrats": (), "courbe": flat, "population_sortie_estimee": 0} | changes
    return replace(echeancier, **changes)


def test_the_answer_says_how_many_contracts_end_and_what_the_rate_becomes(echeancier: Echeancier):
    assert phrase(echeancier) == (
        "**Finistère**\u00a0: d'ici novembre\u00a02029, **2\u00a0contrats arrivent à échéance** "
        "sur 3 en vigueur le 21\u00a0novembre\u00a02026. Si aucun n'est renouvelé, la couverture "
        "passe de **50,0\u00a0%** à **15,0\u00a0%**\u00a0: **70\u202f000 habitants ne sont plus "
        "couverts**."
    )


def test_the_answer_about_a_single_contract_is_in_the_singular(
    echeancier: Echeancier, lue: ContratAEcheance
):
    text = phrase(replace(echeancier, contrats=(lue,), signes=("cls-29-a-1",)))
    assert "**le seul contrat en vigueur** le 21\u00a0novembre\u00a02026 **arrive" in text
    assert "S'il n'est pas renouvelé" in text


def test_the_answer_says_when_no_contract_ends(echeancier: Echeancier):
    assert "aucun contrat connu n'arrive à échéance dans les 36\u00a0mois" in phrase(
        sans_fin(echeancier)
    )


def test_the_answer_says_when_the_rate_does_not_move(echeancier: Echeancier, lue: ContratAEcheance):
    assert "n'en est pas changé (50,0\u00a0%)" in phrase(sans_fin(echeancier, contrats=(lue,)))


def test_what_rests_on_an_estimate_or_an_unknown_end_is_counted_apart(echeancier: Echeancier):
    estimated, unknown, incomplete = reserves(echeancier, RELEVE)
    assert estimated.startswith("1\u00a0échéance sur 2 est estimée")
    assert "30\u202f000\u00a0hab. sortent" in estimated
    assert "10\u202f000\u00a0hab. ne sont couverts que par lui" in unknown
    assert "de statut inconnu ensuite" in unknown
    assert incomplete.startswith("Registre incomplet, relevé le 21")


def test_a_contract_without_a_known_perimeter_is_said_to_move_no_rate(
    echeancier: Echeancier, lue: ContratAEcheance
):
    bare = replace(lue, population=None, population_perdue=None)
    assert any(
        "sans périmètre connu. Il ne change aucun taux" in line
        for line in reserves(replace(echeancier, contrats=(bare,)), RELEVE)
    )


def test_an_end_keeps_its_precision_and_says_when_it_is_estimated(echeancier: Echeancier):
    assert table_contrats(echeancier)["Fin"].tolist() == ["2026", "2028-07 (estimée)"]
    exported = export_contrats(echeancier)
    assert exported["Dernier jour compté"].tolist() == [date(2026, 12, 31), date(2028, 7, 31)]
    assert exported["Échéance connue par"].tolist() == ["source", "estimée"]


def test_what_goes_on_after_a_contract_is_named(
    lue: ContratAEcheance, un_contrat: Callable[..., Contrat]
):
    after = un_contrat(id="cls-29-a-2", nom="CLS A (2e)")
    assert relais(lue) == "aucun recensé"
    assert relais(replace(lue, suivante=after)) == "génération suivante\u00a0: CLS A (2e)"
    assert relais(replace(lue, relais=(lue.contrat,))) == "renouvellement engagé"
    in_project = replace(lue, relais=(after,), population_relayee=1200)
    assert relais(in_project) == "en projet\u00a0: CLS A (2e) (1\u202f200\u00a0hab.)"


def charts(shown: Any) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in shown.get("plotly_chart")]


def test_the_section_draws_the_curve_by_what_is_known_of_the_ends(
    draw: Callable[..., Any], echeancier: Echeancier
):
    shown = draw(section_echeances, echeancier, lambda niveau: TERRITOIRES, SOURCES, RELEVE)
    curve, ranking = charts(shown)
    names = [trace["name"] for trace in curve["data"]]
    assert names[:3] == [
        "Échéance lue dans une source",
        "Échéance estimée",
        "Échéance inconnue",
    ]
    patterns = [trace["fillpattern"]["shape"] for trace in curve["data"][:3]]
    assert len(set(patterns)) == 3  # told apart without colour
    assert ranking["layout"]["annotations"][0]["text"].startswith("CC &lt;b&gt;")
    assert "[B](http" not in " ".join(one.value for one in shown.markdown)


def test_the_section_without_an_end_says_why_and_draws_no_chart(
    draw: Callable[..., Any], echeancier: Echeancier
):
    shown = draw(
        section_echeances, sans_fin(echeancier), lambda niveau: TERRITOIRES, SOURCES, RELEVE
    )
    assert charts(shown) == []
    assert "courent au-delà" in shown.info[0].value
    nobody = sans_fin(echeancier, signes=(), sans_echeance=())
    shown = draw(section_echeances, nobody, lambda niveau: TERRITOIRES, SOURCES, RELEVE)
    assert "Aucun contrat signé n'est recensé" in shown.info[0].value


def test_the_bars_of_a_slide_count_contracts_by_semester(echeancier: Echeancier):
    chart = graphique_des_echeances(echeancier)
    assert chart.categories[0] == "2e\u00a0sem. 2026"
    assert chart.categories[-1] == "2e\u00a0sem. 2029"
    known, estimated = (dict(zip(chart.categories, s.valeurs, strict=True)) for s in chart.series)
    assert known["2e\u00a0sem. 2026"] == 1
    assert estimated["2e\u00a0sem. 2028"] == 1
    assert sum(known.values()) + sum(estimated.values()) == len(echeancier.contrats)


def test_the_table_of_a_slide_is_short_and_ready_to_read(echeancier: Echeancier):
    table = tableau_des_echeances(echeancier, limite=1)
    assert table.to_dict("records") == [
        {"Fin": "2026", "Contrat": "CLS A", "Habitants": "40\u202f000", "Relais": "aucun recensé"}
    ]
    assert tableau_des_echeances(sans_fin(echeancier)).empty


def maillon(contrat: Contrat, statut: str, **changes: Any) -> Maillon:
    base = Maillon(contrat, statut, None, None, Echeance(contrat.date_fin, "source"), False, False)
    return replace(base, **changes)


@pytest.fixture(scope="session")
def chaine(un_contrat: Callable[..., Contrat]) -> Chaine:
    """Two generations: one ended, one in force whose end is estimated."""
    first = maillon(
        un_contrat(id="cls-29-a-1", generation=1, date_signature="2015", date_fin="2019"),
        "renouvele",
        signe=Intervalle(date(2015, 1, 1), date(2019, 12, 31)),
    )
    second = maillon(
        un_contrat(id="cls-29-a-2", nom="CLS A (2e)", generation=2, date_signature="2024-01-01"),
        "signe",
        signe=Intervalle(date(2024, 1, 1), date(2029, 1, 1)),
        fin_estimee=True,
    )
    return Chaine((first, second), None)


def test_an_estimated_end_is_drawn_apart_from_what_is_sure(chaine: Chaine):
    drawn = segments([chaine], JOUR, date(2030, 1, 1))
    assert [(one.statut, one.incertain) for one in drawn] == [
        ("renouvele", False),
        ("signe", False),
        ("signe", True),
    ]
    assert [one.texte for one in drawn] == ["1re", "2e", ""]
    assert drawn[-1].fin == date(2029, 1, 1)


def test_bars_of_one_chain_never_overlap(chaine: Chaine):
    first, second = chaine.maillons
    longer = replace(first, signe=Intervalle(date(2015, 1, 1), date(2026, 12, 31)))
    drawn = segments([Chaine((longer, second), None)], JOUR, date(2030, 1, 1))
    for before, after in pairwise(drawn):
        assert before.fin <= after.debut


def test_a_project_is_drawn_up_to_the_day_and_not_beyond(un_contrat: Callable[..., Contrat]):
    project = maillon(
        un_contrat(etape="elaboration"),
        "projet",
        projet=Intervalle(date(2025, 1, 1), date(2030, 12, 31)),
    )
    (one,) = segments([Chaine((project,), None)], JOUR, date(2031, 1, 1))
    assert (one.debut, one.fin, one.statut) == (date(2025, 1, 1), JOUR, "projet")


def test_an_unknown_end_is_drawn_as_unsure_from_the_day_on(un_contrat: Callable[..., Contrat]):
    undated = maillon(
        un_contrat(),
        "signe",
        signe=Intervalle(date(2020, 1, 1), None),
        fin_estimee=True,
        signature_inconnue=True,
    )
    drawn = segments([Chaine((undated,), None)], JOUR, date(2030, 1, 1))
    assert [one.incertain for one in drawn] == [True, False, True]
    assert drawn[-1].debut == JOUR
    assert drawn[-1].fin == date(2030, 1, 1)


def test_the_timeline_has_a_pattern_or_a_label_beside_each_colour_and_a_line_at_the_day(
    draw: Callable[..., Any], chaine: Chaine
):
    shown = draw(section_chaines, (chaine,), JOUR, HORIZON, JOUR, SOURCES, "Finistère")
    (figure,) = charts(shown)
    texts = [one["text"] for one in figure["layout"]["annotations"]]
    assert {"CLS A (2e)", "1re", "2e", "Aujourd'hui"} <= set(texts)
    assert figure["layout"]["shapes"][0]["x0"] == JOUR.isoformat()
    unsure = [trace for trace in figure["data"] if trace["name"].startswith("Début ou fin")]
    assert unsure[0]["marker"]["pattern"]["shape"] == "/"
    table = table_chaines((chaine,))
    assert table["Fin"].tolist() == ["2019", "2029-01-01 (estimée)"]
    assert table["Suite"].tolist() == [1, 1]


def test_a_territory_without_a_contract_says_so(draw: Callable[..., Any]):
    shown = draw(section_chaines, (), JOUR, HORIZON, JOUR, SOURCES, "Finistère")
    assert "Aucun contrat n'est recensé" in shown.info[0].value
    assert charts(shown) == []
