"""French formats: numbers, rates, dates, and text from data made safe for Markdown."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from data.dates import DatePartielle

LOCALE = "fr_FR"
NBSP = "\u00a0"
NON_RENSEIGNE = "non renseigné"
GARDES = 8192
"""Numbers, rates or days whose writing is kept: the same ones come back from view to view."""
_MARKDOWN_SPECIALS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")
# Addresses and icons are looked for once the escapes are undone: only a cut inside them holds.
_AUTOMATIC = re.compile(r"(?<=:)(?=//|\w)|(?<=www)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE)
_WORD_JOINER = "\u2060"  # no width, and no line break either


def nombre(valeur: float) -> str:
    """Return a whole number with French thousands separators: ``217 882``."""
    return _entier(round(valeur))


@lru_cache(maxsize=GARDES)
def _entier(valeur: int) -> str:
    return str(format_decimal(valeur, locale=LOCALE))


def habitants(valeur: int) -> str:
    """Return a population: ``217 882 hab.``"""
    return f"{nombre(valeur)}{NBSP}hab."


def taux_arrondi(valeur: float, decimales: int = 1) -> float:
    """Return a rate in percent as it is shown: 0 and 100 are kept for none and for everybody."""
    step = 10.0**-decimales
    shown = round(float(valeur), decimales)
    return min(max(shown, step), 100 - step) if 0 < valeur < 100 else shown


def pourcentage(valeur: float | None, decimales: int = 1) -> str:
    """Return a rate given in percent: ``78,6 %``; ``non calculable`` when there is none.

    A rate that is neither 0 nor 100 is never rounded to them: a few residents outside a contract
    must not read as everybody covered.
    """
    if valeur is None or valeur != valeur:
        return "non calculable"
    return _taux(taux_arrondi(valeur, decimales) + 0.0, decimales)  # -0.0 is kept as 0.0


@lru_cache(maxsize=GARDES)
def _taux(montre: float, decimales: int) -> str:
    pattern = "#,##0." + "0" * decimales if montre not in (0, 100) else "0"
    return f"{format_decimal(montre, format=pattern, locale=LOCALE)}{NBSP}%"


def pourcentage_entier(valeur: float | None) -> str:
    """Return a rate given in percent without decimals: ``79 %``."""
    return pourcentage(valeur, 0)


def pluriel(quantite: int, singulier: str, pluriel_: str | None = None) -> str:
    """Return a counted noun: ``1 contrat``, ``2 contrats`` (0 takes the singular in French)."""
    noun = singulier if abs(quantite) < 2 else (pluriel_ or f"{singulier}s")
    return f"{nombre(quantite)}{NBSP}{noun}"


@lru_cache(maxsize=GARDES)
def jour_en_lettres(jour: date) -> str:
    """Return a day in French: ``21 novembre 2026``, ``1er mars 2024``."""
    texte = format_date(jour, "d MMMM y", locale=LOCALE)
    if jour.day == 1:
        texte = re.sub(r"^1\b", "1er", texte)
    return texte.replace(" ", NBSP)


def date_partielle(valeur: DatePartielle | None) -> str:
    """Return a date with the precision known: ``2023``, ``juillet 2023``, ``12 juillet 2023``."""
    if valeur is None:
        return NON_RENSEIGNE
    if valeur.jour is not None:
        return jour_en_lettres(valeur.premier_jour)
    if valeur.mois is not None:
        return str(format_date(valeur.premier_jour, "MMMM y", locale=LOCALE)).replace(" ", NBSP)
    return str(valeur.annee)


@lru_cache(maxsize=GARDES)
def date_affichee(texte: str) -> str:
    """Return a sortable date, and what follows it, in French: ``2025-03 (x)``: ``mars 2025 (x)``.

    A text that does not begin with a date is returned as it is.
    """
    first, _, rest = texte.partition(" ")
    try:
        shown = date_partielle(DatePartielle.parse(first))
    except ValueError:
        return texte
    return f"{shown} {rest}".rstrip()


def date_triable(valeur: DatePartielle | None) -> str:
    """Return a date as it sorts: ``2023``, ``2023-07``, ``2023-07-12``; '' when unknown."""
    return valeur.texte if valeur else ""


def echappe_markdown(texte: str) -> str:
    """Escape every character Markdown gives a meaning to, so that data shows as it is.

    An address typed by somebody must not become a link: an invisible character cuts it.
    """
    return _MARKDOWN_SPECIALS.sub(r"\\\1", _AUTOMATIC.sub(_WORD_JOINER, texte))


def slug(texte: str) -> str:
    """Return a text as a file name safe on every system: lowercase letters, digits, hyphens."""
    plain = unicodedata.normalize("NFKD", texte.replace("œ", "oe").replace("Œ", "oe"))
    ascii_only = plain.encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60].rstrip("-") or "territoire"
