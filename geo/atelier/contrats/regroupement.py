"""Several rows for one contract: a row per commune or per EPCI, gathered into one perimeter."""

from collections.abc import Iterable

from data.atelier.fautes import Fautes
from data.atelier.releve import Releve
from geo.atelier.contrats.formation import cle_du_contrat
from geo.atelier.contrats.lecture import ContratLu

_DISTINCTIFS = ("generation", "date_signature", "periode_debut", "date_fin", "etape", "region")
"""Columns that, when they differ, make two contracts of two rows of one name."""


def gather(lus: Iterable[ContratLu], releve: Releve) -> tuple[ContratLu, ...]:
    """Return the contracts of a list, the rows that say the same contract put together.

    Rows of one identifier, or of one name with the same dates, rank and step. Two rows that say
    all the same things, territories included, are one, and it is told.
    """
    groups: dict[tuple[str, ...], list[ContratLu]] = {}
    for one in lus:
        groups.setdefault(_key(one), []).append(one)
    return tuple(_merged(rows, releve) for rows in groups.values())


def _key(one: ContratLu) -> tuple[str, ...]:
    identifier = one.champs.get("id", "")
    if identifier:
        return (identifier,)
    named = "nom" in one.champs and "nom" not in one.formes
    key = cle_du_contrat(one.champs["nom"]) if named else ""
    if not key:
        return ("", str(one.lignes[0]))
    return ("nom", key, *(one.champs.get(column, "") for column in _DISTINCTIFS))


def _merged(rows: list[ContratLu], releve: Releve) -> ContratLu:
    first = rows[0]
    if len(rows) == 1:
        return first
    if len({row.perimetre for row in rows}) < len(rows):
        for row in rows[1:]:
            releve.faute(
                Fautes.DEUX_FOIS,
                row.lignes[0],
                f"déjà ligne {first.lignes[0]}",
                "",
                first.champs.get("nom", ""),
            )
    champs: dict[str, str] = {}
    for row in rows:
        champs |= {column: text for column, text in row.champs.items() if column not in champs}
    known = [row.perimetre for row in rows if row.perimetre is not None]
    departements = " ".join(
        dict.fromkeys(code for row in rows for code in row.champs.get("departements", "").split())
    )
    if departements:
        champs["departements"] = departements
    return ContratLu(
        lignes=tuple(number for row in rows for number in row.lignes),
        champs=champs,
        formes=frozenset().union(*(row.formes for row in rows)),
        perimetre=tuple(dict.fromkeys(line for lines in known for line in lines))
        if known
        else None,
        a_decider=frozenset().union(*(row.a_decider for row in rows)),
        population=max(row.population for row in rows),
        communes_annoncees=sum(row.communes_annoncees for row in rows),
        departements_dits=tuple(
            dict.fromkeys(code for row in rows for code in row.departements_dits)
        ),
    )
