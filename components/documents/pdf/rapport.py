"""A report of several pages as a PDF: an answer, long tables, groups of sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.documents.pdf.compilation import compile_pdf
from components.documents.pdf.contenu import Groupe, Paragraphe


@dataclass(frozen=True)
class TableauLong:
    """A table that runs over pages.

    ``largeurs``: shares of the width; ``nombres``: ranks of the columns of figures.
    """

    titre: str
    entetes: Sequence[str]
    lignes: Sequence[Sequence[str]]
    largeurs: Sequence[float]
    nombres: Sequence[int] = ()


@dataclass(frozen=True)
class DocumentRapport:
    """The contents of a report.

    ``bandeau``: kind of report and day, at the top; ``bas``: at the foot of each page.
    """

    titre: str
    bandeau: str
    bas: str
    reponse: Sequence[Paragraphe]
    tableaux: Sequence[TableauLong]
    groupes: Sequence[Groupe]


def rapport_pdf(rapport: DocumentRapport) -> bytes:
    """Return a report as a PDF."""
    content = {
        "titre": rapport.titre,
        "bandeau": rapport.bandeau,
        "bas": rapport.bas,
        "reponse": [one.donnees for one in rapport.reponse],
        "tableaux": [_tableau(one) for one in rapport.tableaux if one.lignes],
        "groupes": [one.donnees for one in rapport.groupes if one.paragraphes],
    }
    return compile_pdf("rapport", rapport.titre, rapport.bandeau, content, {})


def _tableau(tableau: TableauLong) -> dict[str, object]:
    return {
        "titre": tableau.titre,
        "entetes": list(tableau.entetes),
        "lignes": [[" ".join(cell.split()) for cell in row] for row in tableau.lignes],
        "largeurs": list(tableau.largeurs),
        "numeriques": [rank in tableau.nombres for rank in range(len(tableau.entetes))],
    }
