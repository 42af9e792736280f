"""Contracts invented for the tests of the coverage, and the places that they cover."""

from datetime import date

JOUR = date(2025, 6, 30)
SIGNE = {"date_signature": "2024-01-01", "date_fin": "2028-12-31"}
PROJET = {"etape": "elaboration", "source_date": "2025-01-01"}
ECHU = {"date_signature": "2015", "date_fin": "2020"}

QUIMPER, BRIEC = "29232", "29020"  # one of the communes around Quimper
QUIMPER_BRETAGNE_OCCIDENTALE = "200068120"
VILLES_SOEURS = "247600588"
SAINT_DENIS = "93066"
SAINT_MARTIN = "97801"
FLEURY_DEVANT_DOUAUMONT = "55189"  # destroyed in 1916: nobody lives there


def essai(rang: int) -> str:
    """Return the identifier of an invented contract, by its rank."""
    return f"cls-29-essai-{rang}"
