"""What a map says: its alternative text, its names, what it outlines."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
import shapely

from components.carte.comptee import classes_des_territoires
from components.carte.couverture import CONTOURS
from components.commun.statuts import HORS_VUE, aspect_de
from components.figures.figure import Carte
from components.figures.image.carte import carte_image, carte_svg
from components.territoire.carte import carte_du_lieu_a_imprimer
from geo.certitude.carte import parties
from geo.couverture.moteur import Moteur
from geo.territoire.carte import build_carte
from geo.territoires.fond_image import load_fond
from geo.territoires.territoire import FRANCE, find_territoire
from tests.components.figures.image.images_lues import texts

JOUR = date(2025, 1, 31)
QUIMPER = ("commune", "29232")


def test_names_are_written_on_a_map_when_they_are_asked_for(moteur: Moteur):
    carte = build_carte(moteur.couverture(JOUR), find_territoire(moteur.referentiel, *QUIMPER))
    fond = load_fond(carte.etat.couches, CONTOURS[carte.niveau])
    printed = carte_du_lieu_a_imprimer(carte, fond, JOUR)
    assert {"Quimper", "Plogonnec"} <= set(texts(carte_svg(printed, 106, 98, 8.5, avec_noms=True)))
    assert "Plogonnec" not in texts(carte_svg(printed, 106, 98, 8.5))


def told(carte: Carte) -> dict[str, int]:
    """The counts of the alternative text, by the word of their status."""
    found = re.findall(r"([^:;]+)\u00a0: (\d+)", carte.alternative.rpartition("couleur\u00a0: ")[2])
    return {word.strip(): int(number) for word, number in found}


@pytest.mark.parametrize(("niveau", "code"), [("region", "53"), ("region", "75"), ("france", "")])
def test_the_alternative_counts_each_epci_once_as_the_table_does(
    une_carte: Callable[..., Carte], moteur: Moteur, niveau: str, code: str
):
    """An EPCI astride two départements is drawn in two parts: it is still one EPCI."""
    carte = une_carte(niveau, code, "epci")
    place = find_territoire(moteur.referentiel, niveau, code) if code else FRANCE
    table = parties(moteur.couverture(JOUR), place, "epci")
    rows = Counter(aspect_de(name).libelle.lower() for name in table["statut"])
    assert told(carte) == dict(rows)
    assert sum(rows.values()) < sum(one != HORS_VUE for one in carte.etat.classes)


def test_parts_of_rates_are_counted_only_when_somebody_put_them_together():
    with pytest.raises(ValueError, match="200: a status expected"):
        classes_des_territoires(["200-29", "200-56"], "13")
    assert classes_des_territoires(["200-29", "200-56", "201"], "113") == "13"


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        *(("sn", "q"), ("pn", "j"), ("pe", "j"), ("jn", "j"), ("en", "e")),
        *(
            ("sc", "c"),
            ("cn", "q"),
            ("ei", "e"),
            ("in", "i"),
            ("tn", "t"),
            ("nx", "n"),
            ("tx", "t"),
        ),
        *(("as", "a"), ("an", "b"), ("rn", "r")),
    ],
)
def test_a_territory_in_parts_has_the_status_of_the_whole(parts: str, whole: str):
    assert classes_des_territoires(["200-29", "200-56"], parts) == whole
    assert classes_des_territoires(["200-29", "200-56"], f"{parts[0]}.") == parts[0]


def test_the_map_of_a_place_has_its_outline_in_bold_and_its_name_in_the_legend(moteur: Moteur):
    place = find_territoire(moteur.referentiel, "commune", "29232")
    carte = build_carte(moteur.couverture(JOUR), place)
    assert carte is not None
    fond = load_fond(carte.etat.couches, CONTOURS[carte.niveau])
    content = carte_image(carte_du_lieu_a_imprimer(carte, fond, JOUR), "svg", 160, 120)
    assert "Quimper" in texts(content)
    assert b"stroke: #12181f" in content


@pytest.mark.parametrize("couches", [("communes-972",), ("communes-29", "communes-56")])
def test_the_outline_of_a_departement_follows_the_coast_of_its_communes(couches: tuple[str, ...]):
    fond = load_fond(couches, "departement")
    assert fond.traits is not None
    assert fond.traits.codes.tolist() == [name.partition("-")[2] for name in couches]
    whole = shapely.union_all(fond.formes.formes)
    outlines = shapely.union_all(fond.traits.formes)
    assert shapely.symmetric_difference(whole, outlines).area == pytest.approx(0, abs=1e-12)
