"""Rows of a draft that somebody else changed meanwhile: both versions, and what is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.depot.base.connexion import Depot
from data.depot.cles import colonnes
from data.depot.etat import read_tables
from data.depot.journal import read_publication
from data.depot.modele import Cellules, Conflit, Publication, Tables
from data.depot.publication import find_conflits
from geo.saisie.brouillon import Brouillon, lue

MIENNE, PUBLIEE = "mienne", "publiee"
CHOIX = (MIENNE, PUBLIEE)


@dataclass(frozen=True)
class Divergence:
    """A row that moved: as it was read, as it is published, as the draft wants it, and merged.

    Each is None where there is no row. ``publication``: the one that moved it. ``reunie``: what
    the writer changed, over what is published.
    """

    ressource: str
    cle: str
    depart: Cellules | None
    publiee: Cellules | None
    voulue: Cellules | None
    reunie: Cellules | None
    publication: Publication | None

    @property
    def place(self) -> tuple[str, str]:
        """What tells this row from the others."""
        return self.ressource, self.cle

    @property
    def colonnes(self) -> list[str]:
        """Columns that one of the two changed, in the order of the schema."""
        versions = [one or {} for one in (self.depart, self.publiee, self.voulue)]
        return [
            name
            for name in colonnes(self.ressource)
            if len({version.get(name, "") for version in versions}) > 1
        ]

    @property
    def opposees(self) -> list[str]:
        """Columns that both changed, otherwise."""
        start, theirs, mine = self.depart or {}, self.publiee or {}, self.voulue or {}
        return [
            name
            for name in self.colonnes
            if mine.get(name, "") != theirs.get(name, "")
            and start.get(name, "") not in (mine.get(name, ""), theirs.get(name, ""))
        ]


def find_divergences(depot: Depot, brouillon: Brouillon, tables: Tables) -> list[Divergence]:
    """Return the rows of a draft that moved since; ``tables``: those that it was made from.

    Raises a DepotErreur.
    """
    if not brouillon:
        return []
    with depot.lecture() as connection:
        now = read_tables(connection)
        found = find_conflits(connection, now, brouillon.changements(tables))
        publications = {
            one.publication: read_publication(connection, one.publication)
            for one in found
            if one.publication is not None
        }
    return [_divergence(one, publications) for one in found]


def _divergence(conflit: Conflit, publications: Mapping[int, Publication | None]) -> Divergence:
    number = conflit.publication
    return Divergence(
        conflit.ressource,
        conflit.cle,
        conflit.depart,
        conflit.actuel,
        conflit.propose,
        _merged(conflit),
        None if number is None else publications.get(number),
    )


def _merged(conflit: Conflit) -> Cellules | None:
    """Return what the writer changed over what is published."""
    mine, start = conflit.propose, conflit.depart or {}
    if mine is None or conflit.actuel is None:
        return mine
    changed = {name: text for name, text in mine.items() if text != start.get(name, "")}
    return conflit.actuel | changed


def tranche(
    brouillon: Brouillon,
    divergences: Sequence[Divergence],
    choix: Mapping[tuple[str, str], str],
    tables: Tables,
    numero: int,
) -> Brouillon:
    """Return the draft made anew from a later publication, once each row that moved is chosen.

    ``choix``: MIENNE (what the draft changed, over what is published) or PUBLIEE, by row;
    ``tables``, ``numero``: of that publication. Raises KeyError for a row not chosen.
    """
    draft = replace(brouillon, numero=numero)
    for one in divergences:
        draft = draft.oublie(*one.place)
        if choix[one.place] != MIENNE:
            continue
        if one.reunie is not None:
            draft = draft.ecrit(tables, one.ressource, one.reunie)
        elif lue(tables, *one.place) is not None:
            draft = draft.retire(tables, *one.place)
    return draft
