"""Words of the page of data: subjects, ages, kinds of publication, values of the registre."""

from components.commun.mots.formats import (
    NBSP,
    date_affichee,
    echappe_markdown,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.mots.libelles import (
    CATEGORIES_SIGNATAIRES,
    ETAPES,
    INDICATEURS_PUBLIES,
    NIVEAUX_DES_LIEUX,
    PORTEURS,
    THEMES,
)
from components.commun.statuts import STATUTS_ACTION
from geo.donnees.journal import Effet
from geo.donnees.lignes import AJOUT, CHANGEMENT, DEPLACEMENT, RETRAIT

SUJETS = {
    "perimetre": "Périmètre",
    "signature": "Signature",
    "fin": "Échéance",
    "axes": "Axes",
    "actions": "Actions",
    "statuts": "Statuts d'actions",
}
AIDES = {
    "perimetre": "une source donne les territoires du contrat, même en partie",
    "signature": "une source date la signature (contrats signés ou qui l'ont été)",
    "fin": "une source donne la fin ou la durée (contrats signés ou qui l'ont été)",
    "axes": "une source donne les axes stratégiques",
    "actions": "une source nomme au moins une action",
    "statuts": "une source dit où en est au moins une action",
}
AGES = {
    "moins_1_an": "Moins d'un an",
    "1_a_2_ans": "De 1 à 2 ans",
    "2_a_4_ans": "De 2 à 4 ans",
    "plus_4_ans": "Plus de 4 ans",
    "sans_date": "Source non datée",
}
MANQUES = {
    "signature": "la date de signature",
    "fin": "l'échéance",
    "suite": "la suite donnée après l'échéance",
    "dates": "les dates du contrat",
    "perimetre": "le périmètre",
}
NATURES = {
    "reprise": "Reprise des fichiers livrés",
    "import": "Import d'une liste",
    "saisie": "Saisie",
    "annulation": "Annulation",
}
GENRES = {
    AJOUT: "ajoutée",
    RETRAIT: "retirée",
    CHANGEMENT: "modifiée",
    DEPLACEMENT: "déplacée",
}
VIDE = "(vide)"
_CODES = {
    "etape": ETAPES,
    "porteur_type": PORTEURS,
    "categorie": CATEGORIES_SIGNATAIRES,
    "indicateur": INDICATEURS_PUBLIES,
    "niveau": NIVEAUX_DES_LIEUX,
    "objet_type": NIVEAUX_DES_LIEUX,
    "statut": {code: aspect.libelle for code, aspect in STATUTS_ACTION.items()},
    "operation": {"inclut": "inclut", "exclut": "exclut"},
    "fiabilite": {"source": "lu dans une source", "a_confirmer": "à confirmer"},
}
_LISTES = {"themes": THEMES}
_DATES = {
    "date",
    "date_signature",
    "periode_debut",
    "date_fin",
    "source_date",
    "echeance",
    "date_statut",
    "date_annonce",
    "completude_date",
}


def valeur(colonne: str, texte: str) -> str:
    """Return a cell of the registre as a person reads it: ``2029-07``: ``juillet 2029``."""
    if not texte:
        return VIDE
    if colonne in _CODES:
        return _CODES[colonne].get(texte, texte)
    if colonne in _LISTES:
        return ", ".join(_LISTES[colonne].get(one, one) for one in texte.replace(";", " ").split())
    return date_affichee(texte) if colonne in _DATES else texte


def dit(texte: str) -> str:
    """Return what somebody wrote, on one line (Markdown, escaped): an empty line ends a paragraph,
    and a line of "=" makes a title of the one above.
    """
    return echappe_markdown(" ".join(line.strip() for line in texte.splitlines()))


def points(avant: float | None, apres: float) -> str:
    """Return how a rate moved: ``+3,08 points``; "" when nothing is known of before."""
    if avant is None:
        return ""
    moved = round(apres - avant, 2)
    if not moved:
        return "inchangé"
    sign = "+" if moved > 0 else "−"
    written = f"{abs(moved):.2f}".replace(".", ",")
    return f"{sign}{written}{NBSP}point{'s' if abs(moved) >= 2 else ''}"


def effet_en_mots(effet: Effet) -> str:
    """Return what a publication did to the rate of a territory (Markdown, escaped)."""
    return _effet(effet, echappe_markdown(effet.territoire.nom))


def effet_en_texte(effet: Effet) -> str:
    """Return what a publication did to the rate of a territory, as plain text."""
    return _effet(effet, effet.territoire.nom).replace("**", "")


def _effet(effet: Effet, where: str) -> str:
    after = pourcentage(effet.recense, 2)
    if effet.recense_avant is None:
        return f"{where}{NBSP}: **{after}** de la population sous un contrat signé recensé"
    attested = ""
    if effet.atteste_avant != effet.atteste:
        attested = (
            f" (attesté{NBSP}: {pourcentage(effet.atteste_avant, 2)} → "
            f"{pourcentage(effet.atteste, 2)})"
        )
    if effet.recense_avant == effet.recense:
        return f"{where}{NBSP}: taux recensé inchangé, {after}{attested}"
    before = pourcentage(effet.recense_avant, 2)
    moved = points(effet.recense_avant, effet.recense)
    return f"{where}{NBSP}: {before} → **{after}** ({moved}){attested}"


def revenues(faites: int, laissees: int) -> str:
    """Say how many rows an undo put back, and how many it left: ``1 ligne revenue à…``."""
    back = pluriel(
        faites, "ligne revenue à son état d'avant", "lignes revenues à leur état d'avant"
    )
    if not laissees:
        return back
    left = pluriel(laissees, "laissée telle quelle", "laissées telles quelles")
    return f"{back}\u00a0; {left}"


def comptees(lignes: int) -> str:
    """Return a count of rows: ``1 ligne``, ``2 430 lignes``."""
    return f"{nombre(lignes)}{NBSP}ligne{'s' if lignes > 1 else ''}"
