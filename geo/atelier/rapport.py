"""The report of a publication: what it changed, what that did to the rates, how it was decided.

Read from the journal alone: it says the same tomorrow, on another machine, and once undone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.atelier.decisions import Decisions
from data.depot.etat import cellules_de
from data.depot.journal import read_modifications, read_publication
from data.depot.modele import Modification, Publication
from data.depot.ouverture import depot_en_usage
from data.errors import quote
from data.lecture.schemas import fields_by_name
from data.memoire import une_fois
from geo.atelier.ecarts.effet import Apercu, apercu_entre
from geo.couverture.moteur import Moteur, load_moteur

AJOUTE, MODIFIE, RETIRE = "ajouté", "modifié", "retiré"
SANS_CONTRAT = ""
NON_DITES = ("id", "contrat_id", "nom", "region", "fiabilite", "source_url")


@dataclass(frozen=True)
class Cellule:
    """A cell that changed: its column, and its title in words; its text before and after."""

    colonne: str
    titre: str
    avant: str
    apres: str


@dataclass(frozen=True)
class ContratChange:
    """What a publication changed of a contract, or of what is of none (``contrat_id`` '')."""

    contrat_id: str
    nom: str
    nature: str
    cellules: tuple[Cellule, ...]


@dataclass(frozen=True, eq=False)
class Rapport:
    """A publication as its report tells it; ``apercu``: the rates on the day of publication."""

    publication: Publication
    contrats: tuple[ContratChange, ...]
    apercu: Apercu

    def de_nature(self, nature: str) -> tuple[ContratChange, ...]:
        """Return the contracts added, changed or taken off."""
        return tuple(one for one in self.contrats if one.nature == nature and one.contrat_id)


def load_rapport(numero: int) -> Rapport | None:
    """Return the report of a publication, None when no one has this number."""
    with depot_en_usage().lecture() as connection:
        publication = read_publication(connection, numero)
        changes = read_modifications(connection, numero) if publication else []
    if publication is None:
        return None
    before = load_moteur(registre=max(numero - 1, 1)).registre.contrats
    after = load_moteur(registre=numero).registre.contrats
    names = {key: one.nom for held in (before, after) for key, one in held.items()}
    contrats = tuple(_by_contract(changes, names))
    jour = publication.instant.astimezone().date()
    return Rapport(publication, contrats, _apercu(numero, jour, _region(numero, contrats)))


def _by_contract(changes: Iterable[Modification], names: dict[str, str]) -> Iterable[ContratChange]:
    groups: dict[str, list[Modification]] = {}
    for one in changes:
        groups.setdefault(_owner(one), []).append(one)
    for name, found in groups.items():
        own = next((one for one in found if one.ressource == "contrats"), None)
        nature = MODIFIE
        if own is not None and own.avant is None:
            nature = AJOUTE
        elif own is not None and own.apres is None:
            nature = RETIRE
        cells = tuple(cell for one in found for cell in _cells(one))
        yield ContratChange(name, names.get(name, name), nature, cells)


def _owner(change: Modification) -> str:
    ligne = change.apres or change.avant
    assert ligne is not None
    row = cellules_de(change.ressource, ligne)
    return row["id"] if change.ressource == "contrats" else row.get("contrat_id", SANS_CONTRAT)


def _cells(change: Modification) -> Iterable[Cellule]:
    before = cellules_de(change.ressource, change.avant) if change.avant else {}
    after = cellules_de(change.ressource, change.apres) if change.apres else {}
    if change.ressource == "perimetres":
        yield Cellule("perimetre", "Territoire", _place(before), _place(after))
        return
    for column, field in fields_by_name(change.ressource).items():
        if column in NON_DITES or before.get(column) == after.get(column):
            continue
        if before.get(column) or after.get(column):
            title = str(field["title"])
            yield Cellule(column, title, before.get(column, ""), after.get(column, ""))


def _place(row: Mapping[str, str]) -> str:
    """Return the territory of a line of a perimeter, with what it excludes said so."""
    name = row.get("libelle") or row.get("code", "")
    return f"sauf {name}" if row.get("operation") == "exclut" else name


def _region(numero: int, contrats: Sequence[ContratChange]) -> str:
    """Return the région of most of the contracts that changed, '' without one."""
    counted: dict[str, int] = {}
    for moteur in (load_moteur(registre=numero), load_moteur(registre=max(numero - 1, 1))):
        for one in contrats:
            held = moteur.registre.contrats.get(one.contrat_id)
            if held is not None:
                counted[held.region] = counted.get(held.region, 0) + 1
    return max(counted, key=lambda code: counted[code]) if counted else ""


@une_fois(8)
def _apercu_de(avant: Moteur, apres: Moteur, jour: date, region: str) -> Apercu:
    return apercu_entre(avant.couverture(jour), apres.couverture(jour), region)


def _apercu(numero: int, jour: date, region: str) -> Apercu:
    before, after = load_moteur(registre=max(numero - 1, 1)), load_moteur(registre=numero)
    return _apercu_de(before, after, jour, region)


def decisions_en_mots(decisions: Decisions) -> list[str]:
    """Return what a person decided of an import, one sentence each, in French."""
    said = [
        f"Colonne {quote(header)}\u00a0: {cible or 'ignorée'}"
        for header, cible in decisions.lecture.colonnes.items()
    ]
    said += [
        f"Pour toutes les lignes, {cible}\u00a0: {quote(text)}"
        for cible, text in decisions.lecture.fixes.items()
    ]
    for (_, ecrit, _), answer in decisions.valeurs.items():
        said.append(f"{quote(ecrit)}\u00a0: {_answer(answer)}")
    for (ligne, contrat_id), choice in decisions.doublons.items():
        said.append(f"Ligne {ligne} et {contrat_id}\u00a0: {choice}")
    if decisions.lignes_ignorees:
        said.append(
            f"Lignes laissées de côté\u00a0: {', '.join(map(str, decisions.lignes_ignorees))}"
        )
    said += [f"Retiré du registre\u00a0: {one}" for one in decisions.retirer]
    if decisions.lignes_valides_seules:
        said.append("Seules les lignes valides ont été publiées")
    return said


def _answer(answer: object) -> str:
    if answer is True:
        return "proposition acceptée"
    if isinstance(answer, tuple):
        return ", ".join(answer)
    return "laissé de côté" if answer == "ignorer" else str(answer)
