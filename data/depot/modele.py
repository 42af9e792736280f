"""What the store speaks of: publications, changes of rows, conflicts. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

NATURES = ("reprise", "import", "saisie", "annulation")

Cellules = dict[str, str]  # the text of each column of a row; '' when nothing is known


class Ligne(NamedTuple):
    """A row of the registre as the store holds it.

    ``rang``: place in its table, smaller first; ``version``: number of the publication that last
    changed it; ``cellules``: texts, in the order of the schema's columns.
    """

    rang: int
    version: int
    cellules: tuple[str, ...]


# The registre as rows: by resource, then by key, in the order of the ranks.
Tables = dict[str, dict[str, Ligne]]


@dataclass(frozen=True)
class FichierGarde:
    """A file that a publication was made from, kept under its hash."""

    nom: str
    sha256: str
    taille: int


@dataclass(frozen=True)
class Entete:
    """Who publishes, what, from which source and why.

    ``nature``: one of NATURES; ``fichiers``: name and content of the files to keep;
    ``annule``: number of the publication undone; ``date_releve``: day a delivered registre was
    gathered (YYYY-MM-DD), for a reprise.
    """

    nature: str
    auteur: str
    source: str
    motif: str
    fichiers: Mapping[str, bytes] = field(default_factory=dict)
    annule: int | None = None
    date_releve: str | None = None


@dataclass(frozen=True)
class Publication:
    """A publication as the journal tells it; ``instant`` is in UTC.

    ``lignes``: number of rows changed, by resource.
    """

    numero: int
    instant: datetime
    nature: str
    auteur: str
    source: str
    motif: str
    annule: int | None
    annulee_par: tuple[int, ...]
    fichiers: tuple[FichierGarde, ...]
    lignes: Mapping[str, int]


@dataclass(frozen=True)
class Modification:
    """A row that a publication changed; ``avant`` or ``apres`` is None when there was no row."""

    publication: int
    ressource: str
    cle: str
    avant: Ligne | None
    apres: Ligne | None


@dataclass(frozen=True)
class Changement:
    """A row to write, and the version that it was made from.

    ``version``: number of the publication that last changed the row when it was read, None when
    there was no row; ``apres``: its columns (those left out are empty), None to delete it;
    ``rang``: its place, kept or at the end of the table by default.
    """

    ressource: str
    cle: str
    version: int | None
    apres: Mapping[str, str] | None
    rang: int | None = None


@dataclass(frozen=True)
class Conflit:
    """Two versions of one row, to choose from.

    ``depart``: the row that the change was made from; ``actuel``: the row now; ``propose``: the
    row asked for; None where there is no row. ``publication``: number of the one that moved it.
    """

    ressource: str
    cle: str
    depart: Cellules | None
    actuel: Cellules | None
    propose: Cellules | None
    publication: int | None


@dataclass(frozen=True)
class Refus:
    """A row that an undo or a reprise leaves as it is, and why (a sentence in French)."""

    ressource: str
    cle: str
    pourquoi: str
    publication: int | None = None
