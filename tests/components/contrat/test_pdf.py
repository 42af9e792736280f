"""The one-page sheet of a contract, read back as a reader's program reads it."""

from collections.abc import Callable
from datetime import date

import pytest

from components.commun.mots.certitude import CLASSES
from components.contrat.pdf import SANS_CARTE, pdf_contrat
from components.figures.carte_du_contrat import carte_du_contrat_a_imprimer
from geo.contrat.vue import VueDuContrat, build_vue
from geo.couverture.moteur import Moteur
from geo.emporter.fichiers import Fichiers
from geo.territoires.millesimes import Reference
from tests.components.documents.pdf.accessibilite import defauts
from tests.components.documents.pdf.lecture import Lu, flat

JOUR = date(2026, 6, 15)
CORNOUAILLE = "cls-29-cornouaille-1"
ADRESSE = "https://atlas.exemple.fr/contrat?id=cls-29-cornouaille-1&date=2026-06-15"
SOURCES = {"Registre": "relevé le 21 novembre 2026"}


@pytest.fixture(scope="module")
def vue_of(moteur: Moteur) -> Callable[[str], VueDuContrat]:
    """Return ``vue_of(contrat_id)``: what its page shows on JOUR."""
    couverture = moteur.couverture(JOUR)
    return lambda name: build_vue(couverture, name, Reference.au(JOUR))


def test_the_sheet_of_cornouaille_holds_on_one_page_with_its_map_and_its_certainty(vue_of):
    vue = vue_of(CORNOUAILLE)
    assert vue.carte is not None
    fond = Fichiers.fond(vue.carte.etat.couches, None)
    carte = carte_du_contrat_a_imprimer(vue.carte, vue.fiche, fond)
    read = Lu(pdf_contrat(vue.fiche, vue.classe, carte, SOURCES, ADRESSE))
    assert len(read.pages) == 1
    told = flat(read.texte)
    mot = CLASSES[vue.classe]
    for words in (
        vue.fiche.contrat.nom,
        mot.libelle,
        mot.definition[1:],
        "signature lue : 12 juillet 2023",
        "Quimper Cornouaille Développement",
        "Promouvoir et prévenir la santé à tous les âges",
        "21 actions annoncées",
        "ARS Bretagne",
    ):
        assert flat(words) in told
    assert defauts(read) == []


def test_a_contract_of_every_class_has_a_sheet_that_says_so(vue_of, moteur):
    seen: dict[str, str] = {}
    couverture = moteur.couverture(JOUR)
    for name in couverture.statuts:
        if couverture.statuts[name] not in seen:
            seen[couverture.statuts[name]] = name
    assert len(seen) > 3
    for name in seen.values():
        vue = vue_of(name)
        read = Lu(pdf_contrat(vue.fiche, vue.classe, None, SOURCES, ADRESSE))
        assert len(read.pages) == 1
        assert flat(CLASSES[vue.classe].libelle) in flat(read.texte)
        assert flat(SANS_CARTE) in flat(read.texte)
