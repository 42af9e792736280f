"""The status of an action: in words, by a cross, by a colour or a sign.

Words are read. Colours and signs mean what their author decided: their legend is asked once, and
never guessed.
"""

import re
import unicodedata

from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import Lecture, a_confirmer, proposee, sure, vide
from data.atelier.valeurs.mots import en_mots, ne_dit_rien

STATUTS = ("non_demarree", "en_cours", "realisee", "suspendue", "abandonnee", "non_renseigne")
_MOTS = {
    "non_demarree": "non demarre;non demarree;pas demarre;pas demarree;a demarrer;a venir;a lancer;"
    "a faire;non commence;non commencee;pas commence;pas commencee;non engage;non engagee;"
    "non lance;non lancee;non initie;non initiee;prevu;prevue;programme;programmee;planifie;planifiee;"
    "non debute;non debutee;a engager;pas encore demarre;pas encore demarree",
    "en_cours": "en cours;encours;engage;engagee;demarre;demarree;lance;lancee;initie;initiee;"
    "commence;commencee;en cours de realisation;en realisation;debute;debutee;amorce;amorcee;"
    "en cours de mise en oeuvre;partiellement realise;partiellement realisee;poursuivie;en continu",
    "realisee": "realise;realisee;fait;faite;termine;terminee;acheve;achevee;effectue;effectuee;"
    "finalise;finalisee;finie;fini;execute;executee;cloture;cloturee",
    "suspendue": "suspendu;suspendue;en pause;en suspens;en attente;gele;gelee;interrompu;interrompue;"
    "a l arret;stand by",
    "abandonnee": "abandonne;abandonnee;abandon;annule;annulee;supprime;supprimee;retire;retiree;"
    "arrete;arretee",
    "non_renseigne": "statut inconnu",
}  # fmt: skip
_EXACTS = {word: statut for statut, words in _MOTS.items() for word in words.split(";")}
_INDICES = (
    ("abandonnee", re.compile(r"\babandon|\bannul|\bsupprim")),
    ("suspendue", re.compile(r"\bsuspen|\bpause\b|\breport|\bgel")),
    ("non_demarree", re.compile(r"\b(?:non|pas|jamais) (?:encore )?(?:ete )?(?:demarr|commenc|engag|lanc|initi|debut)|\ba (?:venir|lancer|demarrer)\b")),
    ("en_cours", re.compile(r"\ben cours\b|\bpartiel|\bdemarr|\bengage|\bcommenc|\blance|\bdebut")),
    ("realisee", re.compile(r"\brealis|\btermin|\bachev|\bfinalis|\bfaite?\b")),
)  # fmt: skip
_PAS_TOUT = re.compile(r"\b\d{1,2} ?%|\b\d+ ?/ ?\d+\b")
_COULEURS = re.compile(
    r"(?:vert|verte|rouge|orange|jaune|bleu|bleue|gris|grise|noir|noire|blanc|blanche|violet|violette|rose|"
    r"marron|ambre|feu vert|feu rouge|feu orange)"
    r"(?: (?:clair|claire|fonce|foncee|vif|vive|pale|pomme|olive|ciel))?"
)
_METEO = frozenset(
    "soleil;ensoleille;nuage;nuageux;pluie;pluvieux;orage;orageux;eclaircie;eclaircies;brouillard;beau temps;"
    "couvert;variable;tempete".split(";")
)
_CROIX = frozenset(
    {
        "x",
        "xx",
        "oui",
        "o",
        "1",
        "✓",
        "✔",
        "☑",
        "✅",
        "☒",
        "●",
        "•",
        "■",
        "×",
        "✗",
        "✘",
        "ok",
        "vrai",
        "true",
    }
)


def lire_statut(texte: str) -> Lecture:
    """Read the status of an action in words; a colour or a sign is for the legend."""
    if ne_dit_rien(texte):
        return vide()
    if texte.strip() in STATUTS:
        return sure(texte.strip(), "statut du registre")
    if est_un_signe(texte):
        reason = "une couleur ou un signe : sa légende est demandée une fois"
        return a_confirmer(reason, Fautes.LEGENDE_INCONNUE, STATUTS[:-1])
    words = en_mots(texte)
    if words in _EXACTS:
        return sure(_EXACTS[words], "mot connu")
    for statut, clue in _INDICES:
        if clue.search(words):
            if statut == "realisee" and _PAS_TOUT.search(texte):
                break
            return proposee(statut, "mot reconnu dans un texte plus long", Fautes.STATUT_INCONNU)
    return a_confirmer("aucun statut connu dans ce texte", Fautes.STATUT_INCONNU, STATUTS[:-1])


def statut_en_tete(entete: str) -> str | None:
    """Return the status that a header names (``EN COURS``): its column holds crosses."""
    return _EXACTS.get(en_mots(entete))


def est_une_croix(texte: str) -> bool:
    """Tell whether a cell is ticked, whatever the mark."""
    return texte.strip().casefold() in _CROIX


def est_un_signe(texte: str) -> bool:
    """Tell whether a text is a colour, a weather word or a picture: it has no meaning of its own."""
    words = en_mots(texte)
    if _COULEURS.fullmatch(words) or words in _METEO:
        return True
    letters = [letter for letter in texte if not letter.isspace()]
    return bool(letters) and all(
        unicodedata.category(letter) in ("So", "Sk", "Cf", "Mn", "Sm") or ord(letter) > 0x1F000
        for letter in letters
    )
