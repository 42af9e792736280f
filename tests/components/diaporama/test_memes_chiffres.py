"""The same figure is the same text wherever it is read: sentence, key figures, table, chart."""

import json

import numpy as np
import pandas as pd
import pytest

from components.commun.legende import legende
from components.commun.mots.certitude import phrase
from components.commun.mots.formats import nombre, pourcentage
from components.commun.statuts import STATUTS
from components.couverture.indicateurs import indicateurs
from components.figures.ecran.classement import classement
from components.tableaux.tableaux import tableau_territoires
from geo.certitude.certitude import Certitude
from geo.certitude.comptes import CompteDeContrats
from tests.tables_montrees import rows_shown

POPULATION = 200_000
FIGURES = [(0, 0), (1, 0), (99_999, 1), (123_456, 54_321), (199_999, 1), (199_999, 0), (200_000, 0)]


@pytest.fixture(scope="module")
def chiffres(une_synthese):
    """Return ``chiffres(signe, projet)``: the figures of a territory of POPULATION residents."""

    def build(signe: int, projet: int):
        return une_synthese(
            population=POPULATION,
            population_signe=signe,
            population_projet=projet,
            taux_signe=100 * signe / POPULATION,
            taux_signe_ou_projet=100 * (signe + projet) / POPULATION,
        )

    return build


def certitude_de(synthese) -> Certitude:
    """What may be said of these figures, no date in doubt and nothing published."""
    signed, in_project = synthese.population_signe, synthese.population_projet
    return Certitude(
        synthese.territoire,
        synthese.jour,
        None,
        population=synthese.population,
        atteste=signed,
        recense=signed,
        plafond=signed,
        projet=in_project,
        echeance_passee=0,
        incertain=0,
        aucun_recense=synthese.population - signed - in_project,
        publie=None,
        publie_signe_ou_projet=None,
        publie_ensuite=None,
        contrats=CompteDeContrats(synthese.contrats_signes, (), ()),
        annonce=None,
        manquants=None,
        regions_muettes=0,
        attestations=(),
    )


def table_of(synthese) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "nom": [synthese.territoire.nom],
            "departement": [""],
            "statut": ["partielle"],
            "population": [synthese.population],
            "taux_signe": [synthese.taux_signe],
            "taux_signe_ou_projet": [synthese.taux_signe_ou_projet],
            "nb_contrats_signes": [1],
            "nb_contrats_projet": [0],
            "en_partie": [False],
        }
    )


def cells_shown(element) -> dict[str, str]:
    """Return the first row of a table, as written on the page."""
    return rows_shown(element)[0]


@pytest.mark.parametrize(("signe", "projet"), FIGURES)
def test_a_rate_reads_the_same_in_the_sentence_the_key_figures_the_table_and_the_chart(
    draw, chiffres, signe, projet
):
    synthese = chiffres(signe, projet)
    rate, wider = pourcentage(synthese.taux_signe), pourcentage(synthese.taux_signe_ou_projet)

    certitude = certitude_de(synthese)
    if signe:
        assert rate in phrase(certitude)

    metrics = draw(indicateurs, certitude).metric
    covered = next(metric for metric in metrics if metric.label == "Signé")
    assert (covered.value, covered.delta) == (nombre(signe), rate)

    table = table_of(synthese)
    row = cells_shown(draw(tableau_territoires, table, "taux_signe", "cle").dataframe[0])
    assert (row["population"], row["taux_signe"]) == (nombre(POPULATION), rate)
    assert row["taux_signe_ou_projet"] == wider

    chart = json.loads(draw(classement, table, "Taux").get("plotly_chart")[0].proto.spec)
    assert chart["data"][1]["text"] == [wider]
    assert chart["data"][0]["customdata"][0][2:] == [rate, wider]


@pytest.mark.parametrize(("signe", "projet"), FIGURES)
def test_the_key_figures_add_up_and_nobody_is_rounded_away(draw, chiffres, signe, projet):
    synthese = chiffres(signe, projet)
    parts = draw(indicateurs, certitude_de(synthese)).metric[1:4]
    counts = [int(part.value.replace("\u202f", "")) for part in parts]
    assert counts == [signe, projet, POPULATION - signe - projet]
    for part, count in zip(parts, counts, strict=True):
        assert (part.delta == "0\u00a0%") == (count == 0)
        assert (part.delta == "100\u00a0%") == (count == POPULATION)


def test_key_figures_say_what_they_count(draw, une_synthese):
    synthese = une_synthese(fins_prochaines=("a",))
    metrics = draw(indicateurs, certitude_de(synthese)).metric
    assert len(metrics) == 4
    assert all(metric.help for metric in metrics)


def test_where_nobody_lives_no_key_figure_is_a_rate(draw, une_synthese):
    nobody = une_synthese(
        population=0,
        population_signe=0,
        population_projet=0,
        taux_signe=None,
        taux_signe_ou_projet=None,
    )
    metrics = draw(indicateurs, certitude_de(nobody)).metric
    assert [metric.delta for metric in metrics[1:4]] == ["non calculable"] * 3


def test_a_rate_that_cannot_be_computed_is_not_shown_as_0_in_the_table(draw, une_synthese):
    table = table_of(une_synthese()).assign(taux_signe=np.nan, taux_signe_ou_projet=np.nan)
    row = cells_shown(draw(tableau_territoires, table, "taux_signe", "cle").dataframe[0])
    assert "%" not in row["taux_signe"]


def test_the_legend_counts_the_territories_of_each_class(draw):
    shown = draw(legende, STATUTS.values(), "ssq.n", "EPCI").get("html")[0].proto.body
    counts = {"Signé": 2, "Signé, sur une partie": 1, "En projet": 0, "Aucun contrat recensé": 1}
    for word, count in counts.items():
        assert f"{word}\u00a0: <b>{count}</b>" in shown
    assert "Non couvert" not in shown  # said nowhere but where a list is attested


def test_a_table_says_which_territories_count_in_part_only(draw, une_synthese):
    table = table_of(une_synthese()).assign(en_partie=True)
    row = cells_shown(draw(tableau_territoires, table, "taux_signe", "cle").dataframe[0])
    assert row["nom"] == "CC d'Essai (en partie)"
