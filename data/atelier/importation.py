"""The staged import: a file being brought in, from its drop to its publication, and its life.

It holds what cannot be found again: the file's hash, where the list comes from, what was decided,
who does it. Everything shown is computed from it and from the file, so that it can be closed,
resumed after a restart, and taken up on another machine. Its life is the table TRANSITIONS: pages
and command ask it, and decide nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from data.atelier.decisions import Decisions, decisions_de_json, decisions_en_json

DEPOSE, COLONNES, VALEURS, CONTROLE, COMPARE = (
    "depose",
    "colonnes",
    "valeurs",
    "controle",
    "compare",
)
PUBLIE, ANNULE, ABANDONNE = "publie", "annule", "abandonne"
ETAPES = (DEPOSE, COLONNES, VALEURS, CONTROLE, COMPARE)
"""The steps that one goes through, forward and back, before publication."""
ETATS = (*ETAPES, PUBLIE, ANNULE, ABANDONNE)
VERSION = 1


@dataclass(frozen=True)
class Fichier:
    """The file of an import: its content is kept by the store, under its SHA-256."""

    nom: str
    empreinte: str
    taille: int


@dataclass(frozen=True)
class Passage:
    """A transition made: its name, and when."""

    transition: str
    le: datetime


@dataclass(frozen=True)
class Importation:
    """An import at one moment of its life. Every step gives a new one.

    Attributes
    ----------
    identifiant : of the import itself. etat : one of ETATS.
    region, departement : of the list, '' when not said.
    source, motif, auteur : said before publishing. numero : of the publication, None before.
    passages : transitions made, oldest first.
    """

    identifiant: str
    fichier: Fichier
    etat: str = DEPOSE
    region: str = ""
    departement: str = ""
    decisions: Decisions = field(default_factory=Decisions)
    source: str = ""
    motif: str = ""
    auteur: str = ""
    numero: int | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Faits:
    """What an analysis knows, that guards ask.

    lu : the file is a table. colonnes : number of columns recognised. a_decider : values and
    duplicates of which a person must still say something. erreurs : rows that a fault keeps out.
    changements : rows of the registre that would be written.
    """

    lu: bool = False
    colonnes: int = 0
    a_decider: int = 0
    erreurs: int = 0
    changements: int = 0


Garde = Callable[[Importation, Faits], bool]


def fichier_lu(importation: Importation, faits: Faits) -> bool:
    """The file is read as a table."""
    return faits.lu


def colonnes_reconnues(importation: Importation, faits: Faits) -> bool:
    """At least one column is recognised."""
    return faits.colonnes > 0


def valeurs_decidees(importation: Importation, faits: Faits) -> bool:
    """Nothing is left to decide, or the valid rows alone are wanted."""
    return faits.a_decider == 0 or importation.decisions.lignes_valides_seules


def sans_erreur(importation: Importation, faits: Faits) -> bool:
    """No row is kept out by a fault, or the valid rows alone are wanted."""
    return faits.erreurs == 0 or importation.decisions.lignes_valides_seules


def quelque_chose_a_publier(importation: Importation, faits: Faits) -> bool:
    """The registre would change."""
    return faits.changements > 0


def dit_qui_et_pourquoi(importation: Importation, faits: Faits) -> bool:
    """The author, the source and the reason are said."""
    return all(text.strip() for text in (importation.auteur, importation.source, importation.motif))


GARDES: dict[str, tuple[Garde, str]] = {
    "fichier_lu": (fichier_lu, "Le fichier n'est pas lu comme un tableau."),
    "colonnes_reconnues": (colonnes_reconnues, "Aucune colonne n'est reconnue."),
    "valeurs_decidees": (valeurs_decidees, "Des valeurs restent à décider."),
    "sans_erreur": (sans_erreur, "Des lignes ont des erreurs."),
    "quelque_chose_a_publier": (quelque_chose_a_publier, "Le registre dit déjà tout cela."),
    "dit_qui_et_pourquoi": (dit_qui_et_pourquoi, "L'auteur, la source ou le motif manque."),
}
"""Guards by name, each with what to tell when it does not hold."""


@dataclass(frozen=True)
class Transition:
    """A way from some states to one, under guards (names of GARDES)."""

    nom: str
    de: tuple[str, ...]
    vers: str
    gardes: tuple[str, ...] = ()


_LIRE = ("fichier_lu",)
_RECONNAITRE = (*_LIRE, "colonnes_reconnues")
_COMPARER = (*_RECONNAITRE, "sans_erreur")
_PUBLIER = (*_COMPARER, "valeurs_decidees", "quelque_chose_a_publier", "dit_qui_et_pourquoi")
TRANSITIONS = (
    Transition("voir_fichier", ETAPES, DEPOSE),
    Transition("voir_colonnes", ETAPES, COLONNES, _LIRE),
    Transition("voir_valeurs", ETAPES, VALEURS, _RECONNAITRE),
    Transition("controler", ETAPES, CONTROLE, _RECONNAITRE),
    Transition("comparer", ETAPES, COMPARE, _COMPARER),
    Transition("publier", (COMPARE,), PUBLIE, _PUBLIER),
    Transition("annuler", (PUBLIE,), ANNULE),
    Transition("abandonner", ETAPES, ABANDONNE),
)
PAR_NOM = {one.nom: one for one in TRANSITIONS}


class TransitionRefusee(ValueError):
    """A transition is not open; ``raisons`` says why, to a person."""

    def __init__(self, raisons: tuple[str, ...]) -> None:
        self.raisons = raisons
        super().__init__(" ".join(raisons))


def raisons_de_refus(importation: Importation, nom: str, faits: Faits) -> tuple[str, ...]:
    """Return why a transition is not open, nothing when it is."""
    transition = PAR_NOM[nom]
    if importation.etat not in transition.de:
        return ("Cette étape n'est pas ouverte dans l'état de l'import.",)
    return tuple(
        GARDES[one][1] for one in transition.gardes if not GARDES[one][0](importation, faits)
    )


def passer(importation: Importation, nom: str, faits: Faits, le: datetime) -> Importation:
    """Return the import once a transition is made at an instant; raise TransitionRefusee."""
    reasons = raisons_de_refus(importation, nom, faits)
    if reasons:
        raise TransitionRefusee(reasons)
    passages = (*importation.passages, Passage(nom, le))
    return replace(importation, etat=PAR_NOM[nom].vers, passages=passages)


def publiee(importation: Importation, faits: Faits, numero: int, le: datetime) -> Importation:
    """Return the import once published under a number; raise TransitionRefusee."""
    return replace(passer(importation, "publier", faits, le), numero=numero)


def importation_en_json(importation: Importation) -> dict[str, Any]:
    """Return a staged import as plain JSON: what the store keeps."""
    fichier = importation.fichier
    return {
        "version": VERSION,
        "identifiant": importation.identifiant,
        "fichier": {
            "nom": fichier.nom,
            "empreinte": fichier.empreinte,
            "taille": fichier.taille,
        },
        "etat": importation.etat,
        "region": importation.region,
        "departement": importation.departement,
        "decisions": decisions_en_json(importation.decisions),
        "source": importation.source,
        "motif": importation.motif,
        "auteur": importation.auteur,
        "numero": importation.numero,
        "passages": [[one.transition, one.le.isoformat()] for one in importation.passages],
    }


def importation_de_json(contenu: Mapping[str, Any]) -> Importation:
    """Return the staged import that ``importation_en_json`` wrote."""
    return Importation(
        identifiant=contenu["identifiant"],
        fichier=Fichier(**contenu["fichier"]),
        etat=contenu["etat"],
        region=contenu["region"],
        departement=contenu["departement"],
        decisions=decisions_de_json(contenu["decisions"]),
        source=contenu["source"],
        motif=contenu["motif"],
        auteur=contenu["auteur"],
        numero=contenu["numero"],
        passages=tuple(Passage(nom, datetime.fromisoformat(le)) for nom, le in contenu["passages"]),
    )
