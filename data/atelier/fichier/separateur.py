"""From a text to rows: the separator is found, and each row keeps its line in the file."""

import csv
import io
from collections import Counter
from dataclasses import dataclass

from data.atelier.fautes import Fautes, FichierRefuse
from data.atelier.fichier.feuille import Feuille, Ligne
from data.textes import propre

SEPARATEURS = {
    ";": "point-virgule",
    "\t": "tabulation",
    ",": "virgule",
    "|": "barre verticale",
}
LIGNES_MAX = 50_000
COLONNES_MAX = 500
CELLULE_MAX = 20_000
CELLULE_LISIBLE = 100_000
LIGNE_MAX = 1_000_000
_ECHANTILLON = 200


@dataclass(frozen=True)
class TexteEnLignes:
    """A text file as one sheet, and its separator (a key of SEPARATEURS)."""

    feuille: Feuille
    separateur: str


def parse(texte: str, separateur: str | None = None) -> TexteEnLignes:
    """Return the rows of a text; ``separateur``: chosen by a person, found when None.

    Line ends may be those of Windows, Unix or the old Macintosh; a quoted cell may hold several
    lines. A row is numbered by the line where it starts.

    Raises FichierRefuse when the text has too many rows or columns.
    """
    unix = texte.replace("\r\n", "\n").replace("\r", "\n")
    if max(map(len, unix.split("\n"))) > LIGNE_MAX:
        raise FichierRefuse(Fautes.TROP_ETENDU, "une de ses lignes est démesurée")
    chosen = separateur or _guess(unix)
    rows = tuple(_rows(unix, chosen))
    return TexteEnLignes(Feuille("", rows).sans_vides(), chosen)


def _rows(texte: str, separateur: str) -> list[Ligne]:
    """Read with quotes; when a stray quote swallows the file, read again without them."""
    try:
        rows = _read(texte, separateur, quoted=True)
    except csv.Error:
        rows = []
    longest = max((len(cell) for row in rows for cell in row.cellules), default=0)
    if not rows or longest > CELLULE_MAX or _swallowed(rows):
        try:
            rows = _read(texte, separateur, quoted=False)
        except csv.Error:
            raise FichierRefuse(Fautes.TROP_ETENDU, "une de ses cellules est démesurée") from None
    return rows


def _swallowed(rows: list[Ligne]) -> bool:
    """A cell over more than forty lines is a quote that was never closed."""
    return any(cell.count("\n") > 40 for row in rows for cell in row.cellules)


def _read(texte: str, separateur: str, quoted: bool) -> list[Ligne]:
    reader = csv.reader(
        io.StringIO(texte, newline=""),
        delimiter=separateur,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    rows: list[Ligne] = []
    start = 1
    for cells in reader:
        if len(cells) > COLONNES_MAX:
            raise FichierRefuse(
                Fautes.TROP_ETENDU, f"la ligne {start} a plus de {COLONNES_MAX} colonnes"
            )
        # The parser's own limit belongs to the whole process: another library may have raised it.
        if any(len(cell) > CELLULE_LISIBLE for cell in cells):
            raise csv.Error("a cell out of all measure")
        rows.append(Ligne(start, tuple(propre(cell[:CELLULE_MAX]).strip() for cell in cells)))
        if len(rows) > LIGNES_MAX:
            raise FichierRefuse(
                Fautes.TROP_ETENDU,
                f"le tableau a plus de {LIGNES_MAX:_} lignes".replace("_", "\u202f"),
            )
        start = reader.line_num + 1
    return rows


def _guess(texte: str) -> str:
    """Return the separator that cuts the most rows into the same number of columns.

    Cells that a quote opens are read as such, so that the commas of a text don't count.
    """
    sample = texte[:100_000]
    scores = {separateur: _score(sample, separateur) for separateur in SEPARATEURS}
    return max(scores, key=lambda separateur: scores[separateur])


def _score(sample: str, separateur: str) -> tuple[float, int]:
    """Rows of the commonest width above one column, weighed by that width."""
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separateur)
        widths = [len(row) for row, _ in zip(reader, range(_ECHANTILLON), strict=False) if any(row)]
    except csv.Error:
        widths = [line.count(separateur) + 1 for line in sample.split("\n")[:_ECHANTILLON]]
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0, -list(SEPARATEURS).index(separateur)
    width, rows = wide.most_common(1)[0]
    return rows * min(width, 10) / len(widths), -list(SEPARATEURS).index(separateur)
