"""A slide says no more than its evidence, and its maps name what they outline."""

from datetime import date

import pytest

from components.commun.mots.formats import nombre, pourcentage
from geo.couverture.moteur import Moteur
from geo.presentation.noms import nom_sur_la_carte
from geo.presentation.seminaire import Seminaire, build_seminaire
from geo.territoires.contours import CONTOUR
from geo.territoires.territoire import find_territoire
from tests.components.diaporama.diapositives import slides

JOUR = date(2026, 6, 15)
CORNOUAILLE = "cls-29-cornouaille-1"
BREST = "cls-29-pays-de-brest-1"


def seminaire_de(moteur: Moteur, niveau: str, code: str, contrat: str = "") -> Seminaire:
    return build_seminaire(moteur, find_territoire(moteur.referentiel, niveau, code), JOUR, contrat)


@pytest.mark.parametrize("place", [("region", "75"), ("region", "11"), ("departement", "29")])
def test_a_rate_stands_over_the_bar_of_what_it_rests_on(moteur, place):
    found = seminaire_de(moteur, *place)
    shown = slides(found)
    for cle, certitude in (("pays", found.certitude_du_pays), ("region", found.certitude)):
        bar = shown[cle].barre
        assert bar.segments[0].fin == pytest.approx(certitude.taux_atteste)
        assert bar.segments[-1].fin == pytest.approx(certitude.taux_plafond)
        assert pourcentage(certitude.taux_recense) in bar.alternative
    if found.certitude.genre == "publie":
        assert "publié" in shown["evolution"].chiffres[0].precision
        assert found.certitude.publie.valeur == shown["region"].barre.reperes[0].taux


@pytest.mark.parametrize("place", [("region", "75"), ("region", "53"), ("departement", "29")])
def test_every_epci_outlined_is_named_once(moteur, place):
    found = seminaire_de(moteur, *place)
    etat = slides(found)["ou-agir"].carte.etat
    outlined = {one.split("-")[0] for one in etat.selection}
    names = [name for name, _, _ in etat.etiquettes]
    assert outlined
    whole = [found.moteur.referentiel.nom("epci", one) for one in outlined]
    assert sorted(names) == sorted(nom_sur_la_carte(one) for one in whole)


def test_the_map_of_a_contract_names_its_epci(moteur):
    found = seminaire_de(moteur, "departement", "29", CORNOUAILLE)
    slide = slides(found)["contrat"]
    assert slide.carte.etat.selection == (CONTOUR,)
    names = [name for name, _, _ in slide.carte.etat.etiquettes]
    assert "Quimper Bretagne Occidentale" in names
    assert len(names) == len(set(names)) == 6
    assert not any("en partie" in name for name in names)


def test_a_contract_of_one_commune_names_it_and_not_its_epci(moteur):
    found = seminaire_de(moteur, "region", "11", "cls-77-savigny-le-temple-1")
    names = [name for name, _, _ in slides(found)["contrat"].carte.etat.etiquettes]
    assert names == ["Savigny-le-Temple"]


def test_an_epci_covered_in_part_is_said_to_be_so(moteur):
    referentiel = moteur.referentiel
    epci = referentiel.niveaux["epci"]
    for name in moteur.registre.contrats:
        cells = moteur.perimetres.par_contrat[name]
        owners = {int(one) for one in epci.appartenance[cells]} - {-1}
        if len(owners) < 2:
            continue
        partial = [
            one
            for one in owners
            if (epci.appartenance == one).sum() > (epci.appartenance[cells] == one).sum()
        ]
        if partial and len(owners) < 10:
            region = moteur.registre.contrats[name].region
            drawn = seminaire_de(moteur, "region", region, name).carte_de_la_fiche
            told = {one for one, _, _ in drawn.noms if one.endswith(" (en partie)")}
            whole = [referentiel.nom("epci", str(epci.codes[one])) for one in partial]
            expected = {nom_sur_la_carte(one) for one in whole}
            assert told == {f"{one} (en partie)" for one in expected}
            return
    pytest.fail("the registre holds no contract that covers an EPCI in part")


def test_the_title_of_the_ends_ahead_says_that_dates_are_estimated(moteur):
    for place in (("region", "75"), ("departement", "29"), ("region", "53")):
        found = seminaire_de(moteur, *place)
        title, ahead = slides(found)["a-venir"].titre, found.echeancier
        assert ("estimée" in title) == bool(ahead.estimes)
        if 0 < len(ahead.estimes) < len(ahead.contrats):
            assert f"dont {nombre(len(ahead.estimes))} à date estimée" in title


def test_the_title_of_the_themes_says_how_many_contracts_were_read(moteur):
    found = seminaire_de(moteur, "region", "75")
    known, whole = found.acteurs.themes.nb_connus, found.acteurs.nb_contrats
    assert known < whole
    assert f"dans {nombre(known)} contrats lus sur {whole}" in slides(found)["acteurs"].titre


def test_where_every_place_has_a_contract_to_check_the_title_says_only_that(moteur):
    found = seminaire_de(moteur, "departement", "29")
    assert not len(found.ou_chercher.lieux)
    slide = slides(found)["ou-agir"]
    assert "à vérifier" in slide.titre
    assert "aucun contrat" not in slide.titre
    assert slide.graphique.titre == "À vérifier d'abord"
    assert slide.graphique.series[0].valeurs[0] == max(
        found.ou_chercher.a_verifier["population_sans_contrat"]
    )


def test_a_single_bar_gives_way_to_the_map(moteur):
    slide = slides(seminaire_de(moteur, "departement", "29", BREST))["contrat"]
    assert slide.graphique is None
    assert slide.carte is not None
    assert "réalisée" in slide.phrase
