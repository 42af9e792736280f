"""The answer of an import as JSON, in the shape that scripts and pages rely on."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from data.atelier.decisions import (
    DISTINCT,
    FUSIONNER,
    GENERATION,
    IGNORER,
    decisions_en_json,
)
from data.atelier.fautes import Faute
from data.atelier.releve import Valeur
from data.atelier.tableau.colonnes import Colonne
from geo.atelier.analyse import Analyse
from geo.atelier.ecarts.comparaison import LigneImportee
from geo.atelier.ecarts.effet import Apercu, Effet
from geo.certitude.publie import PointPublie


def reponse_en_json(analyse: Analyse, apercu: Apercu | None) -> dict[str, Any]:
    """Return what an import shows; ``apercu`` is None when no rate could be computed."""
    return {
        "genre": analyse.genre,
        "fichier": _fichier(analyse),
        "colonnes": [
            _colonne(one) for one in (analyse.tableau.colonnes if analyse.tableau else ())
        ],
        "contrat": analyse.contrat_id or None,
        "valeurs": [_valeur(one) for one in analyse.valeurs],
        "lignes": [*_lignes(analyse)],
        "avertissements": [_faute(one) for one in grouped(analyse.fautes) if not one.bloque],
        "absents": [{"contrat_id": one.id, "nom": one.nom} for one in analyse.absents],
        "effet": [_effet(one) for one in apercu.effets] if apercu else [],
        "contrats_signes_en_plus": list(apercu.signes_en_plus) if apercu else [],
        "contrats_signes_en_moins": list(apercu.signes_en_moins) if apercu else [],
        "decisions": decisions_a_prendre(analyse),
        "pret": analyse.est_prete,
    }


def _fichier(analyse: Analyse) -> dict[str, Any]:
    document, table = analyse.document, analyse.tableau
    told = [one for one in grouped(analyse.fautes) if not one.bloque]
    return {
        "nom": document.nom,
        "sha256": document.empreinte,
        "encodage": document.encodage,
        "separateur": document.separateur or None,
        "separateur_en_mots": document.nom_separateur or None,
        "feuille": (table.feuille.nom or None) if table else None,
        "feuilles": [
            {"nom": one.nom, "masquee": one.masquee, "lignes": len(one.lignes)}
            for one in document.feuilles
        ],
        "ligne_entete": table.entete.ligne if table else 1,
        "lignes": len(table.rangees) if table else len(analyse.lignes),
        "avertissements": [_told(one) for one in told],
    }


def grouped(fautes: Iterable[Faute]) -> list[Faute]:
    """Return faults, those that say the same of the same column put together with their rows."""
    groups: dict[Faute, list[int]] = {}
    for one in fautes:
        groups.setdefault(replace(one, lignes=()), []).extend(one.lignes)
    return [replace(one, lignes=tuple(sorted(set(rows)))) for one, rows in groups.items()]


def _told(faute: Faute) -> str:
    lines = ", ".join(map(str, faute.lignes[:10]))
    more = "…" if len(faute.lignes) > 10 else ""
    place = f"ligne{'s' if len(faute.lignes) > 1 else ''} {lines}{more}\u00a0: " if lines else ""
    column = f" (colonne {faute.colonne})" if faute.colonne else ""
    return f"{place}{faute.message}{column}"


def _colonne(colonne: Colonne) -> dict[str, Any]:
    return {
        "rang": colonne.rang + 1,
        "entete": colonne.entete,
        "colonne": colonne.cible,
        "pourquoi": colonne.pourquoi,
        "exemples": list(colonne.exemples),
    }


def _valeur(valeur: Valeur) -> dict[str, Any]:
    return {
        "colonne": valeur.colonne,
        "ecrit": valeur.ecrit,
        "dans": valeur.dans,
        "propose": _propose(valeur),
        "certitude": valeur.lecture.certitude,
        "pourquoi": valeur.lecture.pourquoi,
        "lignes": list(valeur.lignes),
        "possibles": list(valeur.lecture.choix),
        "secondaire": valeur.secondaire,
        **valeur.details,
    }


def _propose(valeur: Valeur) -> Any:
    """A territory made of several is proposed as the list of their codes."""
    proposed = valeur.propose
    if isinstance(proposed, str) and "; " in proposed:
        return proposed.split("; ")
    return proposed


def _faute(faute: Faute) -> dict[str, Any]:
    return {
        "genre": faute.genre.name.lower(),
        "message": faute.message,
        "colonne": faute.colonne,
        "ecrit": faute.ecrit,
        "exemple": faute.genre.exemple,
        "lignes": list(faute.lignes),
    }


def _lignes(analyse: Analyse) -> Iterable[dict[str, Any]]:
    lines = [_ligne(one) for one in analyse.lignes]
    if analyse.tableau is not None:
        lines += [_left_out(row, why) for row, why in analyse.tableau.ignorees.items()]
        lines += [
            _left_out(row, f"titre de ce qui suit\u00a0: {text}")
            for row, text in analyse.tableau.titres.items()
        ]
    return sorted(lines, key=lambda line: (line["table"] != "contrats", line["ligne"]))


def _left_out(row: int, why: str) -> dict[str, Any]:
    return {
        "ligne": row,
        "etat": "ignoree",
        "table": None,
        "contrat_id": None,
        "nom": "",
        "pourquoi": why,
        "changements": [],
        "erreurs": [],
        "avertissements": [],
        "a_decider": [],
    }


def _ligne(line: LigneImportee) -> dict[str, Any]:
    return {
        "ligne": line.ligne,
        "lignes": list(line.lignes),
        "etat": line.etat,
        "table": line.table,
        "contrat_id": line.contrat_id or None,
        "nom": line.nom,
        "pourquoi": line.pourquoi,
        "changements": [
            {
                "table": one.table,
                "cle": list(one.cle),
                "colonne": column,
                "avant": (one.avant or {}).get(column) if one.avant is not None else None,
                "apres": (one.apres or {}).get(column) if one.apres is not None else None,
            }
            for one in line.changements
            for column in one.colonnes
        ],
        "erreurs": [_faute(one) for one in line.fautes if one.bloque],
        "avertissements": [_faute(one) for one in line.fautes if not one.bloque],
        "a_decider": sorted(line.a_decider),
    }


def _effet(effet: Effet) -> dict[str, Any]:
    published = effet.publie
    return {
        "niveau": effet.niveau,
        "code": effet.code,
        "nom": effet.nom,
        "taux_signe_avant": effet.taux_signe_avant,
        "taux_signe_apres": effet.taux_signe_apres,
        "taux_signe_ou_projet_avant": effet.taux_signe_ou_projet_avant,
        "taux_signe_ou_projet_apres": effet.taux_signe_ou_projet_apres,
        "publie": published.nombre if published else None,
        "publie_ecrit": _as_published(published) if published else None,
        "publie_date": published.publie_le.texte if published else None,
        "publie_source": published.source_url if published else None,
    }


def _as_published(point: PointPublie) -> str:
    """Return a rate as it was published: ``78.6``, or ``>50`` for "more than"."""
    return f"{'>' if point.au_moins else ''}{point.valeur:g}"


def decisions_a_prendre(analyse: Analyse) -> dict[str, Any]:
    """Return the decisions taken and, with an empty ``reponse``, those still to take."""
    content = decisions_en_json(analyse.decisions)
    content["valeurs"] += [
        {
            "colonne": one.colonne,
            "ecrit": one.ecrit,
            "dans": one.dans,
            "propose": _propose(one),
            "possibles": [*one.lecture.choix, IGNORER],
            "pourquoi": one.lecture.pourquoi,
            "lignes": list(one.lignes),
            "reponse": None,
        }
        for one in analyse.valeurs_a_decider
    ]
    content["doublons"] += [
        {
            "ligne": line.ligne,
            "contrat_id": one.contrat.id,
            "nom": one.contrat.nom,
            "propose": one.propose,
            "possibles": [FUSIONNER, GENERATION, DISTINCT, IGNORER],
            "pourquoi": one.pourquoi,
            "reponse": None,
        }
        for line in analyse.doublons_a_decider
        for one in line.suspects
    ]
    return content
