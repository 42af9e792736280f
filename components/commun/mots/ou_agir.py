"""Where to act, in words that the coverage page and the slide share."""

import pandas as pd

from components.commun.mots.formats import nombre, pluriel

ECHU = "échéance passée, suite inconnue"


def lieux(table: pd.DataFrame) -> str:
    """Return how many places there are, by what they are: ``12 EPCI ou EPT et 1 commune``.

    ``table``: rows of ``geo.couverture.ou_agir.sans_contrat``.
    """
    communes = int((table["niveau"] == "commune").sum())
    groups = len(table) - communes
    name = "EPCI ou EPT" if (table["niveau"] == "ept").any() else "EPCI"
    parts = [f"{nombre(groups)}\u00a0{name}"] if groups else []
    parts += [pluriel(communes, "commune")] if communes else []
    return " et ".join(parts)


def precisions(table: pd.DataFrame) -> str:
    """Return how many are partly covered and where a contract is over: ``dont 3 …, 5 …``; or ''."""
    partly = int((table["statut"] == "partielle").sum())
    over = int((table["population_echu"] > 0).sum())
    parts = [f"{nombre(partly)} en partie couverts"] if partly > 1 else []
    parts += ["1 en partie couvert"] if partly == 1 else []
    parts += [f"{nombre(over)} à l'échéance passée, en tout ou partie"] if over else []
    return f"dont {' et '.join(parts)}" if parts else ""


def situation(statut: str, sans: int, echu: int) -> str:
    """Return what is known of a place: partly covered, a contract over, or nothing.

    ``statut``, ``sans`` and ``echu``: columns ``statut``, ``population_sans_contrat`` and
    ``population_echu`` of a row of ``geo.couverture.ou_agir.sans_contrat``.
    """
    over = "" if not echu else ECHU if echu == sans else f"sur une partie, {ECHU}"
    if statut == "partielle":
        return f"en partie couvert, {over}" if over else "en partie couvert"
    return over or "aucun contrat recensé"
