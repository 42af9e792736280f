"""Rows of the registre as texts: what an import compares, changes and publishes.

The keys of rows are those of their schemas; a row is {column: text}, '' when nothing is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from data.dates import DatePartielle
from data.lecture.schemas import fields_by_name, load_schema
from data.model import (
    Action,
    Axe,
    Contrat,
    LignePerimetre,
    Registre,
    Signataire,
)

Ligne = dict[str, str]
TABLES_IMPORTEES = ("contrats", "perimetres", "axes", "actions", "signataires")


@dataclass(frozen=True)
class Changement:
    """A row that an import adds, changes or takes off.

    avant, apres : the row before and after, None where there is none.
    """

    table: str
    cle: tuple[str, ...]
    avant: Ligne | None
    apres: Ligne | None

    @property
    def colonnes(self) -> tuple[str, ...]:
        """Columns that change."""
        before, after = self.avant or {}, self.apres or {}
        return tuple(
            column
            for column in fields_by_name(self.table)
            if before.get(column, "") != after.get(column, "")
        )


def texte_de(valeur: Any) -> str:
    """Return a value of an object of the registre as its file writes it."""
    if valeur is None:
        return ""
    if isinstance(valeur, tuple):
        return " ".join(valeur)
    return valeur.texte if isinstance(valeur, DatePartielle) else str(valeur)


def ligne_de(objet: Any) -> Ligne:
    """Return an object of the registre as a row."""
    return {one.name: texte_de(getattr(objet, one.name)) for one in fields(objet)}


def tables_du_registre(registre: Registre) -> dict[str, list[Ligne]]:
    """Return the rows of the tables that an import may change, in their order."""
    objects: dict[str, Iterable[Any]] = {
        "contrats": registre.contrats.values(),
        "perimetres": registre.perimetres,
        "axes": registre.axes,
        "actions": registre.actions,
        "signataires": registre.signataires,
    }
    return {table: [ligne_de(one) for one in several] for table, several in objects.items()}


def cle_de(table: str, ligne: Mapping[str, str]) -> tuple[str, ...]:
    """Return the key of a row: its columns that the schema names, all of them without any."""
    columns = load_schema(table).get("primaryKey") or list(fields_by_name(table))
    return tuple(ligne.get(column, "") for column in columns)


def registre_avec(registre: Registre, changements: Iterable[Changement]) -> Registre:
    """Return the registre once changes are made; raise ValueError for a cell without meaning."""
    by_table: dict[str, list[Changement]] = {}
    for one in changements:
        by_table.setdefault(one.table, []).append(one)
    tables = {
        table: _applied(table, rows, by_table.get(table, ()))
        for table, rows in tables_du_registre(registre).items()
        if table in by_table
    }

    def built(table: str, held: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(map(_BUILD[table], tables[table])) if table in tables else held

    contrats = built("contrats", tuple(registre.contrats.values()))
    return Registre(
        contrats={one.id: one for one in contrats},
        perimetres=built("perimetres", registre.perimetres),
        axes=built("axes", registre.axes),
        actions=built("actions", registre.actions),
        signataires=built("signataires", registre.signataires),
        regions=registre.regions,
        chiffres_publies=registre.chiffres_publies,
        priorites_prs=registre.priorites_prs,
        actions_probantes=registre.actions_probantes,
        etapes=registre.etapes,
        date_releve=registre.date_releve,
    )


def _applied(table: str, rows: list[Ligne], changes: Iterable[Changement]) -> list[Ligne]:
    held = {cle_de(table, row): row for row in rows}
    for one in changes:
        if one.apres is None:
            held.pop(one.cle, None)
        else:
            held[one.cle] = one.apres
    return list(held.values())


def _date(texte: str) -> DatePartielle | None:
    return DatePartielle.parse(texte) if texte else None


def _number(texte: str) -> int | None:
    return int(texte) if texte else None


def _contrat(ligne: Ligne) -> Contrat:
    known = {column: ligne.get(column, "") for column in fields_by_name("contrats")}
    dates = ("date_signature", "periode_debut", "date_fin", "source_date")
    numbers = ("generation", "duree_ans", "nb_actions_annonce")
    values: dict[str, Any] = dict(known)
    values |= {column: _date(known[column]) for column in dates}
    values |= {column: _number(known[column]) for column in numbers}
    values["departements"] = tuple(known["departements"].split())
    return Contrat(**values)


def _action(ligne: Ligne) -> Action:
    values: dict[str, Any] = {column: ligne.get(column, "") for column in fields_by_name("actions")}
    values |= {column: _date(values[column]) for column in ("echeance", "date_statut")}
    return Action(**values)


def _axe(ligne: Ligne) -> Axe:
    values: dict[str, Any] = {column: ligne.get(column, "") for column in fields_by_name("axes")}
    return Axe(**{**values, "themes": tuple(values["themes"].split())})


def _plain(table: str, kind: type) -> Any:
    return lambda ligne: kind(**{column: ligne.get(column, "") for column in fields_by_name(table)})


_BUILD: dict[str, Any] = {
    "contrats": _contrat,
    "perimetres": _plain("perimetres", LignePerimetre),
    "axes": _axe,
    "actions": _action,
    "signataires": _plain("signataires", Signataire),
}
