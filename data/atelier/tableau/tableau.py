"""From an opened file to its table: which sheet, which header, which columns, which rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.atelier.fautes import Faute, Fautes, FichierRefuse
from data.atelier.fichier.document import Document
from data.atelier.fichier.feuille import Feuille, Ligne
from data.atelier.tableau.colonnes import Colonne, EstTerritoire, propose_colonnes
from data.atelier.tableau.corps import Tableau, build_tableau, rows_under
from data.atelier.tableau.couche import champs_en_lignes
from data.atelier.tableau.entete import Entete, cibles_de_l_entete, find_entete
from data.atelier.tableau.precisions import rejoin_precisions
from data.errors import quote


@dataclass(frozen=True)
class ChoixDeLecture:
    """What a person corrected of how the file is read; None where the proposal stands.

    ``colonnes``: cible by header as written, None to ignore the column. ``fixes``: a text for all
    the rows, by cible that no column of the file gives.
    """

    feuille: str | None = None
    ligne_entete: int | None = None
    encodage: str | None = None
    separateur: str | None = None
    colonnes: Mapping[str, str | None] = field(default_factory=dict)
    fixes: Mapping[str, str] = field(default_factory=dict)


def find_tableau(
    document: Document,
    choix: ChoixDeLecture,
    est_territoire: EstTerritoire,
    est_departement: Callable[[str], bool],
) -> Tableau:
    """Find the table of a file.

    The sheet chosen, else the visible one that looks most like a list. Raises FichierRefuse when
    the sheet or the row chosen does not exist, or nothing is a table.
    """
    sheet = document.feuille(choix.feuille) if choix.feuille is not None else _best(document)
    if not sheet.lignes:
        raise FichierRefuse(Fautes.VIDE, "cette feuille ne contient rien", sheet.nom)
    if choix.ligne_entete and choix.ligne_entete not in sheet.par_numero:
        detail = f"la ligne {choix.ligne_entete} est vide ou n'existe pas"
        raise FichierRefuse(Fautes.ENTETE_INCONNUE, detail)
    header = find_entete(sheet, choix.ligne_entete)
    lying = champs_en_lignes(sheet, header) if choix.ligne_entete is None else ()
    if lying:
        said = ", ".join(map(quote, lying))
        raise FichierRefuse(Fautes.COUCHE, f"la première colonne dit {said}")
    rows, suite = rows_under(sheet, header)
    if not rows and header.ligne:
        detail = f"la ligne {header.ligne} y ressemble, et rien n'est écrit dessous"
        raise FichierRefuse(Fautes.SANS_ENTETE, detail)
    width = max(sheet.largeur_brute, sheet.largeur)
    beside = _table_beside(header, rows)
    if beside:
        header = replace(header, textes=header.textes[:beside])
        rows = [Ligne(row.numero, row.cellules[:beside]) for row in rows]
        rows = [row for row in rows if row.remplies]
    columns = propose_colonnes(header, rows, width, est_territoire, choix.colonnes)
    table = rejoin_precisions(build_tableau(sheet, header, columns, rows, suite, est_departement))
    table = _with_fixed(table, choix.fixes)
    if beside:
        told = Faute(Fautes.SECOND_TABLEAU, f"il commence colonne {beside + 1}")
        table = replace(table, fautes=(*table.fautes, told))
    if not any(column.cible for column in table.colonnes):
        raise FichierRefuse(Fautes.SANS_ENTETE, "aucune colonne n'est reconnue")
    return table


def _with_fixed(table: Tableau, fixes: Mapping[str, str]) -> Tableau:
    """Return a table with a column more for each text that holds for all its rows."""
    if not fixes:
        return table
    columns = [
        replace(one, cible=None, pourquoi="remplacée par une valeur fixe")
        if one.cible in fixes
        else one
        for one in table.colonnes
    ]
    first = len(columns)
    columns += [
        Colonne(first + rank, "", cible, "valeur fixe", (text,))
        for rank, (cible, text) in enumerate(fixes.items())
    ]
    added = {first + rank: text for rank, text in enumerate(fixes.values())}
    rows = tuple(replace(row, textes={**row.textes, **added}) for row in table.rangees)
    return replace(table, colonnes=tuple(columns), rangees=rows)


def _table_beside(entete: Entete, lignes: Sequence[Ligne]) -> int:
    """Return the column where another table starts beside the first, 0 without one.

    An empty column, and after it headers that say again what those before it say.
    """
    known = dict(cibles_de_l_entete(entete.textes, entete.genre))
    for rank, text in enumerate(entete.textes):
        if text or any(ligne.cellule(rank) for ligne in lignes):
            continue
        left = {cible for one, cible in known.items() if one < rank}
        right = [cible for one, cible in known.items() if one > rank]
        if len(left) > 1 and len(right) > 1 and len(left.intersection(right)) > 1:
            return rank
    return 0


def autres_feuilles(document: Document, lue: Feuille) -> tuple[Faute, ...]:
    """Tell which other sheets hold something and are not read."""
    names = [one.nom for one in document.feuilles if one.lignes and one.nom != lue.nom]
    if not names:
        return ()
    return (Faute(Fautes.FEUILLES_LAISSEES, ", ".join(map(quote, names))),)


def _best(document: Document) -> Feuille:
    filled = [sheet for sheet in document.feuilles if sheet.lignes]
    visible = [sheet for sheet in filled if not sheet.masquee]
    if not filled:
        raise FichierRefuse(Fautes.VIDE)
    return max(visible or filled, key=lambda sheet: (find_entete(sheet).cibles, len(sheet.lignes)))
