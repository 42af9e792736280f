"""How a delivered file is written: what reading its cells forgets, and what giving it back needs.

A row that still says what the file said is given back as the file wrote it: quotes, line ends,
all. Another row is written as the rest of the file is.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.depot.cles import as_textes, colonnes, keyed
from data.depot.etat import cellules_de
from data.depot.modele import Ligne

MARQUE = "\ufeff"  # a spreadsheet writes it in front of a file in UTF-8
GUILLEMETS = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)


@dataclass(frozen=True)
class Forme:
    """How a file is written.

    ``entete``: its columns, in its order; ``ecrites``: by key, the texts of a row in the order of
    the schema and the row as written.
    """

    ressource: str
    entete: tuple[str, ...]
    premiere: str
    fin_de_ligne: str = "\n"
    guillemets: int = csv.QUOTE_MINIMAL
    marque: str = ""
    finit_par_un_saut: bool = True
    ecrites: Mapping[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)

    def render(self, lignes: Mapping[str, Ligne]) -> bytes:
        """Return a file of these rows, in their order."""
        parties = [self.premiere]
        for cle, ligne in lignes.items():
            cellules, ecrite = self.ecrites.get(cle, ((), ""))
            parties.append(ecrite if cellules == ligne.cellules else self._written(ligne))
        milieu = [_ended(partie, self.fin_de_ligne) for partie in parties[:-1]]
        derniere = parties[-1]
        if self.finit_par_un_saut:
            derniere = _ended(derniere, self.fin_de_ligne)
        else:
            derniere = derniere.removesuffix("\n").removesuffix("\r")
        return (self.marque + "".join(milieu) + derniere).encode("utf-8")

    def _written(self, ligne: Ligne) -> str:
        cellules = cellules_de(self.ressource, ligne)
        textes = [cellules[nom] for nom in self.entete]
        return write_record(textes, self.guillemets, self.fin_de_ligne)


def plain(ressource: str) -> Forme:
    """Return the form of a file that was never delivered: that of the project's own files."""
    entete = colonnes(ressource)
    return Forme(ressource, entete, write_record(entete, csv.QUOTE_MINIMAL, "\n"))


def read_forme(ressource: str, contenu: bytes | None) -> Forme:
    """Return how a delivered file is written; ``contenu``: its bytes, None when it was not.

    A file of other columns than those of now is not imitated.
    """
    if contenu is None:
        return plain(ressource)
    texte = contenu.decode("utf-8")
    marque = MARQUE if texte.startswith(MARQUE) else ""
    records = list(_records(texte.removeprefix(MARQUE)))
    if set(records[0][1]) != set(colonnes(ressource)):
        return plain(ressource)
    (premiere, entete), *suite = records
    fin = premiere[len(premiere.rstrip("\r\n")) :] or "\n"
    dicts = (dict(zip(entete, cellules, strict=True)) for _, cellules in suite)
    ecrites = {
        cle: (as_textes(ressource, cellules), ecrite)
        for (cle, cellules), (ecrite, _) in zip(keyed(ressource, dicts).items(), suite, strict=True)
    }
    return Forme(
        ressource,
        tuple(entete),
        premiere,
        fin,
        _quoting(records, fin),
        marque,
        texte.endswith(("\r", "\n")),
        ecrites,
    )


def write_record(textes: Sequence[str], guillemets: int, fin: str) -> str:
    """Return one record of a CSV file."""
    sortie = io.StringIO(newline="")
    # A literal of the module csv, kept as an int in a Forme.
    csv.writer(sortie, quoting=guillemets, lineterminator=fin).writerow(textes)  # type: ignore[arg-type]
    return sortie.getvalue()


def _records(texte: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each record as written, and its cells."""
    lues: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(texte, newline=""):
            lues.append(line)
            yield line

    for cellules in csv.reader(lines(), strict=True):
        yield "".join(lues), cellules
        lues.clear()


def _quoting(records: Iterable[tuple[str, list[str]]], fin: str) -> int:
    """Return the way of quoting that writes most of the records as they are."""
    lus = list(records)[:200]
    return max(
        GUILLEMETS,
        key=lambda une: sum(write_record(cellules, une, fin) == ecrite for ecrite, cellules in lus),
    )


def _ended(partie: str, fin: str) -> str:
    return partie if partie.endswith(("\r", "\n")) else partie + fin
