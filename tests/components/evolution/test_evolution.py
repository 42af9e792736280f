"""The page Évolution: its address, its words, its curve, and the chart a slide takes."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest

from components.commun.adresse.parametres import write_params
from components.commun.adresse.vue import EtatVue
from components.commun.evolution import autres_reserves, phrase_evolution, reserve_en_bref
from components.evolution.etat import EtatEvolution, read_evolution
from components.evolution.tables import export_evolution
from components.figures.ecran.courbe import (
    AVENIR,
    LIBELLES,
    figure_compacte,
    figure_evolution,
    lecture_de_la_courbe,
)
from components.figures.evolution import graphique_evolution
from geo.couverture.moteur import Moteur
from geo.evolution.evolution import Evolution, build_evolution
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.territoire import FRANCE, Territoire, find_territoire

JOUR = date(2026, 11, 21)
BRETAGNE = Territoire("region", "53", "Bretagne")


@pytest.fixture(scope="module")
def evolution_of(moteur: Moteur) -> Callable[..., Evolution]:
    """Return ``evolution_of(niveau, code, jour)``: the history of a real territory."""

    def build(niveau: str, code: str, jour: date = JOUR) -> Evolution:
        territoire = find_territoire(moteur.referentiel, niveau, code)
        return build_evolution(moteur.couverture(jour), territoire, JOUR)

    return build


def find(niveau: str, code: str) -> Territoire:
    if code != "53":
        raise TerritoireInconnu(code)
    return BRETAGNE


def read(**params: str) -> tuple[EtatEvolution, list[str]]:
    return read_evolution(params, find, JOUR)


# The address


def test_the_address_of_the_coverage_page_reads_here_and_keeps_its_state():
    etat, messages = read(
        region="53", date="2025-01-31", niveau="commune", statut="signe_ou_projet"
    )
    assert messages == []
    assert (etat.territoire, etat.jour, etat.niveau) == (BRETAGNE, date(2025, 1, 31), "commune")
    assert (etat.compte, etat.annee) == ("signe_ou_projet", 2025)


def test_the_year_is_written_when_it_is_not_that_of_the_situation():
    etat, _ = read(region="53", annee="2014")
    assert etat.annee == 2014
    assert write_params(etat)["annee"] == "2014"
    assert read(**write_params(etat))[0] == etat
    assert "annee" not in write_params(read(region="53")[0])
    elsewhere = etat.vers(FRANCE)
    assert isinstance(elsewhere, EtatEvolution)
    assert elsewhere.annee == 2014
    assert "annee" not in write_params(EtatVue(FRANCE, JOUR, "region", "taux"))


@pytest.mark.parametrize("annee", ["2009", "2030", "x", "<b>2015</b>", "20 15", "٢٠١٥", "-1"])
def test_a_bad_year_is_told_and_the_present_one_is_shown(annee: str):
    etat, (message,) = read(annee=annee)
    assert etat.annee == JOUR.year
    assert "2010 à 2029" in message
    assert "<b>" not in message


# The words


def test_the_answer_gives_the_rate_and_what_it_was_five_years_before(
    evolution_of: Callable[..., Evolution], moteur: Moteur
):
    text = phrase_evolution(evolution_of("region", "53")).replace("\u00a0", " ")
    assert text.startswith("Au 21 novembre 2026, **Bretagne** : **")
    assert "cinq ans plus tôt" in text
    early = phrase_evolution(evolution_of("region", "53", date(2012, 1, 1)))
    assert "plus tôt" not in early


def test_a_rate_that_did_not_move_is_said_so_without_repeating_it(
    evolution_of: Callable[..., Evolution],
):
    text = phrase_evolution(evolution_of("commune", "97801"))
    assert text.endswith(", comme cinq ans plus tôt.")
    assert text.count("0\u00a0%") == 1


def test_a_place_where_nobody_lives_has_no_rate(evolution_of: Callable[..., Evolution]):
    evolution = evolution_of("commune", "55189")
    assert "ne peut pas être calculé" in phrase_evolution(evolution)
    assert figure_evolution(evolution).data  # and its curve is drawn all the same


def test_the_step_of_the_survey_is_told_with_its_contracts_and_its_inhabitants(
    evolution_of: Callable[..., Evolution],
):
    evolution = evolution_of("france", "")
    told = autres_reserves(evolution, 0)
    step = next(one for one in told if "jour du relevé" in one)
    endless = next(one for one in told if "sans aucune échéance" in one)
    assert "ce n'est pas une progression" in step
    assert f"{len(evolution.releve.contrats)}\u00a0contrats" in step
    assert "21\u00a0novembre\u00a02026" in step
    assert f"{len(evolution.sans_fin)}\u00a0contrats signés" in endless
    assert "périmètre" in autres_reserves(evolution, 2)[-1]


# The curve


def test_the_curve_is_dashed_after_what_is_known(evolution_of: Callable[..., Evolution]):
    evolution = evolution_of("region", "75")
    lines = {trace.name: trace for trace in figure_evolution(evolution).data if trace.line.dash}
    signed, ahead = lines[LIBELLES["taux_signe"]], lines[AVENIR]
    assert (signed.line.dash, ahead.line.dash) == ("solid", "dash")
    assert max(signed.x) == min(ahead.x) == JOUR
    assert signed.y[-1] == pytest.approx(evolution.present["taux_signe"])


def test_published_rates_are_marks_of_their_own(evolution_of: Callable[..., Evolution]):
    evolution = evolution_of("region", "75")
    marks = [t for t in figure_evolution(evolution).data if (t.name or "").startswith("Publié")]
    assert [list(mark.y) for mark in marks] == [[78.6], [82.0]]
    assert "autre base" in lecture_de_la_courbe(evolution)
    assert "publié" not in lecture_de_la_courbe(evolution_of("region", "11"))


def test_names_of_contracts_are_text_in_the_curve(
    evolution_of: Callable[..., Evolution],
):
    evolution = evolution_of("departement", "29")
    hover = [text for trace in figure_evolution(evolution).data for text in trace.customdata or ()]
    assert any("signature" in text for text in hover)
    assert not any("<b>" in text or "<script" in text for text in hover)


def test_the_small_curve_says_the_same_rates(evolution_of: Callable[..., Evolution]):
    evolution = evolution_of("epci", "200068120")
    small, whole = figure_compacte(evolution), figure_evolution(evolution)
    rates = {trace.name: list(trace.y) for trace in small.data}
    assert rates.items() <= {trace.name: list(trace.y) for trace in whole.data}.items()


def test_the_curve_is_broken_where_the_sources_alone_lift_it(
    evolution_of: Callable[..., Evolution],
):
    evolution = evolution_of("region", "53")
    drawn = {trace.name: trace for trace in figure_evolution(evolution).data}
    known = evolution.mois[~evolution.mois["projection"]]
    signed, attested = drawn[LIBELLES["taux_signe"]], drawn[LIBELLES["taux_atteste"]]
    assert sum(rate is None for rate in signed.y) == known["saut"].sum() > 0
    assert not any(rate is None for rate in attested.y)
    on_paper = graphique_evolution(evolution.annees, "Bretagne").series
    assert on_paper[0].ruptures
    assert on_paper[1].ruptures
    assert on_paper[2].ruptures == ()


# Files and slides


def test_the_file_has_a_row_per_year_with_its_projection_said(
    evolution_of: Callable[..., Evolution],
):
    evolution = evolution_of("region", "53")
    table = export_evolution(evolution.annees)
    assert table["Date"].tolist()[:2] == ["2010-12-31", "2011-12-31"]
    assert set(table["Territoire"]) == {"Bretagne"}
    assert table.loc[table["Date"] > JOUR.isoformat(), "Projection"].eq("oui").all()
    assert (table["Taux signé recensé (%)"].round(2) == table["Taux signé recensé (%)"]).all()


def rows(*days: date) -> pd.DataFrame:
    signed = np.linspace(10, 40, len(days))
    return pd.DataFrame(
        {"date": list(days), "taux_signe": signed, "taux_signe_ou_projet": signed + 5}
    )


def test_a_slide_takes_the_history_by_year_or_by_quarter():
    days = [date(2024, 1, 1), date(2024, 12, 1), date(2025, 2, 1), date(2025, 5, 1)]
    by_year = graphique_evolution(rows(*days), "Bretagne")
    assert (by_year.genre, by_year.unite) == ("courbe", "%")
    assert by_year.categories == ("2024", "2025")
    assert [serie.valeurs for serie in by_year.series] == [(20.0, 40.0), (25.0, 45.0)]
    assert "40,0\u00a0%" in by_year.alternative
    by_quarter = graphique_evolution(rows(*days), "Bretagne", "trimestre")
    assert by_quarter.categories == ("T1 2024", "T4 2024", "T1 2025", "T2 2025")


def test_a_slide_leaves_out_what_is_projected(evolution_of: Callable[..., Evolution]):
    evolution = evolution_of("region", "53")
    chart = graphique_evolution(evolution.annees, "Bretagne")
    assert (chart.categories[0], chart.categories[-1]) == ("2010", "2026")
    assert chart.series[0].valeurs[-1] == round(evolution.present["taux_signe"], 2)
    (told,) = reserve_en_bref(evolution).values()
    assert told.startswith(f"{len(evolution.signature_inconnue)} sur {len(evolution.signes)}")


def test_a_slide_refuses_rows_that_are_not_one_history():
    with pytest.raises(ValueError, match="pas"):
        graphique_evolution(rows(JOUR), "Bretagne", "jour")
    with pytest.raises(ValueError, match="increasing"):
        graphique_evolution(rows(JOUR, JOUR), "Bretagne")
    nobody = rows(date(2024, 1, 1), JOUR).assign(taux_signe=np.nan)
    assert graphique_evolution(nobody, "Désert").series[0].valeurs == (None, None)
