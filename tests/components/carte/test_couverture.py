"""From the figures to the colours of the map."""

from datetime import date

import numpy as np
import pytest

from components.carte.couverture import aspects_of, classe_de_taux, classes_of, etat_carte
from components.commun.adresse.vue import EtatVue
from components.commun.statuts import CLASSES_TAUX, HORS_VUE, STATUTS
from geo.couverture.carte import EtatCouches, build_etat
from geo.couverture.moteur import load_moteur
from geo.territoires.couches import feature_codes
from geo.territoires.territoire import FRANCE, find_territoire

JOUR = date(2025, 1, 31)
LIBELLES = {aspect.code: aspect.libelle.replace("\u00a0", " ") for aspect in CLASSES_TAUX}


def couches(statuts: list[str], taux: list[float], vus: list[bool]) -> EtatCouches:
    number = len(statuts)
    return EtatCouches(
        couches=("epci",),
        niveau="partie",
        positions=np.arange(number),
        dans_la_vue=np.array(vus),
        statuts=np.array(statuts),
        taux=np.array(taux),
        contrats=[[(3, "signe"), (40, "echu")], *([[]] * (number - 1))],
    )


@pytest.fixture
def trois_territoires() -> EtatCouches:
    return couches(["signe", "projet", "aucun_recense"], [100, 0, np.nan], [True, True, False])


@pytest.mark.parametrize(
    ("taux", "classe"),
    [
        (0, "0 %"),
        (0.0001, "moins de 25 %"),
        (24.99, "moins de 25 %"),
        (25, "25 à 50 %"),
        (49.99, "25 à 50 %"),
        (50, "50 à 75 %"),
        (75, "75 à 100 %"),
        (99.99, "75 à 100 %"),
        (99.999999, "75 à 100 %"),
        (100, "100 %"),
        (np.nan, "0 %"),
    ],
)
def test_each_rate_has_its_class_and_only_0_and_100_have_theirs(taux, classe):
    assert LIBELLES[classe_de_taux(np.array([taux]))[0]] == classe


def test_a_territory_out_of_view_has_no_class(trois_territoires):
    assert classes_of(trois_territoires, "statut") == "sp" + HORS_VUE
    assert classes_of(trois_territoires, "taux") == "50" + HORS_VUE


def test_the_legend_explains_every_class_the_map_draws():
    moteur = load_moteur()
    couverture = moteur.couverture(JOUR, None)
    for niveau, affichage in (("region", "taux"), ("epci", "statut"), ("commune", "statut")):
        drawn = classes_of(build_etat(couverture, FRANCE, niveau, True), affichage)
        assert set(drawn) <= {aspect.code for aspect in aspects_of(affichage)}
        assert len(drawn) == len(set(drawn)) or len(set(drawn)) > 1


def test_every_status_computed_has_a_colour():
    names = list(STATUTS)
    etat = couches(names, [0.0] * len(names), [True] * len(names))
    assert classes_of(etat, "statut") == "".join(aspect.code for aspect in STATUTS.values())


def test_the_view_says_to_the_map_what_to_show(trois_territoires):
    bretagne = find_territoire(load_moteur().referentiel, "region", "53")
    vue = EtatVue(bretagne, JOUR, "epci", "statut", fond_ign=True)
    etat = etat_carte(vue, trois_territoires)
    assert (etat.couches, etat.classes) == (("epci",), "sp.")
    assert etat.taux == "rs00--"  # 1000 and 0 per mille, in base 36; none where nobody lives
    assert etat.contrats == "S3E14;;"
    assert (etat.vue, etat.encarts, etat.mode, etat.fond_ign) == (
        "region-53",
        False,
        "statut",
        True,
    )


def test_a_rate_neither_0_nor_100_is_not_sent_as_0_or_100():
    vue = EtatVue(FRANCE, JOUR, "region", "taux")
    sent = etat_carte(vue, couches(["partielle"] * 2, [99.999, 0.001], [True, True])).taux
    assert sent == "rr01"  # 999 and 1 per mille, in base 36


def test_the_whole_country_is_drawn_with_its_insets_and_a_region_without():
    referentiel = load_moteur().referentiel
    regions = couches(["signe"], [50], [True])
    assert etat_carte(EtatVue(FRANCE, JOUR, "region", "taux"), regions).encarts
    reunion = find_territoire(referentiel, "region", "04")
    assert not etat_carte(EtatVue(reunion, JOUR, "epci", "taux"), regions).encarts


def test_an_epci_astride_two_regions_is_coloured_on_each_side_of_the_border():
    moteur = load_moteur()
    couverture = moteur.couverture(JOUR, None)
    codes = feature_codes(moteur.referentiel, "epci").tolist()
    parts = {codes.index("247600588-76"): "28", codes.index("247600588-80"): "32"}
    for region in ("28", "32"):
        territoire = find_territoire(moteur.referentiel, "region", region)
        classes = classes_of(build_etat(couverture, territoire, "epci", False), "statut")
        assert {side: classes[part] != HORS_VUE for part, side in parts.items()} == {
            "28": region == "28",
            "32": region == "32",
        }


@pytest.mark.parametrize("compte", ["signe", "signe_ou_projet"])
def test_the_map_says_which_contracts_its_rates_count(trois_territoires, compte):
    vue = EtatVue(FRANCE, JOUR, "epci", "taux", compte)
    assert etat_carte(vue, trois_territoires).compte == compte
