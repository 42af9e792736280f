"""What a person does to a staged import, one gesture at a time: each gives a new import.

A gesture changes what is decided, never the registre. None is possible once the import is
published, undone or given up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.atelier.decisions import CleDeValeur, Decisions, Reponse
from data.atelier.importation import ETAPES, Importation, TransitionRefusee
from data.atelier.profils import Profil, appliquer_profil


@dataclass(frozen=True)
class Situer:
    """Say where the list comes from: a région, a département, or neither ('')."""

    region: str = ""
    departement: str = ""


@dataclass(frozen=True)
class ChoisirLecture:
    """Choose how the file is read; what is None stays as it was found."""

    feuille: str | None = None
    ligne_entete: int | None = None
    encodage: str | None = None
    separateur: str | None = None


@dataclass(frozen=True)
class ChoisirColonnes:
    """Say what columns are, by header; None to ignore one."""

    colonnes: Mapping[str, str | None]


@dataclass(frozen=True)
class FixerValeurs:
    """Say what holds for all the rows, by column of the registre, and nothing else."""

    fixes: Mapping[str, str]


@dataclass(frozen=True)
class ChoisirContrat:
    """Say which contract a follow-up is of."""

    contrat_id: str


@dataclass(frozen=True)
class Repondre:
    """Answer a value, for all its rows; None takes the answer back."""

    cle: CleDeValeur
    reponse: Reponse | None


@dataclass(frozen=True)
class RepondreDoublon:
    """Say what a row is to a contract of the registre; None takes the answer back."""

    ligne: int
    contrat_id: str
    reponse: str | None


@dataclass(frozen=True)
class LaisserLignes:
    """Leave these rows aside, and no others."""

    lignes: tuple[int, ...]


@dataclass(frozen=True)
class Retirer:
    """Take these contracts, absent from the file, off the registre, and no others."""

    contrats: tuple[str, ...]


@dataclass(frozen=True)
class LignesValidesSeules:
    """Publish the valid rows alone, or wait for all of them."""

    oui: bool


@dataclass(frozen=True)
class Dire:
    """Say who publishes, from what and why."""

    auteur: str
    source: str
    motif: str


@dataclass(frozen=True)
class AppliquerProfil:
    """Take what was decided of a file of the same shape."""

    profil: Profil


Geste = (
    Situer
    | ChoisirLecture
    | ChoisirColonnes
    | FixerValeurs
    | ChoisirContrat
    | Repondre
    | RepondreDoublon
    | LaisserLignes
    | Retirer
    | LignesValidesSeules
    | Dire
    | AppliquerProfil
)


def decider(importation: Importation, geste: Geste) -> Importation:
    """Return the import once a gesture is made; raise TransitionRefusee when its life is over."""
    if importation.etat not in ETAPES:
        raise TransitionRefusee(("Cet import est terminé\u00a0: rien ne s'y décide plus.",))
    match geste:
        case Situer(region, departement):
            return replace(importation, region=region, departement=departement)
        case Dire(auteur, source, motif):
            return replace(importation, auteur=auteur, source=source, motif=motif)
        case _:
            return replace(importation, decisions=_decided(importation.decisions, geste))


def _decided(decisions: Decisions, geste: Geste) -> Decisions:
    match geste:
        case ChoisirLecture():
            chosen = {name: value for name, value in vars(geste).items() if value is not None}
            return replace(decisions, lecture=replace(decisions.lecture, **chosen))
        case ChoisirColonnes(colonnes):
            both = {**decisions.lecture.colonnes, **colonnes}
            return replace(decisions, lecture=replace(decisions.lecture, colonnes=both))
        case FixerValeurs(fixes):
            return replace(decisions, lecture=replace(decisions.lecture, fixes=dict(fixes)))
        case ChoisirContrat(contrat_id):
            return replace(decisions, contrat=contrat_id)
        case Repondre(cle, reponse):
            return decisions.avec_valeur(cle, reponse)
        case RepondreDoublon(ligne, contrat_id, choix):
            return decisions.avec_doublon(ligne, contrat_id, choix)
        case LaisserLignes(lignes):
            return replace(decisions, lignes_ignorees=lignes)
        case Retirer(contrats):
            return replace(decisions, retirer=contrats)
        case LignesValidesSeules(oui):
            return replace(decisions, lignes_valides_seules=oui)
        case AppliquerProfil(profil):
            return appliquer_profil(decisions, profil)
    raise TypeError(f"unknown gesture: {geste!r}")
