"""The words of certainty: from what may be said of a territory to French sentences.

Pages, slides, files, command line and API take them from here. Every text is plain: who draws it as
Markdown escapes it first (``components.commun.mots.formats.echappe_markdown``).
"""

import re
from dataclasses import dataclass
from datetime import date

from components.commun.mots.contrat import quand
from components.commun.mots.formats import (
    date_partielle,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from geo.certitude.attestation import Attestation
from geo.certitude.au_fil import Saut
from geo.certitude.certitude import Certitude
from geo.certitude.comptes import CompteDActions, CompteDeContrats
from geo.certitude.publie import PointPublie, est_recent

# Said of a place only where its list is attested, unless "recensé" follows.
MOTS_INTERDITS = ("non couvert", "sans contrat", "sans CLS")
_INTERDITS = re.compile(
    r"\b(?:non[ \u00a0-]couverte?s?|sans[ \u00a0](?:aucun[ \u00a0])?(?:contrat|CLS)s?)\b"
    r"(?![ \u00a0](?:signés?[ \u00a0])?recensés?\b)",
    re.IGNORECASE,
)
SIGNE = "sous un contrat signé"
ATTESTE = "attesté par des dates lues"
RECENSE = "recensé, dates à confirmer"
POSSIBLE = "échéance passée ou dates inconnues"


@dataclass(frozen=True)
class Mot:
    """How a class is named, and what it means, in a few words."""

    libelle: str
    definition: str


CLASSES: dict[str, Mot] = {
    "signe_atteste": Mot("Signé", "contrat signé, dates lues dans une source"),
    "signe_a_confirmer": Mot("Signé, à confirmer", "contrat signé, dates en partie estimées"),
    "partielle": Mot("Signé, sur une partie", "un contrat signé couvre une partie des habitants"),
    "projet": Mot("En projet", "aucun contrat signé recensé, un contrat est en préparation"),
    "projet_partie": Mot("En projet, sur une partie", "un contrat y est en préparation en partie"),
    "echeance_passee": Mot(
        "Échéance passée, suite inconnue", "aucune source lue ne dit ce qui a suivi le contrat"
    ),
    "inconnu": Mot(
        "Statut inconnu", "un contrat y est recensé, ses dates ne permettent pas de dire"
    ),
    "termine": Mot("Terminé", "le contrat a pris fin, et n'est pas prolongé ici"),
    "a_venir": Mot("À venir", "signé après la date regardée"),
    "aucun_recense": Mot("Aucun contrat recensé", "le registre n'en tient pas, il peut en exister"),
    "non_couvert": Mot("Non couvert", "la liste des contrats de la région est attestée complète"),
}


def mots_interdits(texte: str) -> tuple[str, ...]:
    """Return the forbidden words of a text, as written; the caller knows what is attested."""
    return tuple(found[0] for found in _INTERDITS.finditer(texte))


def taux_publie(point: PointPublie) -> str:
    """Return a published rate as published: ``78,6 %``, ``plus de 50 %``."""
    shown = f"{point.valeur:g}".replace(".", ",") + "\u00a0%"
    return f"plus de {shown}" if point.au_moins else shown


def qui_publie(point: PointPublie) -> str:
    """Return who published a rate and when: ``publié par l'ARS en 2025``."""
    who = " par l'ARS" if point.par_l_ars else ""
    return f"publié{who} {quand('le', 'en', point.publie_le)}"


def phrase(certitude: Certitude) -> str:
    """Return the answer as one sentence: what is told first, then what the registre finds."""
    head = f"Au {jour_en_lettres(certitude.jour)}, {certitude.territoire.nom}\u00a0: "
    return head + suite_de_phrase(certitude)


def suite_de_phrase(certitude: Certitude) -> str:
    """Return the same sentence without its date and its territory."""
    kind, found = certitude.genre, certitude.taux_recense
    if kind == "sans_population":
        return "aucun habitant n'y est recensé, un taux ne peut pas être calculé."
    if kind == "publie" and certitude.publie is not None:
        return (
            f"{taux_publie(certitude.publie)} de la population {SIGNE}, chiffre "
            f"{qui_publie(certitude.publie)}\u00a0; l'atlas en retrouve {pourcentage(found)} "
            "d'après les contrats recensés."
        )
    if kind == "complet":
        bare = certitude.aucun_recense == certitude.population
        said = "non couvert" if bare else f"{pourcentage(found)} de la population {SIGNE}"
        return f"{said}\u00a0; {liste_attestee(certitude.attestations)}."
    if certitude.aucun_recense == certitude.population:
        return "aucun contrat recensé\u00a0; il peut en exister que le registre ne tient pas."
    if not certitude.recense:
        return "aucun contrat signé recensé n'y couvre d'habitant."
    return f"{_floor(certitude)} de la population {SIGNE}, d'après les contrats recensés."


def _floor(certitude: Certitude) -> str:
    """Return the rate recorded as a floor: nothing is above the whole."""
    shown = pourcentage(certitude.taux_recense)
    return shown if certitude.recense in (0, certitude.population) else f"au moins {shown}"


def liste_attestee(attestations: tuple[Attestation, ...]) -> str:
    """Return who answers for the list, and at which date; '' when nobody does."""
    said = [f"{one.auteur} ({date_partielle(one.date)})" for one in attestations]
    return f"liste attestée complète par {', '.join(said)}" if said else ""


def etat_du_registre(attestations: tuple[Attestation, ...], date_releve: date) -> str:
    """Return what the list of a territory is: attested complete, else an incomplete survey."""
    if attestations:
        return f"L{liste_attestee(attestations)[1:]}"
    return f"Registre incomplet, relevé le {jour_en_lettres(date_releve)}"


def heros(certitude: Certitude) -> tuple[str, str, str]:
    """Return the first figure, what it measures, and what it rests on: for a slide or a strip."""
    what = f"de la population {SIGNE}"
    if certitude.genre == "publie" and certitude.publie is not None:
        found = f"{pourcentage(certitude.taux_recense)} d'après les contrats recensés"
        return taux_publie(certitude.publie), f"{what}, {qui_publie(certitude.publie)}", found
    if certitude.genre == "complet":
        shown = pourcentage(certitude.taux_recense)
        return shown, what, liste_attestee(certitude.attestations)
    return _floor(certitude), f"{what}, d'après les contrats recensés", encadrement(certitude)


def encadrement(certitude: Certitude) -> str:
    """Return the interval of the bar, or ``dates lues`` where nothing is in doubt; '' for none."""
    if not certitude.plafond:
        return ""
    low, high = pourcentage(certitude.taux_atteste), pourcentage(certitude.taux_plafond)
    if low == high:
        return "dates lues"
    return f"de {low} par les contrats aux dates lues à {high} au plus par ceux du registre"


def publie_a_cote(certitude: Certitude) -> str:
    """Return the published rate that is not told first: too old, or of after the day; or ''."""
    point = certitude.publie
    if point is not None and not est_recent(point, certitude.jour):
        return f"Chiffre ancien\u00a0: {taux_publie(point)}, {qui_publie(point)}."
    later = certitude.publie_ensuite
    if point is None and later is not None:
        told = f"{taux_publie(later)}, {qui_publie(later)}"
        return f"Chiffre plus récent que cette date\u00a0: {told}."
    return ""


def manquants(certitude: Certitude) -> str:
    """Return how many contracts are announced and not held, as a sentence; '' without anything."""
    annonce, missing = certitude.annonce, certitude.manquants
    if annonce is None:
        return _manquants_du_pays(certitude)
    where = (
        "" if annonce.territoire == certitude.territoire else f"{annonce.territoire.nom}\u00a0: "
    )
    number = f"plus de {nombre(annonce.nombre)}" if annonce.au_moins else nombre(annonce.nombre)
    when = "" if annonce.publie_le is None else f" {quand('le', 'en', annonce.publie_le)}"
    held = pluriel(annonce.recenses, "contrat signé recensé", "contrats signés recensés")
    elsewhere = certitude.contrats.menes_ailleurs
    if elsewhere and not where and annonce.territoire.niveau == "region":  # why it is not the count
        held += f" (hors {nombre(len(elsewhere))} d'une ARS voisine)"
    if missing is None:
        return _sentence(
            f"{where}{held}\u00a0; annoncé{when}\u00a0: «\u00a0{annonce.remarque}\u00a0»"
        )
    if not missing:
        return _sentence(f"{where}{held}, {number} annoncés{when}")
    lack = "il en manque au moins" if annonce.au_moins else "il en manque"
    return _sentence(f"{where}{held} sur {number} annoncés{when}, {lack} {nombre(missing)}")


def _manquants_du_pays(certitude: Certitude) -> str:
    if certitude.manquants is None:
        return "Aucun nombre de contrats annoncé n'a été trouvé."
    mute = pluriel(certitude.regions_muettes, "région n'en annonce", "régions n'en annoncent")
    count = pluriel(certitude.manquants, "contrat annoncé", "contrats annoncés")
    verb = "n'est pas recensé" if certitude.manquants < 2 else "ne sont pas recensés"
    return f"Au moins {count} {verb}\u00a0; {mute} aucun."


def compte_en_mots(compte: CompteDeContrats) -> str:
    """Return the one count of signed contracts, with what makes other counts differ."""
    parts = []
    if compte.sans_perimetre:
        parts.append(f"{nombre(len(compte.sans_perimetre))} sans périmètre connu")
    if compte.menes_ailleurs:
        parts.append(f"{nombre(len(compte.menes_ailleurs))} d'une ARS voisine")
    count = pluriel(compte.recenses, "contrat signé recensé", "contrats signés recensés")
    return f"{count}, dont {' et '.join(parts)}" if parts else count


def actions_en_mots(compte: CompteDActions) -> str:
    """Return ``0 réalisée sur 2 connues, 21 annoncées``; what nobody announces is not told."""
    if not compte.connues:
        told = "aucune action connue"
    else:
        told = f"{pluriel(compte.realisees, 'réalisée')} sur {pluriel(compte.connues, 'connue')}"
    if compte.annoncees is None:
        return told
    return f"{told}, {pluriel(compte.annoncees, 'annoncée')}"


def phrase_saut(saut: Saut) -> str:
    """Say of a jump of the curve that it is no growth, nor an end."""
    count = pluriel(len(saut.contrats), "contrat sans date lue", "contrats sans date lue")
    change = habitants(abs(saut.apres - saut.avant))
    one = len(saut.contrats) == 1
    if saut.genre == "perdus_de_vue":
        verb = "n'est plus compté" if one else "ne sont plus comptés"
        why = "faute de nouvelles\u00a0: ce n'est pas une fin connue"
    else:
        verb = "entre dans le compte" if one else "entrent dans le compte"
        day = "jour du relevé" if saut.genre == "releve" else "date de la source"
        why = f"{day}\u00a0: ce n'est pas une progression"
    return f"Au {jour_en_lettres(saut.jour)}, {count} {verb} ({change}), {why}."


def titre_ou_chercher(est_attestee: bool) -> str:
    """Return the title of the section: where to act is said only of a list that is attested."""
    return "Où agir" if est_attestee else "Où chercher d'abord"


def _sentence(texte: str) -> str:
    return f"{texte[:1].upper()}{texte[1:]}."
