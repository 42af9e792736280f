"""What an ARS announced: dated, and set against the survey only where both count the same thing."""

from datetime import date

import pytest

from components.commun.mots.annonces import nombre_annonce, quand_annonce
from components.diaporama.contenu import build_diaporama
from data.dates import DatePartielle
from data.model import AnnonceRegion
from geo.couverture.moteur import load_moteur
from geo.presentation.seminaire import build_seminaire
from geo.territoires.territoire import find_territoire

JOUR = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("annonces", "quand", "dit"),
    [
        ("55", "2025", "55 en 2025"),
        (">30", "", "plus de 30 (date non renseignée)"),
        ("23", "2019-12-31", "23 le 31\u00a0décembre\u00a02019"),
    ],
)
def test_an_announcement_is_dated(annonces, quand, dit):
    when = DatePartielle.parse(quand) if quand else None
    annonce = AnnonceRegion("53", "ARS Bretagne", annonces, when, "", "", "", "")
    assert f"{nombre_annonce(annonce)} {quand_annonce(annonce)}" == dit


@pytest.mark.parametrize("jour", ["2010-01-01", "2022-06-01"])
def test_a_rate_published_after_the_day_is_not_on_the_slide(jour):
    moteur, day = load_moteur(), date.fromisoformat(jour)
    found = build_seminaire(moteur, find_territoire(moteur.referentiel, "region", "53"), day)
    assert found.completude.annonce.date_annonce.premier_jour > day
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
