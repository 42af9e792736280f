"""What the page keeps while somebody writes: drafts by contract, forms, what was just published.

The draft that a session works on is in the session; each change of it is kept in the store too, and
named in the address: a page loaded again, a browser closed or a server restarted finds it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from components.commun.adresse.registre import ecrit_adresse
from data.depot.en_attente.brouillons import BrouillonGarde
from data.depot.modele import Cellules, Tables
from geo.saisie.brouillon import Brouillon
from geo.saisie.champs import lit_ligne
from geo.saisie.gardes import de_json, garde_brouillon, oublie_brouillon

BROUILLONS = "saisie-brouillons"
GARDES = "saisie-gardes"  # what the store holds of them
A_DIRE = "saisie-brouillon-a-dire"
AUTEUR = "saisie-auteur"  # the organisation that the band of the page said
FORMULAIRES = "saisie-formulaires"
PUBLIEE = "saisie-publiee"
GESTES = "saisie-gestes"  # drafts left by each change of the perimeter, by contract
GESTES_GARDES = 50
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


def garde_de(contrat_id: str) -> BrouillonGarde | None:
    """Return what the store holds of the draft that this session works on."""
    return _gardes().get(contrat_id)


def garde(brouillon: Brouillon) -> None:
    """Keep a draft, in the store too, and name it in the address."""
    name = brouillon.contrat_id
    _brouillons()[name] = brouillon
    before = garde_de(name)
    after, told = garde_brouillon(brouillon, before, st.session_state.get(AUTEUR, ""))
    _note(name, after)
    if told:
        st.session_state[A_DIRE] = told
    if before is not None or after is not None:
        _names(name, after)


def reprend(garde: BrouillonGarde) -> None:
    """Take up again a draft that waits; the one that was under way waits in its turn."""
    name = garde.contrat_id
    abandonne_session(name)
    _brouillons()[name] = de_json(name, garde.contenu)
    _note(name, garde)
    _names(name, garde)


def efface_garde(garde: BrouillonGarde) -> None:
    """Give up a draft that waits."""
    oublie_brouillon(garde)


def note_auteur(auteur: str) -> None:
    """Remember in whose name drafts are written, '' while it is not known."""
    st.session_state[AUTEUR] = auteur


def a_dire() -> str:
    """Return what happened to the draft that its writer must know, once."""
    told: str = st.session_state.pop(A_DIRE, "")
    return told


def _note(contrat_id: str, garde: BrouillonGarde | None) -> None:
    _gardes().pop(contrat_id, None)
    if garde is not None:
        _gardes()[contrat_id] = garde


def _names(contrat_id: str, garde: BrouillonGarde | None) -> None:
    """Name a draft in the address of its contract, when it is the one that is shown."""
    params = st.query_params.to_dict()
    if params.get("contrat") != contrat_id:
        return
    params.pop("brouillon", None)
    ecrit_adresse(params if garde is None else params | {"brouillon": garde.id})


def _gardes() -> dict[str, BrouillonGarde]:
    kept: dict[str, BrouillonGarde] = st.session_state.setdefault(GARDES, {})
    return kept


def garde_perimetre(avant: Brouillon, apres: Brouillon) -> None:
    """Keep a draft whose perimeter was changed, and remember the one before."""
    if apres == avant:
        return
    left = _gestes().get(avant.contrat_id, ())
    _gestes()[avant.contrat_id] = (*left, avant)[-GESTES_GARDES:]
    garde(apres)


def peut_defaire(brouillon: Brouillon) -> bool:
    """Tell whether a change of the perimeter can be undone."""
    return bool(_defaisables(brouillon))


def defait_perimetre(brouillon: Brouillon) -> None:
    """Keep the draft with the perimeter that it had before its last change."""
    left = _defaisables(brouillon)
    if left:
        _gestes()[brouillon.contrat_id] = left[:-1]
        garde(brouillon.avec_perimetre_de(left[-1]))


def _defaisables(brouillon: Brouillon) -> tuple[Brouillon, ...]:
    """Return the drafts left that were made from the same publication."""
    left = _gestes().get(brouillon.contrat_id, ())
    return tuple(one for one in left if one.numero == brouillon.numero)


def _gestes() -> dict[str, tuple[Brouillon, ...]]:
    kept: dict[str, tuple[Brouillon, ...]] = st.session_state.setdefault(GESTES, {})
    return kept


def recherche_de(contrat_id: str) -> str:
    """Return the key of the field where territories of a contract are looked for."""
    return f"saisie-recherche-{contrat_id}"


def abandonne(contrat_id: str) -> None:
    """Give up a draft, in the store too."""
    oublie_brouillon(garde_de(contrat_id))
    abandonne_session(contrat_id)
    _names(contrat_id, None)


def abandonne_session(contrat_id: str) -> None:
    """Forget the draft that this session works on; the store keeps what it holds."""
    _brouillons().pop(contrat_id, None)
    _gardes().pop(contrat_id, None)
    _gestes().pop(contrat_id, None)
    ferme_formulaires()


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
