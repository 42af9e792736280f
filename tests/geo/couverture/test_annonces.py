"""What an ARS announced and published, beside what is computed."""

import csv
from collections.abc import Callable
from datetime import date

from data.dates import DatePartielle
from data.model import AnnonceRegion
from data.paths import DOSSIER_REGISTRE
from geo.couverture.moteur import Couverture, Moteur
from geo.couverture.synthese import build_completude, chiffres_publies
from geo.territoires.territoire import find_territoire

JOUR = date(2025, 6, 30)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}
QUIMPER = "29232"
CouvertureDe = Callable[..., Couverture]


def test_nouvelle_aquitaine_announced_55_contracts(moteur: Moteur):
    jour = date(2025, 1, 31)
    found = build_completude(moteur.couverture(jour), "75")
    assert found is not None
    assert found.annonce.nb_cls_annonces == "55"
    assert found.annonce.taux_signe_publie == "78.6"
    with (DOSSIER_REGISTRE / "contrats.csv").open(encoding="utf-8", newline="") as file:
        led_there = {row["id"] for row in csv.DictReader(file) if row["region"] == "75"}
    statuts = moteur.couverture(jour).statuts
    assert found.nb_signes == sum(statuts[name] == "signe" for name in led_there)
    assert found.nb_projet == sum(statuts[name] == "projet" for name in led_there)
    assert 0 < found.nb_signes < len(led_there)


def announcement(region: str, nombre: str) -> AnnonceRegion:
    return AnnonceRegion(region, "ARS d'essai", nombre, DatePartielle(2025), "", "", "", "")


def test_completude_counts_the_contracts_led_by_the_ars_wherever_they_lie(
    couverture_de: CouvertureDe,
):
    couverture = couverture_de(
        (SIGNE, ["departement 29"]),
        (SIGNE, []),  # without a known perimeter
        (PROJET, ["commune 29155"]),
        (SIGNE | {"region": "28"}, ["departement 35"]),  # in Bretagne, led elsewhere
        (ECHU, ["departement 56"]),
        regions={"53": announcement("53", "17"), "94": announcement("94", "")},
    )
    bretagne = build_completude(couverture, "53")
    assert bretagne is not None
    assert (bretagne.nb_signes, bretagne.nb_projet) == (2, 1)
    assert bretagne.annonce.nb_cls_annonces == "17"
    corse = build_completude(couverture, "94")
    assert corse is not None
    assert (corse.nb_signes, corse.nb_projet, corse.annonce.nb_cls_annonces) == (0, 0, "")


def test_nothing_is_announced_outside_the_regions(moteur: Moteur):
    assert build_completude(moteur.couverture(JOUR), "978") is None


def test_published_figures_are_those_of_the_territory_newest_first(moteur: Moteur):
    bretagne = find_territoire(moteur.referentiel, "region", "53")
    found = chiffres_publies(moteur.registre, bretagne)
    assert {(figure.objet_type, figure.objet_id) for figure in found} == {("region", "53")}
    days = [figure.date.premier_jour for figure in found if figure.date]
    assert len(days) > 1
    assert days == sorted(days, reverse=True)
    quimper = find_territoire(moteur.referentiel, "commune", QUIMPER)
    assert chiffres_publies(moteur.registre, quimper) == []
