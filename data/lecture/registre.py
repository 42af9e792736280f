"""The registre of real contracts: loaded whole, checked first, or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from data.dates import DatePartielle
from data.lecture.tables import Table
from data.lecture.validation import read_valid_registre
from data.model import (
    Action,
    ActionProbante,
    AnnonceRegion,
    Axe,
    ChiffrePublie,
    Contrat,
    Etape,
    LignePerimetre,
    PrioritePRS,
    Registre,
    Signataire,
)
from data.paths import DOSSIER_REGISTRE

Cellules = dict[str, str]
_Objet = TypeVar("_Objet")


def load_registre(folder: Path = DOSSIER_REGISTRE) -> Registre:
    """Check, then load a registre folder.

    folder: holds the ten CSV files described in data/schemas and datapackage.json.
    Raises data.errors.RegistreInvalide, with every problem of every file, when there is one.
    """
    valide = read_valid_registre(folder)
    tables = valide.tables
    return Registre(
        contrats={contrat.id: contrat for contrat in _build(tables["contrats"], _contrat)},
        perimetres=_build(tables["perimetres"], lambda cellules: LignePerimetre(**cellules)),
        axes=_build(tables["axes"], _axe),
        actions=_build(tables["actions"], _action),
        signataires=_build(tables["signataires"], lambda cellules: Signataire(**cellules)),
        regions={annonce.region: annonce for annonce in _build(tables["regions"], _annonce)},
        chiffres_publies=_build(tables["chiffres_publies"], _chiffre_publie),
        priorites_prs=_build(tables["priorites_prs"], _priorite),
        actions_probantes=_build(
            tables["actions_probantes"], lambda cellules: ActionProbante(**cellules)
        ),
        etapes=_build(tables["etapes"], _etape),
        date_releve=valide.date_releve,
    )


def _build(table: Table, build: Callable[[Cellules], _Objet]) -> tuple[_Objet, ...]:
    return tuple(build(cellules) for _, cellules in table.lignes)


def _contrat(cellules: Cellules) -> Contrat:
    return Contrat(
        id=cellules["id"],
        nom=cellules["nom"],
        region=cellules["region"],
        departements=tuple(cellules["departements"].split()),
        generation=_integer(cellules["generation"]),
        porteur=cellules["porteur"],
        porteur_type=cellules["porteur_type"],
        etape=cellules["etape"],
        date_signature=_date(cellules["date_signature"]),
        periode_debut=_date(cellules["periode_debut"]),
        date_fin=_date(cellules["date_fin"]),
        duree_ans=_integer(cellules["duree_ans"]),
        nb_actions_annonce=_integer(cellules["nb_actions_annonce"]),
        fiabilite=cellules["fiabilite"],
        lien=cellules["lien"],
        source_url=cellules["source_url"],
        source_date=_date(cellules["source_date"]),
        notes=cellules["notes"],
    )


def _axe(cellules: Cellules) -> Axe:
    return Axe(
        contrat_id=cellules["contrat_id"],
        numero=cellules["numero"],
        intitule=cellules["intitule"],
        themes=tuple(cellules["themes"].split()),
        source_url=cellules["source_url"],
    )


def _action(cellules: Cellules) -> Action:
    return Action(
        contrat_id=cellules["contrat_id"],
        axe_numero=cellules["axe_numero"],
        numero=cellules["numero"],
        intitule=cellules["intitule"],
        statut=cellules["statut"],
        pilote=cellules["pilote"],
        echeance=_date(cellules["echeance"]),
        date_statut=_date(cellules["date_statut"]),
        action_probante=cellules["action_probante"],
        source_url=cellules["source_url"],
    )


def _annonce(cellules: Cellules) -> AnnonceRegion:
    return AnnonceRegion(
        region=cellules["region"],
        ars=cellules["ars"],
        nb_cls_annonces=cellules["nb_cls_annonces"],
        date_annonce=_date(cellules["date_annonce"]),
        taux_signe_publie=cellules["taux_signe_publie"],
        taux_signe_ou_projet_publie=cellules["taux_signe_ou_projet_publie"],
        remarque=cellules["remarque"],
        source_url=cellules["source_url"],
    )


def _chiffre_publie(cellules: Cellules) -> ChiffrePublie:
    return ChiffrePublie(
        objet_type=cellules["objet_type"],
        objet_id=cellules["objet_id"],
        date=_date(cellules["date"]),
        indicateur=cellules["indicateur"],
        valeur=cellules["valeur"],
        unite=cellules["unite"],
        source_url=cellules["source_url"],
    )


def _priorite(cellules: Cellules) -> PrioritePRS:
    return PrioritePRS(
        region=cellules["region"],
        code=cellules["code"],
        ordre=int(cellules["ordre"]),
        intitule=cellules["intitule"],
        themes=tuple(cellules["themes"].split()),
        source=cellules["source"],
    )


def _etape(cellules: Cellules) -> Etape:
    return Etape(
        ordre=int(cellules["ordre"]),
        code=cellules["code"],
        intitule=cellules["intitule"],
        source=cellules["source"],
    )


def _date(texte: str) -> DatePartielle | None:
    return DatePartielle.parse(texte) if texte else None


def _integer(texte: str) -> int | None:
    return int(texte) if texte else None
