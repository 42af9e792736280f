"""The map of the directory draws the perimeters found, and names what it cannot draw."""

from datetime import date

import numpy as np

from geo.annuaire.annuaire import Annuaire, Criteres
from geo.annuaire.carte import build_carte
from geo.territoires.couches import feature_codes
from geo.territoires.territoire import FRANCE, find_territoire

JOUR = date(2026, 6, 15)
QUIMPER_BRETAGNE_OCCIDENTALE = "epci 200068120"
QUIMPER, PLOMELIN, SAINT_MALO, SAINT_DENIS = "29232", "29170", "35288", "93066"


# ---- Map -------------------------------------------------------------------------------------


def touched(annuaire: Annuaire, criteres: Criteres, jour: date = JOUR) -> dict[str, str]:
    """Status of the features that the map draws, by identifier."""
    carte = build_carte(annuaire.chercher(criteres, jour), criteres.territoire)
    referentiel = annuaire.moteur.referentiel
    codes = np.concatenate([feature_codes(referentiel, one) for one in carte.etat.couches])
    drawn = zip(codes[carte.touchees], carte.etat.statuts[carte.touchees], strict=True)
    return {str(code): str(statut) for code, statut in drawn}


def test_the_map_draws_the_perimeters_found_and_nothing_else(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS de Quimper", date_signature="2024"), nomme("b", "CLS de Saint-Malo")],
        {"a": [QUIMPER_BRETAGNE_OCCIDENTALE], "b": ["epci 243500782"]},
    )
    assert touched(directory, Criteres(texte="CLS de Quimper")) == {
        "200068120-29": "signe_a_confirmer"
    }


def test_a_departement_is_drawn_by_communes(un_annuaire, nomme):
    directory = un_annuaire(
        [nomme("a", "CLS A", date_signature="2024")], {"a": [f"commune {QUIMPER}"]}
    )
    finistere = find_territoire(directory.moteur.referentiel, "departement", "29")
    assert touched(directory, Criteres(territoire=finistere)) == {QUIMPER: "signe_a_confirmer"}
    assert touched(directory, Criteres()) == {"200068120-29": "partielle"}


def test_a_contract_replaced_since_is_drawn_as_ended(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("un", "CLS 1", date_signature="2012", date_fin="2015", generation=1),
            nomme("deux", "CLS 2", date_signature="2024", date_fin="2029", generation=2),
        ],
        {name: [QUIMPER_BRETAGNE_OCCIDENTALE] for name in ("un", "deux")},
    )
    assert touched(directory, Criteres(statuts=("renouvele",))) == {"200068120-29": "termine"}
    assert touched(directory, Criteres()) == {"200068120-29": "signe_atteste"}


def test_what_the_map_cannot_draw_is_named(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("sans", "CLS A", date_signature="2024"),
            nomme("flou", "CLS B", etape="inconnue"),
            nomme("dessine", "CLS C", date_signature="2024"),
        ],
        {"flou": [f"commune {QUIMPER}"], "dessine": [f"commune {SAINT_MALO}"]},
    )
    carte = build_carte(directory.chercher(Criteres(), JOUR), FRANCE)
    assert carte.sans_perimetre == ("sans",)
    assert carte.sans_statut == ("flou",)


def test_a_click_on_a_territory_gives_its_contracts_found(un_annuaire, nomme):
    directory = un_annuaire(
        [
            nomme("a", "CLS A", date_signature="2024"),
            nomme("b", "CLS B", date_signature="2024"),
            nomme("c", "Autre", date_signature="2024"),
        ],
        {name: [QUIMPER_BRETAGNE_OCCIDENTALE] for name in ("a", "b", "c")},
    )
    resultat = directory.chercher(Criteres(texte="CLS A"), JOUR)
    carte = build_carte(resultat, FRANCE)
    assert carte.contrats_de("200068120-29", resultat) == ("a",)
    everything = directory.chercher(Criteres(), JOUR)
    carte = build_carte(everything, FRANCE)
    assert set(carte.contrats_de("200068120-29", everything)) == {"a", "b", "c"}
    assert carte.contrats_de("243500782-35", everything) == ()
