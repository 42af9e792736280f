"""The tables of the registre brought back as they are: our own zip, or one of its files."""

from collections.abc import Iterator
from dataclasses import replace

from data.atelier.fichier.document import Document
from data.atelier.fichier.feuille import Feuille
from data.lecture.schemas import fields_by_name
from data.model import Registre
from geo.atelier.ecarts.comparaison import ERREUR, INCHANGE, MODIFIE, NOUVEAU, LigneImportee
from geo.atelier.ecarts.controles import check_ligne
from geo.atelier.ecarts.lignes import (
    TABLES_IMPORTEES,
    Changement,
    Ligne,
    cle_de,
    tables_du_registre,
)


def table_de(feuille: Feuille) -> str:
    """Return the table of the registre whose very columns a sheet has, '' for any other sheet."""
    if not feuille.lignes:
        return ""
    header = set(feuille.lignes[0].cellules)
    named = [one for one in TABLES_IMPORTEES if header == set(fields_by_name(one))]
    return named[0] if named else ""


def tables_du_document(document: Document) -> dict[str, Feuille]:
    """Return the sheets that are tables of the registre, by table, in the registre's order."""
    found = {table_de(sheet): sheet for sheet in document.feuilles}
    return {table: found[table] for table in TABLES_IMPORTEES if table in found}


def compare_tables(feuilles: dict[str, Feuille], registre: Registre) -> tuple[LigneImportee, ...]:
    """Return what becomes of each row; an empty cell erases nothing."""
    held = tables_du_registre(registre)
    lines: list[LigneImportee] = []
    for table, sheet in feuilles.items():
        known = {cle_de(table, row): row for row in held[table]}
        lines += _rows(table, sheet, known)
    return tuple(lines)


def _rows(
    table: str, feuille: Feuille, known: dict[tuple[str, ...], Ligne]
) -> Iterator[LigneImportee]:
    header, *rows = feuille.lignes
    for ligne in rows:
        texts = {name: ligne.cellule(rank) for rank, name in enumerate(header.cellules)}
        key = cle_de(table, texts)
        before = known.get(key)
        after = {**(before or {}), **{name: text for name, text in texts.items() if text}}
        after = {name: after.get(name, "") for name in fields_by_name(table)}
        faults = tuple(check_ligne(table, after, (ligne.numero,)))
        state = NOUVEAU if before is None else MODIFIE if before != after else INCHANGE
        line = LigneImportee(
            ligne.numero,
            (ligne.numero,),
            state,
            table,
            texts.get("contrat_id", texts.get("id", "")),
            texts.get("nom", texts.get("intitule", texts.get("libelle", ""))),
            changements=_changes(table, key, before, after),
            fautes=faults,
        )
        bad = any(one.bloque for one in faults)
        yield replace(line, etat=ERREUR) if bad else line


def _changes(
    table: str, key: tuple[str, ...], before: Ligne | None, after: Ligne
) -> tuple[Changement, ...]:
    return () if before == after else (Changement(table, key, before, after),)
