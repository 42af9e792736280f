"""Sentences in pieces, and the words that describe one contract.

A sentence is a list of pieces, some of them strong, so that the page (Markdown) and the sheet to
take away (PDF) say the same thing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from components.commun.mots.formats import date_partielle, echappe_markdown
from components.commun.mots.libelles import ETAPES
from data.dates import DatePartielle
from geo.territoire.contrat_situe import ContratSitue

ARTICLES = {
    **dict.fromkeys(
        ("Ville", "CA", "CC", "CU", "Communauté", "Commune", "Collectivité", "Métropole", "Mairie"),
        "la ",
    ),
    **dict.fromkeys(
        (
            "PETR",
            "Pays",
            "Pôle",
            "Syndicat",
            "SIVOM",
            "GIP",
            "Département",
            "Conseil",
            "Parc",
            "Grand",
            "CIAS",
            "PNR",
        ),
        "le ",
    ),
    **dict.fromkeys(
        (
            "Association",
            "Établissement",
            "EPT",
            "Agglomération",
            "Agglo",
            "Eurométropole",
            "Entente",
        ),
        "l'",
    ),
    "Villes": "les ",
}


@dataclass(frozen=True)
class Morceau:
    """A piece of a sentence; ``fort``: to be read first."""

    texte: str
    fort: bool = False


Phrase = tuple[Morceau, ...]


def en_markdown(phrase: Phrase) -> str:
    """Return a sentence as Markdown, every text escaped."""
    return "".join(
        f"**{echappe_markdown(piece.texte)}**" if piece.fort else echappe_markdown(piece.texte)
        for piece in phrase
    )


def en_texte(phrase: Phrase) -> str:
    """Return a sentence as plain text."""
    return "".join(piece.texte for piece in phrase)


def quand(prefixe_jour: str, prefixe: str, valeur: DatePartielle) -> str:
    """Return a date after its preposition: ``le 12 juillet 2023``, ``en juillet 2023``."""
    return f"{prefixe_jour if valeur.jour is not None else prefixe} {date_partielle(valeur)}"


def signature(one: ContratSitue) -> str:
    """Return when a contract was signed, in words."""
    when = one.contrat.date_signature
    if when is None:
        return "signé à une date que la source ne donne pas"
    return "signé " + quand("le", "en", when)


def echeance(one: ContratSitue) -> str:
    """Return until when a contract runs, in words."""
    if one.fin is None:
        return "sans échéance connue"
    until = quand("jusqu'au", "jusqu'en", one.fin)
    return f"{until} (échéance estimée)" if one.fin_estimee else until


def avec_article(nom: str) -> str:
    """Return the name of an organisation after its article, when its first word tells which."""
    return ARTICLES.get(nom.split(" ")[0], "") + nom


def porteur(one: ContratSitue) -> str:
    """Return who carries a contract, in words, or ''."""
    return f"porté par {avec_article(one.contrat.porteur)}" if one.contrat.porteur else ""


def limite(one: ContratSitue) -> str:
    """Say to which parts of communes a contract is limited, or ''."""
    kinds = {"quartier": "au quartier", "commune_deleguee": "à l'ancienne commune"}
    parts = [f"{kinds[line.niveau]} {line.libelle or line.code}" for line in one.en_partie]
    return "limité " + ", ".join(parts) if parts else ""


def _joined(parts: Iterable[str]) -> str:
    return "".join(f", {part}" for part in parts if part)


def etape(one: ContratSitue) -> str:
    """Return the step a contract is at, in words, or ''."""
    if one.contrat.etape == "renouvellement":
        return "en cours de renouvellement"
    if one.etape is None:
        return ""
    name = ETAPES.get(one.etape.code, one.etape.intitule)
    return f"à l'étape «\u00a0{name}\u00a0» ({one.etape.ordre} sur {one.nb_etapes})"


def contrat_signe(one: ContratSitue) -> Phrase:
    """Describe a contract in force: name, signature, end, who carries it, its step."""
    details = [signature(one), echeance(one), porteur(one), etape(one), limite(one)]
    return (Morceau(one.contrat.nom, fort=True), Morceau(_joined(details)))


def contrat_en_projet(one: ContratSitue) -> Phrase:
    """Describe a contract in project: name, step reached, who carries it, date of the news."""
    news = ""
    if one.contrat.source_date is not None:
        news = "d'après une source " + quand("du", "de", one.contrat.source_date)
    details = [etape(one), porteur(one), limite(one), news]
    return (Morceau(one.contrat.nom, fort=True), Morceau(_joined(details)))


def contrat_echu(one: ContratSitue) -> Phrase:
    """Describe a contract that is past its end: known as over only when another took over."""
    ended = "arrivé à son terme" if one.statut == "renouvele" else "à l'échéance passée"
    if one.fin is not None:
        ended += " " + quand("le", "en", one.fin) + (" (estimation)" if one.fin_estimee else "")
    signed = signature(one) if one.contrat.date_signature else ""
    return (Morceau(one.contrat.nom, fort=True), Morceau(_joined([signed, ended, limite(one)])))
