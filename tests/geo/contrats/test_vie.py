"""The life of a contract: steps reached, end, share passed."""

from datetime import date

import pytest

from data.dates import DatePartielle
from data.model import Etape
from geo.contrat.fiche import build_fiche
from geo.contrats.vie import ETAPES_DE_VIE, build_vie, mois_entiers

JOUR = date(2026, 6, 15)
ETAPES = tuple(Etape(rank, code, code, "") for rank, code in enumerate(ETAPES_DE_VIE, start=1))


# --- Life -------------------------------------------------------------------------------------


@pytest.fixture
def vie_de(un_contrat, un_moteur):
    """Builds the life of an invented contract: ``vie_de(JOUR, etape="diagnostic")``."""

    def build(jour=JOUR, **champs):
        moteur = un_moteur([un_contrat("cls-29-a-1", **champs)], {})
        contrat = moteur.registre.contrats["cls-29-a-1"]
        statut = moteur.couverture(jour).statuts[contrat.id]
        return build_vie(ETAPES, contrat, statut, moteur.periodes[contrat.id], jour)

    return build


def states(vie):
    return [one.etat for one in vie.etapes]


def test_a_signed_contract_follows_its_actions_and_is_evaluated_next(vie_de):
    vie = vie_de(date_signature="2024")
    assert states(vie) == ["deduite"] * 4 + ["en_cours", "prochaine"]
    assert vie.etape("prochaine").code == "evaluation"


def test_a_project_stands_at_the_step_of_its_source(vie_de):
    vie = vie_de(etape="diagnostic", source_date="2026")
    assert states(vie) == ["deduite", "deduite", "en_cours", "prochaine", "a_venir", "a_venir"]


def test_a_contract_under_evaluation_has_no_next_step(vie_de):
    vie = vie_de(etape="evaluation", date_signature="2024", source_date="2026-01")
    assert states(vie) == ["deduite"] * 5 + ["en_cours"]
    assert vie.etape("prochaine") is None


def test_an_evaluation_that_a_later_source_tells_has_not_begun(vie_de):
    vie = vie_de(date(2025, 6, 1), etape="evaluation", date_signature="2024", source_date="2026")
    assert states(vie)[4:] == ["en_cours", "prochaine"]


def test_nothing_says_whether_a_contract_that_is_over_was_evaluated(vie_de):
    vie = vie_de(date_signature="2018", date_fin="2021")
    assert states(vie) == ["deduite"] * 5 + ["inconnue"]


def test_no_step_is_known_before_anything_is_known_of_a_contract(vie_de):
    assert set(states(vie_de(date(2015, 1, 1), date_signature="2024"))) == {"inconnue"}


def test_a_project_without_news_keeps_the_steps_it_had_reached(vie_de):
    vie = vie_de(etape="cadrage", source_date="2015")
    assert states(vie) == ["deduite", "franchie", *["inconnue"] * 4]


def test_a_step_is_passed_only_when_a_source_says_so(vie_de):
    signed = vie_de(date_signature="2024")
    assert [one.lue for one in signed.etapes] == [False] * 6
    evaluated = vie_de(etape="evaluation", date_signature="2018", date_fin="2021")
    assert states(evaluated) == ["deduite"] * 5 + ["franchie"]
    assert [one.lue for one in evaluated.etapes] == [False] * 5 + [True]


def test_the_line_of_an_undated_contract_stops_when_its_news_tell_no_more(vie_de):
    frise = vie_de(source_date="2018", duree_ans=3).frise
    assert (frise.signe.debut, frise.signe.fin) == (date(2018, 1, 1), date(2021, 12, 31))
    assert (frise.part_ecoulee, frise.mois_restants) == (None, None)


def test_the_step_of_a_renewal_under_way_is_not_known(vie_de):
    assert set(states(vie_de(etape="renouvellement", source_date="2026"))) == {"inconnue"}


def test_a_step_told_after_the_day_looked_at_is_flagged(vie_de):
    champs = {"etape": "diagnostic", "source_date": "2026"}
    assert vie_de(date(2025, 1, 1), **champs).etape_sans_date
    assert not vie_de(JOUR, **champs).etape_sans_date


def test_an_end_that_the_source_gives_keeps_its_precision(vie_de):
    end = vie_de(date_signature="2022-03-01", date_fin="2027").echeance
    assert (end.date, end.est_estimee) == (DatePartielle(2027), False)


def test_an_unknown_end_is_estimated_with_the_precision_of_the_signature(vie_de):
    planned = vie_de(date_signature="2023-07", duree_ans=3).echeance
    assert (planned.date, planned.raison) == (DatePartielle(2026, 7), "duree")
    default = vie_de(date_signature="2023").echeance
    assert (default.date, default.raison) == (DatePartielle(2028), "defaut")


def test_a_contract_said_to_be_over_has_no_estimated_end_after_that(vie_de):
    end = vie_de(etape="echu", date_signature="2024", source_date="2026").echeance
    assert (end.date, end.raison) == (None, "echu")


def test_nothing_is_estimated_without_a_signature(vie_de):
    assert vie_de().echeance.date is None


def test_the_end_of_every_real_contract_is_the_one_the_rates_count(moteur):
    for name in moteur.registre.contrats:
        fiche = build_fiche(moteur.couverture(JOUR), name)
        signed, end = fiche.periodes.signe, fiche.vie.echeance
        if signed is not None and end.date is not None:
            assert signed.fin == end.date.dernier_jour


def test_half_of_a_contract_has_passed_half_way(vie_de):
    frise = vie_de(date(2024, 1, 1), date_signature="2023-01-01", date_fin="2025-01-01").frise
    assert frise.part_ecoulee == pytest.approx(50, abs=0.2)
    assert frise.mois_restants == 12


def test_the_share_passed_stays_between_nothing_and_everything(vie_de):
    champs = {"date_signature": "2023-01-01", "date_fin": "2025-01-01"}
    assert vie_de(date(2015, 1, 1), **champs).frise.part_ecoulee == 0
    assert vie_de(date(2040, 1, 1), **champs).frise.part_ecoulee == 100
    assert vie_de(date(2026, 1, 1), **champs).frise.mois_restants == -12


def test_there_is_no_timeline_without_a_date(vie_de):
    assert vie_de(etape="inconnue").frise is None


def test_the_timeline_holds_the_day_looked_at(vie_de):
    frise = vie_de(date(2030, 1, 1), date_signature="2018", date_fin="2021").frise
    assert frise.debut <= date(2018, 1, 1) < frise.fin == date(2030, 1, 1)


@pytest.mark.parametrize(
    ("debut", "fin", "mois"),
    [
        (date(2026, 1, 15), date(2026, 2, 14), 0),
        (date(2026, 1, 15), date(2026, 2, 15), 1),
        (date(2026, 1, 15), date(2027, 1, 15), 12),
        (date(2027, 1, 15), date(2026, 1, 15), -12),
    ],
)
def test_only_whole_months_count(debut, fin, mois):
    assert mois_entiers(debut, fin) == mois
