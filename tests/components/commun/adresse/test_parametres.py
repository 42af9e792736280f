"""Parameters declared once: one reader and one writer for the state of any page."""

from dataclasses import dataclass
from datetime import date

import pytest

from components.actions.adresse import EtatActions
from components.annuaire.adresse import EtatAnnuaire
from components.commun.adresse.parametres import (
    Etat,
    Parametre,
    plusieurs_fois,
    read_params,
    write_params,
)
from components.commun.adresse.sortes import choix, codes, connu, date_montree, entier, nombre
from components.commun.adresse.vue import EtatVue
from components.contrat.adresse import EtatFiche, read_etat
from components.evolution.etat import EtatEvolution
from components.presentation.adresse import EtatPresentation
from components.simulation.etat import EtatSimulation

AUJOURD_HUI = date(2026, 11, 21)


@dataclass(frozen=True)
class Boite:
    couleur: str = "gris"
    nombre: int | None = None


@dataclass(frozen=True)
class EtatEssai(Etat):
    """A state whose second box is there or not, and whose order depends on the first."""

    jour: date
    boite: Boite = Boite()
    autre: Boite | None = None
    ordre: str = "gris"
    themes: tuple[str, ...] = ()
    nom: str = ""

    PARAMETRES = (
        date_montree(),
        choix("couleur", ("gris", "bleu"), "boite.couleur"),
        nombre("nombre", range(1, 13), "un nombre attendu.", "boite.nombre"),
        Parametre("autre", "autre", lambda texte, _: Boite(), lambda _: "oui", None),
        choix("autre-couleur", ("gris", "bleu"), "autre.couleur"),
        choix("ordre", ("gris", "bleu"), defaut=lambda etat: etat.boite.couleur),
        codes("theme", {"a": "A", "b": "B"}, "themes"),
        connu("nom", "noms", "aucun ne porte ce nom.", "nom"),
    )


def read(**params):
    return read_params(EtatEssai(AUJOURD_HUI), params, AUJOURD_HUI, noms={"Anne"})


def test_what_the_address_says_is_read_and_written_back_the_same():
    params = {
        "date": "2025-01-31",
        "couleur": "bleu",
        "nombre": "12",
        "autre": "oui",
        "autre-couleur": "bleu",
        "ordre": "bleu",
        "theme": "b,a",
        "nom": "Anne",
    }
    etat, messages = read(**params)
    assert messages == []
    assert etat == EtatEssai(
        date(2025, 1, 31), Boite("bleu", 12), Boite("bleu"), "bleu", ("B", "A"), "Anne"
    )
    assert list(write_params(etat).items()) == [one for one in params.items() if one[0] != "ordre"]


def test_a_parameter_of_what_is_not_there_is_neither_read_nor_written():
    etat, messages = read(**{"autre-couleur": "inconnue"})
    assert (etat, messages) == (EtatEssai(AUJOURD_HUI), [])
    assert write_params(etat) == {"date": "2026-11-21"}


def test_a_default_may_follow_from_what_is_read_before():
    etat, _ = read(couleur="bleu")
    assert etat.ordre == "bleu"
    assert write_params(etat) == {"date": "2026-11-21", "couleur": "bleu"}


def test_faults_are_told_in_the_order_of_the_address_and_the_rest_is_kept():
    etat, messages = read(nom="Zoé", theme="a,x", nombre="13", couleur="bleu", date="hier")
    assert etat == EtatEssai(AUJOURD_HUI, Boite("bleu"), ordre="bleu", themes=("A",))
    told = ("Date", "«\u00a0nombre", "«\u00a0theme", "«\u00a0nom\u00a0»")
    assert [word in message for word, message in zip(told, messages, strict=True)] == [True] * 4


@pytest.mark.parametrize("texte", ["+3", " 3", "1_0", "٣", "3.0", "", "00003", "13", "0"])
def test_a_number_is_written_in_plain_figures(texte):
    assert entier(texte, range(1, 13)) is None
    assert entier("3", range(1, 13)) == 3


def test_parameters_given_several_times_are_found():
    values = {"region": ["53", "75"], "date": ["2025-01-31"]}
    found = plusieurs_fois(("region", "date", "theme"), lambda name: values.get(name, []))
    assert found == [("region", ["53", "75"])]


@pytest.mark.parametrize(
    "etat",
    [
        EtatActions,
        EtatAnnuaire,
        EtatEvolution,
        EtatFiche,
        EtatPresentation,
        EtatSimulation,
        EtatVue,
    ],
)
def test_a_page_declares_each_parameter_and_each_field_once(etat):
    declared: list[Parametre] = list(etat.PARAMETRES)
    names = [one.nom for one in declared if one.nom]
    assert len(set(names)) == len(names)
    assert len({one.champ for one in declared}) == len(declared)


def test_the_sheet_of_a_contract_reads_its_contract_its_day_and_its_members():
    params = {"id": " cls-29-x-1 ", "date": "2025-01-31", "perimetre": "signature"}
    etat, messages = read_etat(params, AUJOURD_HUI)
    assert (etat, messages) == (EtatFiche(date(2025, 1, 31), "cls-29-x-1", "signature"), [])
    assert write_params(etat) == params | {"id": "cls-29-x-1"}
    _, messages = read_etat({"date": "hier", "perimetre": "futur"}, AUJOURD_HUI)
    assert len(messages) == 2
