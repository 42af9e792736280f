"""The state of a contract in words, as one of the steps of the registre.

The words of the table are taken; a longer text that holds one of them is proposed; a word that may
mean two things ("en cours") is asked. The correspondence is always shown.
"""

import re

from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import Lecture, a_confirmer, proposee, sure, vide
from data.atelier.valeurs.mots import en_mots, met_en_doute, ne_dit_rien

# Exact words, once accents and punctuation are gone.
_MOTS = {
    "lettre_intention": "lettre d intention;lettre intention;li;li recue;li signee;intention;"
    "lettre d engagement;demande recue;lettre_intention",
    "cadrage": "cadrage;en cadrage;phase de cadrage;note de cadrage",
    "diagnostic": "diagnostic;diag;en diagnostic;diagnostic en cours;diag en cours;"
    "phase de diagnostic;diagnostic territorial;diagnostic partage",
    "elaboration": "elaboration;en elaboration;en cours d elaboration;en construction;redaction;"
    "en redaction;en cours de redaction;en negociation;en nego;negociation;nego;"
    "en preparation;elaboration concertee;a signer;en cours de construction;"
    "en cours de signature;en attente de signature;signature prevue;en cours d ecriture",
    "signe": "signe;signee;actif;active;en vigueur;signe en vigueur;valide;prolonge;prolongee;"
    "signe et en cours;cls signe;contrat signe;en cours de validite;mis en oeuvre;"
    "en cours de mise en oeuvre;mise en oeuvre;en mise en oeuvre;deploiement;suivi des actions;"
    "en cours signe;avenant signe;proroge;prorogee;signe prolonge",
    "evaluation": "evaluation;en evaluation;en cours d evaluation;evaluation en cours;"
    "evaluation finale",
    "renouvellement": "renouvellement;en renouvellement;en cours de renouvellement;"
    "renouvellement en cours;a renouveler;renouvellement en preparation",
    "echu": "echu;echue;termine;terminee;expire;expiree;fini;finie;clos;close;cloture;cloturee;"
    "acheve;achevee;caduc;caduque;arrive a echeance;arrive a terme;perime;non renouvele;passe;"
    "echeance passee;echeance passee suite inconnue;echeance depassee;termine renouvele",
    "inconnue": "inconnue;etape inconnue;statut inconnu",
}  # fmt: skip
# Two steps or none: never chosen for somebody.
_AMBIGUS = {
    "en cours": ("signe", "elaboration"),
    "projet": ("lettre_intention", "cadrage", "diagnostic", "elaboration"),
    "en projet": ("lettre_intention", "cadrage", "diagnostic", "elaboration"),
    "cls en projet": ("lettre_intention", "cadrage", "diagnostic", "elaboration"),
    "prefiguration": ("cadrage", "diagnostic"),
    "en prefiguration": ("cadrage", "diagnostic"),
    "demarrage": ("cadrage", "signe"),
    "lance": ("cadrage", "signe"),
    "renouvele": ("signe", "echu"),
    "oui": ("signe",),
    "non": ("inconnue",),
}
# The first that is found in a longer text is proposed: what comes after a signature goes first.
_INDICES = (
    (
        "renouvellement",
        re.compile(
            r"\b(?:cours|voie|prevu|prevoir|prepar\w*) .*renouvel|\ba renouveler|"
            r"\brenouvel\w* (?:en (?:cours|preparation|projet)|prevu|engage|a venir|envisage)"
        ),
    ),
    (
        "elaboration",
        re.compile(
            r"signature (?:prevue|envisagee|imminente|a venir|programmee|en)|\bnon signe|"
            r"\ba signer\b|\bpas (?:encore )?signe|va etre signe|sera signe"
        ),
    ),
    ("lettre_intention", re.compile(r"\bli\b|\bloi (?:signee|recue)|\blettre d? ?intention")),
    ("echu", re.compile(r"\bplus (?:en vigueur|actif|valide|en cours)\b")),
    ("echu", re.compile(r"\b(?:echu|expire|termine|clos|acheve|caduc)e?\b|\bfini\b")),
    (
        "signe",
        re.compile(r"\bsigne[es]?\b|\bprolonge|\bproroge|\ben vigueur|\bactif\b|mise? en oeuvre"),
    ),
    ("evaluation", re.compile(r"\bevaluation\b")),
    ("diagnostic", re.compile(r"\bdiag(?:nostic)?\b")),
    ("cadrage", re.compile(r"\bcadrage\b|\bprefiguration\b")),
    (
        "elaboration",
        re.compile(r"\belaboration\b|\bredaction\b|\bnego|\bconstruction\b|\bpreparation\b"),
    ),
)
_SOUHAIT = re.compile(
    r"\bsouhait|\binteret|\binteresse|\benvisag|\breflexion|\bcontact|\bpressenti"
)
_EXACTS = {word: etape for etape, words in _MOTS.items() for word in words.split(";")}
_JOUR = re.compile(
    r"\b(?:le |recue? |du |depuis )*\d{1,2} \d{1,2}(?: \d{2,4})?\b|\b(?:en |depuis )?20\d{2}\b"
)
_LI = re.compile(r"li(?: (?:recue|signee|envoyee|deposee))?(?: le)?")


def lire_etape(texte: str) -> Lecture:
    """Read the state of a contract as one of the steps of contrats.json."""
    words = en_mots(texte.replace("_", " "))
    if ne_dit_rien(texte) and words != "inconnue":
        return vide()
    bare = " ".join(_JOUR.sub(" ", words).split())
    known = _EXACTS.get(words) or _EXACTS.get(bare) or _EXACTS.get(texte.strip())
    if met_en_doute(texte):
        reason = "un doute ou un refus est écrit à côté du mot"
        return a_confirmer(reason, Fautes.ETAPE_INCONNUE, (known,) if known else ())
    if known:
        return sure(known, "mot connu")
    if _LI.fullmatch(bare):
        return sure("lettre_intention", "LI : lettre d'intention")
    ambiguous = _AMBIGUS.get(bare)
    if ambiguous:
        return a_confirmer(
            "ce mot peut vouloir dire plusieurs états", Fautes.ETAPE_INCONNUE, ambiguous
        )
    if _SOUHAIT.search(words):
        reason = "un souhait n'est pas un projet"
        return a_confirmer(reason, Fautes.ETAPE_INCONNUE, ("inconnue", "lettre_intention"))
    for etape, clue in _INDICES:
        if clue.search(words):
            return proposee(etape, "mot reconnu dans un texte plus long", Fautes.ETAPE_INCONNUE)
    return a_confirmer("aucun état connu dans ce texte", Fautes.ETAPE_INCONNUE)


def est_une_etape(texte: str) -> bool:
    """Tell whether a text is a known state: what recognises a column by its contents."""
    words = en_mots(texte)
    return words in _EXACTS or words in ("en cours", "projet", "en projet")
