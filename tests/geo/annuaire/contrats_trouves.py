"""Contracts that a search of the directory finds, by what."""

from datetime import date

from geo.annuaire.annuaire import Annuaire, Criteres

JOUR = date(2026, 6, 15)


def found(annuaire: Annuaire, texte: str = "", jour: date = JOUR, **criteres: object) -> list[str]:
    return list(annuaire.chercher(Criteres(texte=texte, **criteres), jour).identifiants)
