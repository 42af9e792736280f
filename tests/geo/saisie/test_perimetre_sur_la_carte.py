"""A perimeter chosen on the map: a click adds a territory or takes it off, and nothing else."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from geo.saisie.bascule import bascule
from geo.saisie.brouillon import Brouillon
from geo.saisie.carte import CLASSES, niveaux_de_la_carte
from geo.saisie.vue import RegistreCourant, VueDeSaisie, build_vue, load_courant
from geo.territoires.territoire import Territoire
from tests.depots import depot_a_part

CORNOUAILLE = "cls-29-cornouaille-1"
CAP_SIZUN = Territoire("epci", "242900629", "CC Cap Sizun - Pointe du Raz")
AUDIERNE = Territoire("commune", "29003", "Audierne")
CROZON = Territoire("epci", "200066868", "CC Presqu'île de Crozon-Aulne maritime")
JOUR = date(2026, 11, 30)


@pytest.fixture(scope="module")
def courant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegistreCourant]:
    """The registre of a store of its own, in which nothing is published here."""
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        depot_a_part(tmp_path_factory.mktemp("depot"), monkeypatch),
    ):
        yield load_courant()


def clicked(
    courant: RegistreCourant, *places: Territoire, contrat: str = CORNOUAILLE
) -> VueDeSaisie:
    draft = Brouillon(contrat, courant.numero)
    for place in places:
        draft = bascule(draft, courant.tables, courant.moteur.referentiel, place)
    return build_vue(courant, draft, JOUR)


def people(courant: RegistreCourant, place: Territoire) -> int:
    referentiel = courant.moteur.referentiel
    cells = referentiel.cellules(place.niveau, place.code)
    return int(referentiel.population[cells].sum())


def lines(vue: VueDeSaisie) -> set[tuple[str, str]]:
    rows = vue.brouillon.lignes(vue.tables, "perimetres").values()
    return {(row["operation"], row["code"]) for row in rows}


def test_a_click_takes_off_or_adds_the_residents_of_the_territory(
    courant: RegistreCourant,
) -> None:
    before = clicked(courant).perimetre.population
    without = clicked(courant, CAP_SIZUN).perimetre.population
    assert without == before - people(courant, CAP_SIZUN)
    assert clicked(courant, CROZON).perimetre.population == before + people(courant, CROZON)
    assert not clicked(courant, CAP_SIZUN, CAP_SIZUN).brouillon
    assert not clicked(courant, CROZON, CROZON).brouillon


def test_a_commune_taken_out_of_an_epci_is_an_exception_to_it(courant: RegistreCourant) -> None:
    vue = clicked(courant, AUDIERNE)
    assert ("exclut", AUDIERNE.code) in lines(vue)
    assert ("inclut", CAP_SIZUN.code) in lines(vue)
    assert not clicked(courant, AUDIERNE, AUDIERNE).brouillon
    assert not clicked(courant, AUDIERNE, CAP_SIZUN).brouillon


def test_an_epci_takes_the_place_of_its_communes(courant: RegistreCourant) -> None:
    alone = clicked(courant, CAP_SIZUN, AUDIERNE)
    assert ("inclut", AUDIERNE.code) in lines(alone)
    whole = clicked(courant, CAP_SIZUN, AUDIERNE, CAP_SIZUN)
    assert lines(whole) == lines(clicked(courant))
    emptied = clicked(courant, AUDIERNE, CAP_SIZUN, CAP_SIZUN)
    assert lines(emptied) == lines(clicked(courant, CAP_SIZUN))


def test_a_commune_of_an_epci_left_out_can_be_put_back_alone(courant: RegistreCourant) -> None:
    departement = Territoire("departement", "29", "Finistère")
    left_out = clicked(courant, departement, CAP_SIZUN)
    assert ("exclut", CAP_SIZUN.code) in lines(left_out)
    back = clicked(courant, departement, CAP_SIZUN, AUDIERNE)
    gained = back.perimetre.population - left_out.perimetre.population
    assert gained == people(courant, AUDIERNE)


@pytest.mark.parametrize("niveau", ["epci", "commune"])
def test_the_map_says_what_is_in_what_comes_and_what_goes(
    courant: RegistreCourant, niveau: str
) -> None:
    found = clicked(courant, CAP_SIZUN, CROZON).carte(niveau)
    assert found is not None
    seen = found.etat.statuts[found.etat.dans_la_vue]
    assert set(np.unique(seen)) == {"ajoute", "retire", "dedans", "dehors"} <= set(CLASSES)


def test_a_new_contract_is_shown_its_whole_region_whatever_it_adds(
    courant: RegistreCourant,
) -> None:
    empty = next(
        name
        for name, row in courant.moteur.registre.contrats.items()
        if row.region == "53" and not courant.moteur.registre.perimetre_du_contrat(name)
    )
    before, after = (
        vue.carte("epci")
        for vue in (clicked(courant, contrat=empty), clicked(courant, CROZON, contrat=empty))
    )
    assert before is not None
    assert after is not None
    assert (before.etat.dans_la_vue <= after.etat.dans_la_vue).all()
    nowhere = clicked(courant, contrat=empty).perimetre
    assert niveaux_de_la_carte(nowhere, nowhere, courant.moteur.referentiel) == ("epci",)
