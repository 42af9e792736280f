"""A small invented registre, as the files of a delivered one (it lives in tests alone)."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.depot.cles import colonnes
from data.depot.modele import Cellules
from data.lecture.schemas import TABLES
from data.paths import DOSSIER_REGISTRE

ADRESSE = "https://www.ars.sante.fr/essai"
Lignes = dict[str, list[Cellules]]


def contrat(identifiant: str, **autres: str) -> Cellules:
    """An invented contract of Finistère."""
    return {
        "id": identifiant,
        "nom": f"CLS d'essai {identifiant}",
        "region": "53",
        "departements": "29",
        "etape": "signe",
        "date_signature": "2023-07-12",
        "fiabilite": "source",
        "source_url": ADRESSE,
        **autres,
    }


def perimetre(contrat_id: str, code: str = "29232", **autres: str) -> Cellules:
    """A commune of a contract."""
    return {
        "contrat_id": contrat_id,
        "operation": "inclut",
        "niveau": "commune",
        "code": code,
        "libelle": f"commune {code}",
        "source_url": ADRESSE,
        **autres,
    }


def axe(contrat_id: str, intitule: str, **autres: str) -> Cellules:
    """An axis of a contract."""
    return {
        "contrat_id": contrat_id,
        "intitule": intitule,
        "themes": "sante_mentale",
        "source_url": ADRESSE,
        **autres,
    }


def action(contrat_id: str, intitule: str, **autres: str) -> Cellules:
    """An action of a contract."""
    return {
        "contrat_id": contrat_id,
        "intitule": intitule,
        "statut": "non_renseigne",
        "source_url": ADRESSE,
        **autres,
    }


def chiffre(objet_id: str, valeur: str, **autres: str) -> Cellules:
    """A figure that an ARS published."""
    return {
        "objet_type": "region",
        "objet_id": objet_id,
        "date": "2025",
        "indicateur": "nb_cls_signes",
        "valeur": valeur,
        "unite": "contrats",
        "source_url": ADRESSE,
        **autres,
    }


def lignes_inventees() -> Lignes:
    """Four contracts and what goes with them, in the order of the files."""
    ids = [f"cls-29-{nom}-1" for nom in ("armor", "argoat", "leon", "tregor")]
    codes = ("29019", "29103", "29151", "29232")
    return {
        "contrats": [contrat(un) for un in ids],
        "perimetres": [perimetre(un, code) for un, code in zip(ids, codes, strict=True)],
        "axes": [axe(ids[0], "Accès aux soins"), axe(ids[1], "Santé « mentale », jeunes")],
        "actions": [action(ids[0], "Bus santé"), action(ids[2], "Maison\ndes aidants")],
        "signataires": [
            {"contrat_id": un, "nom": "ARS Bretagne", "categorie": "ars", "source_url": ADRESSE}
            for un in ids
        ],
        "regions": [
            {"region": "53", "ars": "ARS Bretagne"},
            {"region": "28", "ars": "ARS Normandie"},
        ],
        "chiffres_publies": [chiffre("53", "33"), chiffre("28", ">50"), chiffre("53", "34")],
        "priorites_prs": [
            {
                "region": "53",
                "code": "BRE-1",
                "ordre": "1",
                "intitule": "Prévention",
                "themes": "sante_mentale",
                "source": "ARS Bretagne",
            }
        ],
        "actions_probantes": [],
        "etapes": [
            {"ordre": "1", "code": "cadrage", "intitule": "Cadrage", "source": "ARS Bretagne"}
        ],
    }


def write_registre(
    folder: Path, lignes: Mapping[str, Sequence[Cellules]], jour: str = "2026-06-15"
) -> Path:
    """Write a delivered registre; return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for ressource in TABLES:
        with (folder / f"{ressource}.csv").open("w", encoding="utf-8", newline="") as sortie:
            ecrit = csv.DictWriter(sortie, colonnes(ressource), restval="", lineterminator="\n")
            ecrit.writeheader()
            ecrit.writerows(lignes[ressource])
    descripteur = json.loads((DOSSIER_REGISTRE / "datapackage.json").read_text(encoding="utf-8"))
    descripteur["created"] = f"{jour}T00:00:00Z"
    (folder / "datapackage.json").write_text(json.dumps(descripteur), encoding="utf-8")
    (folder / "README.md").write_text("Registre inventé.\n", encoding="utf-8")
    return folder
