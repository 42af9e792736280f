"""Where to act, in words that the coverage page and the slide share."""

import pandas as pd

from components.commun.mots.formats import nombre, pluriel
from data.memoire import tant_qu_il_dure
from geo.certitude.ou_chercher import OuChercher

SOUS_AUCUN = "sous aucun contrat recensé, signé ou en projet"
ECHU = "échéance passée, suite inconnue"


@tant_qu_il_dure
def phrase(found: OuChercher, montres: int) -> str:
    """Say how many residents are under no contract, signed or in project, and where they are.

    All of them first, as the slide says; then those of the places of which the registre holds no
    contract at all, and those of the places to check. ``montres``: rows that are shown.
    """
    residents = nombre(_residents(found.lieux) + _residents(found.a_verifier))
    colon = "," if found.est_attestee else "\u00a0:"
    text = f"{residents} habitants {SOUS_AUCUN}{colon} {ou_ils_sont(found)}"
    if len(found.lieux) > montres:
        text += f". Le tableau montre les {montres} où ils sont le plus nombreux"
    return f"{text}." + ("" if found.est_attestee else " À vérifier auprès de l'ARS.")


def ou_ils_sont(found: OuChercher) -> str:
    """Return where these residents are, by what the registre holds of the places; '' for none."""
    if found.est_attestee and len(found.lieux):
        where = precisions(found.lieux)
        return f"dans {lieux(found.lieux)}" + (f", {where}" if where else "")
    parts = []
    if len(found.lieux):
        what = "dont le registre ne tient aucun contrat"
        parts.append(f"{nombre(_residents(found.lieux))} dans {lieux(found.lieux)} {what}")
    if len(found.a_verifier):
        others = nombre(_residents(found.a_verifier))
        parts.append(f"{others} dans {lieux(found.a_verifier)} à vérifier d'abord")
    return ", ".join(parts)


def _residents(table: pd.DataFrame) -> int:
    return int(table["population_sans_contrat"].sum())


@tant_qu_il_dure
def lieux(table: pd.DataFrame) -> str:
    """Return how many places there are, by what they are: ``12 EPCI ou EPT et 1 commune``.

    ``table``: rows of ``geo.couverture.ou_agir.sans_contrat``.
    """
    levels = table["niveau"].tolist()
    communes = levels.count("commune")
    groups = len(levels) - communes
    name = "EPCI ou EPT" if "ept" in levels else "EPCI"
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
