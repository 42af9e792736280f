"""What the page keeps while somebody writes: drafts by contract, forms, what was just published.

A draft lives in the session of its writer: nothing of it is seen by others before publication.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from data.depot.modele import Cellules, Tables
from geo.saisie.brouillon import Brouillon
from geo.saisie.champs import lit_ligne

BROUILLONS = "saisie-brouillons"
FORMULAIRES = "saisie-formulaires"
PUBLIEE = "saisie-publiee"
DEJA = {
    "axes": "Un axe de ce contrat a déjà cet intitulé.",
    "actions": "Une action de ce contrat a déjà cet intitulé.",
    "signataires": "Ce signataire figure déjà dans le contrat.",
    "perimetres": "Ce territoire figure déjà dans le périmètre.",
}


@dataclass(frozen=True)
class Atelier:
    """A draft and the rows that it was made from: what every section of the page is given."""

    brouillon: Brouillon
    tables: Tables

    def lignes(self, ressource: str) -> dict[str, Cellules]:
        """Return the rows of the contract as the draft wants them."""
        return self.brouillon.lignes(self.tables, ressource)

    def version(self, ressource: str, cle: str) -> int:
        """Return the version of a row, 0 when the registre has none."""
        held = self.tables[ressource].get(cle)
        return 0 if held is None else held.version

    def formulaires(self, ressource: str) -> str:
        """Return how the keys of the forms of a table begin."""
        return f"saisie-{self.brouillon.contrat_id}-{ressource}-"

    def ecrit(
        self, ressource: str, depart: Cellules, cle: str, saisie: Mapping[str, str]
    ) -> dict[str, str]:
        """Write a row in the draft; return what is wrong by column, nothing being then written."""
        cells, wrong = lit_ligne(ressource, depart, saisie)
        if not wrong and self.brouillon.porte(self.tables, ressource, cells, cle):
            wrong = {"": DEJA.get(ressource, "Cette ligne existe déjà.")}
        if not wrong:
            garde(self.brouillon.ecrit(self.tables, ressource, cells, cle))
        return wrong

    def corrige(self, ressource: str, cle: str, cellules: Mapping[str, str]) -> None:
        """Write some cells of a row, and show its form anew with them."""
        row = self.lignes(ressource)[cle] | dict(cellules)
        garde(self.brouillon.ecrit(self.tables, ressource, row, cle))
        ferme_formulaires(self.formulaires(ressource))

    def retire(self, ressource: str, cle: str) -> None:
        """Take a row off."""
        garde(self.brouillon.retire(self.tables, ressource, cle))

    def oublie(self, ressource: str, cle: str) -> None:
        """Leave a row as the registre has it."""
        garde(self.brouillon.oublie(ressource, cle))
        ferme_formulaires(self.formulaires(ressource))


def brouillon_de(contrat_id: str) -> Brouillon | None:
    """Return the draft of a contract, None when this session has none."""
    return _brouillons().get(contrat_id)


def garde(brouillon: Brouillon) -> None:
    """Keep a draft."""
    _brouillons()[brouillon.contrat_id] = brouillon


def recherche_de(contrat_id: str) -> str:
    """Return the key of the field where territories of a contract are looked for."""
    return f"saisie-recherche-{contrat_id}"


def abandonne(contrat_id: str) -> None:
    """Forget a draft."""
    _brouillons().pop(contrat_id, None)
    ferme_formulaires()


def en_cours() -> list[str]:
    """Return the contracts whose draft holds something."""
    return [name for name, one in _brouillons().items() if one]


def _brouillons() -> dict[str, Brouillon]:
    kept: dict[str, Brouillon] = st.session_state.setdefault(BROUILLONS, {})
    return kept


@dataclass
class Formulaire:
    """A form: how many times it was taken in (its fields are then new ones), what it refused."""

    passages: int = 0
    refus: Mapping[str, str] | None = None


def formulaire(cle: str) -> Formulaire:
    """Return what is known of a form."""
    kept: dict[str, Formulaire] = st.session_state.setdefault(FORMULAIRES, {})
    return kept.setdefault(cle, Formulaire())


def ferme_formulaires(debut: str = "") -> None:
    """Show forms anew, from the draft: what was being typed in them is given up.

    ``debut``: how their keys begin, '' for all.
    """
    kept: dict[str, Formulaire] = st.session_state.get(FORMULAIRES, {})
    for cle, one in kept.items():
        if cle.startswith(debut):
            one.passages, one.refus = one.passages + 1, None


def passe(cle: str, ecrit: Callable[[], dict[str, str]]) -> bool:
    """Take a form in; tell whether it was accepted. What was typed stays in it when not."""
    form = formulaire(cle)
    form.refus = ecrit() or None
    if form.refus is None:
        form.passages += 1
    return form.refus is None
