"""The status of an action: in words, by a cross, by a colour or a sign.

Words are read. Colours and signs mean what their author decided: their legend is asked once, and
never guessed.
"""

import re
import unicodedata

from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import Lecture, a_confirmer, proposee, sure, vide
from data.atelier.valeurs.mots import en_mots, met_en_doute, ne_dit_rien

STATUTS = ("non_demarree", "en_cours", "realisee", "suspendue", "abandonnee", "non_renseigne")
_MOTS = {
    "non_demarree": "non demarre(e);pas demarre(e);pas encore demarre(e);a demarrer;a venir;"
    "a lancer;a faire;a engager;non commence(e);pas commence(e);non engage(e);non lance(e);"
    "non initie(e);non debute(e);prevu(e);programme(e);planifie(e)",
    "en_cours": "en cours;encours;engage(e);demarre(e);lance(e);initie(e);commence(e);debute(e);"
    "amorce(e);en realisation;en cours de realisation;en cours de mise en oeuvre;poursuivi(e);"
    "partiellement realise(e);en continu",
    "realisee": "realise(e);fait(e);termine(e);acheve(e);effectue(e);finalise(e);fini(e);"
    "execute(e);cloture(e)",
    "suspendue": "suspendu(e);en pause;en suspens;en attente;gele(e);interrompu(e);a l arret",
    "abandonnee": "abandonne(e);abandon;annule(e);supprime(e);retire(e);arrete(e)",
    "non_renseigne": "statut inconnu",
}
_EXACTS = {
    form: statut
    for statut, words in _MOTS.items()
    for word in words.split(";")
    for form in (word.replace("(e)", ""), word.replace("(e)", "e"))
}
_INDICES = (
    ("abandonnee", re.compile(r"\babandon|\bannul|\bsupprim")),
    ("suspendue", re.compile(r"\bsuspen|\bpause\b|\breport|\bgel")),
    (
        "non_demarree",
        re.compile(
            r"\b(?:non|pas|jamais) (?:encore )?(?:ete )?(?:demarr|commenc|engag|lanc|initi|debut)|"
            r"\ba (?:venir|lancer|demarrer)\b|"
            r"\b(?:lancement|demarrage|debut) (?:est )?(?:prevu|programme|en 20|a venir)"
        ),
    ),
    ("en_cours", re.compile(r"\ben cours\b|\bpartiel|\bdemarr|\bengage|\bcommenc|\blance|\bdebut")),
    ("realisee", re.compile(r"\brealis|\btermin|\bachev|\bfinalis|\bfaite?\b")),
)  # fmt: skip
_PAS_TOUT = re.compile(
    r"\b\d{1,2} ?%|\b\d+ ?/ ?\d+\b|\b(?:non|pas|jamais|ne|plus|sauf|presque|quasi\w*|bient[oô]t|"
    r"reste)\b",
    re.I,
)
_ALTERNATIVE = re.compile(r"\b(?:ou|puis|mais)\b|[^\W\d]\s*/\s*[^\W\d]", re.I)
_COULEURS = re.compile(
    r"(?:vert|verte|rouge|orange|jaune|bleu|bleue|gris|grise|noir|noire|blanc|blanche|violet|violette|rose|"
    r"marron|ambre|feu vert|feu rouge|feu orange)"
    r"(?: (?:clair|claire|fonce|foncee|vif|vive|pale|pomme|olive|ciel))?"
)
_METEO = frozenset(
    [
        "soleil",
        "ensoleille",
        "nuage",
        "nuageux",
        "pluie",
        "pluvieux",
        "orage",
        "orageux",
        "eclaircie",
        "eclaircies",
        "brouillard",
        "beau temps",
        "couvert",
        "variable",
        "tempete",
    ]
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
    if met_en_doute(texte):
        reason = "un doute ou un refus est écrit à côté du mot"
        return a_confirmer(reason, Fautes.STATUT_INCONNU, STATUTS[:-1])
    if words in _EXACTS:
        return sure(_EXACTS[words], "mot connu")
    for statut, clue in _INDICES:
        if clue.search(words):
            if _ALTERNATIVE.search(texte) or (statut == "realisee" and _PAS_TOUT.search(texte)):
                break
            return proposee(statut, "mot reconnu dans un texte plus long", Fautes.STATUT_INCONNU)
    return a_confirmer("aucun statut connu dans ce texte", Fautes.STATUT_INCONNU, STATUTS[:-1])


def statut_en_tete(entete: str) -> str | None:
    """Return the status that a header names (``EN COURS``): its column holds crosses."""
    return _EXACTS.get(en_mots(entete))


def est_une_croix(texte: str) -> bool:
    """Tell whether a cell is ticked, whatever the mark."""
    return texte.strip().casefold() in _CROIX


def est_un_refus(texte: str) -> bool:
    """Tell whether a cell says that it is not ticked: ``non``, ``0``, ``-``, empty."""
    return ne_dit_rien(texte) or texte.strip().casefold() in ("non", "n", "0", "faux", "false")


def est_un_signe(texte: str) -> bool:
    """Tell whether a text is a colour, a weather word or a picture: without a legend, nothing."""
    words = en_mots(texte)
    if _COULEURS.fullmatch(words) or words in _METEO:
        return True
    letters = [letter for letter in texte if not letter.isspace()]
    return bool(letters) and all(
        unicodedata.category(letter) in ("So", "Sk", "Cf", "Mn", "Sm") or ord(letter) > 0x1F000
        for letter in letters
    )
