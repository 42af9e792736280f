"""What an ARS announced: dated, and set against the survey only where both count the same thing."""

from datetime import date

import pytest

from components.commun.mots.annonces import est_de_ce_temps, recenses_et_annonces
from components.diaporama.contenu import build_diaporama
from data.dates import DatePartielle
from data.model import AnnonceRegion
from geo.couverture.moteur import load_moteur
from geo.couverture.synthese import Completude
from geo.presentation.seminaire import build_seminaire
from geo.territoires.territoire import find_territoire

JOUR = date(2026, 6, 15)


def said(nb_signes: int, annonces: str, quand: str, remarque: str = "", jour: date = JOUR) -> str:
    when = DatePartielle.parse(quand) if quand else None
    annonce = AnnonceRegion("53", "ARS Bretagne", annonces, when, "", "", remarque, "")
    return recenses_et_annonces(Completude(annonce, nb_signes, 0), jour).replace("\u00a0", " ")


def test_an_announcement_is_dated():
    assert said(17, "55", "2025") == "17 CLS signés recensés sur 55 annoncés par l'ARS en 2025"
    assert said(1, ">30", "").endswith("sur plus de 30 annoncés par l'ARS (date non renseignée)")
    assert "le 31 décembre 2019" in said(3, "23", "2019-12-31")


def test_more_contracts_than_announced_are_not_counted_out_of_those_announced():
    text = said(25, "23", "2019-12-31")
    assert text == "25 CLS signés recensés ; l'ARS en annonçait 23 le 31 décembre 2019"


def test_a_remark_that_counts_something_else_is_quoted():
    text = said(10, "32", "2017", "32 CLS signés ou en préparation")
    assert " sur 32" not in text
    assert "en 2017 « 32 CLS signés ou en préparation »" in text
    assert " sur 17 annoncés" in said(10, "17", "2023", "et 6 en négociation")


def test_a_figure_published_years_later_is_not_set_beside_the_day():
    text = said(3, "17", "2023", jour=date(2010, 1, 1))
    assert text == "3 CLS signés recensés ; l'ARS en annonçait 17 en 2023"


@pytest.mark.parametrize(("jour", "attendu"), [("2010-01-01", False), ("2022-06-01", True)])
def test_a_rate_published_years_later_is_not_on_the_slide(jour, attendu):
    moteur, day = load_moteur(), date.fromisoformat(jour)
    found = build_seminaire(moteur, find_territoire(moteur.referentiel, "region", "53"), day)
    assert est_de_ce_temps(found.completude.annonce, day) == attendu
    slide = next(one for one in build_diaporama(found).diapositives if one.cle == "region")
    assert not any("publié par l'ARS" in one.libelle for one in slide.chiffres)
    assert "L'ARS publie" not in slide.phrase  # what is published after the day is never told first


@pytest.mark.parametrize("code", ["27", "28", "32", "52", "53", "75", "76", "84", "93", "03", "06"])
def test_no_region_has_more_contracts_found_than_the_number_they_are_counted_out_of(code):
    moteur = load_moteur()
    found = build_seminaire(moteur, find_territoire(moteur.referentiel, "region", code), JOUR)
    slide = next(one for one in build_diaporama(found).diapositives if one.cle == "region")
    announced = found.completude.annonce
    if f" sur {announced.nb_cls_annonces.replace('>', 'plus de ')} annoncés" in slide.phrase:
        assert found.completude.nb_signes <= int(announced.nb_cls_annonces.strip(">"))
        assert not announced.remarque.startswith(announced.nb_cls_annonces)
    if announced.date_annonce:
        assert str(announced.date_annonce.annee) in slide.phrase
