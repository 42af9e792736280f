"""The address of the page of actions, and the words of its values."""

from datetime import date

import pytest

from components.actions.adresse import VOLETS, Connus, EtatActions, read_etat
from components.actions.filtres import LIBELLES_DIMENSIONS, LIBELLES_ECHEANCES, LIBELLES_VOLETS
from components.commun.adresse.parametres import write_params
from components.commun.statuts import STATUTS_ACTION
from geo.actions.portefeuille import DIMENSIONS, ECHEANCES, CriteresActions
from geo.contrats.actions import STATUTS_ACTION as STATUTS_DE_GEO
from tests.pages.lecture import assert_nothing_wrong, sentence

JOUR = date(2026, 6, 15)
HOSTILE = "<img src=x onerror=alert(1)>"


# ---- What cannot be read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"region": "99"}, "aucune région n'a ce code"),
        ({"contrat": "cls-nulle-part"}, "aucun contrat n'a cet identifiant"),
        ({"pilote": HOSTILE}, "aucune action n'a ce pilote"),
        ({"volet": "tout"}, "Valeurs possibles\u00a0: actions, themes, probantes, connaissance"),
        ({"par": "couleur"}, "valeur inconnue, elle est ignorée"),
        ({"statut": "fini"}, "valeur inconnue, elle est ignorée"),
        ({"date": "2026-13-45"}, "ce n'est pas une date"),
        ({"echeance": "demain"}, "Valeurs possibles\u00a0: en_retard, a_verifier"),
    ],
)
def test_a_bad_value_is_told_in_french_and_the_page_still_answers(open_page, parameters, expected):
    page = open_page(**parameters)
    assert_nothing_wrong(page)
    told = [one.value.replace("\\", "") for one in page.warning]
    assert [text for text in told if expected in text]
    assert sentence(page)


def test_an_address_written_is_read_back_as_the_same_view():
    written = EtatActions(
        JOUR,
        CriteresActions(
            region="53",
            contrat="a",
            themes=("", "violences"),
            statuts=("realisee", "non_renseigne"),
            pilote="CC d'Ici & d'Ailleurs",
            echeance="a_verifier",
            tous=True,
        ),
        volet="connaissance",
        dimension="region",
    )
    known = Connus({"53"}, {"a"}, {"CC d'Ici & d'Ailleurs"})
    assert read_etat(write_params(written), known, date(2026, 11, 21)) == (written, [])


# ---- Words -----------------------------------------------------------------------------------


def test_every_code_has_its_word():
    assert tuple(LIBELLES_VOLETS) == VOLETS
    assert tuple(LIBELLES_DIMENSIONS) == DIMENSIONS
    assert tuple(LIBELLES_ECHEANCES) == ("", *ECHEANCES)
    assert tuple(STATUTS_ACTION) == STATUTS_DE_GEO
