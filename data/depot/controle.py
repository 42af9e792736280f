"""The checks of ``data.validation`` on rows of the store, and of the journal on the rows."""

import re
from collections.abc import Mapping

from data.depot.cles import colonnes
from data.depot.modele import Ligne, Tables
from data.errors import ErreurDeDonnees, RegistreInvalide
from data.lecture.tables import Enregistrement, Table
from data.lecture.validation import check_tables

_SAUT = re.compile(r"\r\n|\r|\n")


def check_registre(tables: Tables) -> None:
    """Check the registre that these rows make, as its files would be.

    Raises RegistreInvalide, with the messages and the lines that ``python -m data.validation``
    would give for the exported folder.
    """
    erreurs = check_tables({nom: as_table(nom, lignes) for nom, lignes in tables.items()})
    if erreurs:
        raise RegistreInvalide(erreurs)


def as_table(ressource: str, lignes: Mapping[str, Ligne]) -> Table:
    """Return rows as the file that they would be, each with the line where it starts."""
    enregistrements = []
    numero = 2
    for ligne in lignes.values():
        enregistrements.append(Enregistrement(numero, list(ligne.cellules)))
        numero += 1 + len(_SAUT.findall("\t".join(ligne.cellules)))
    return Table(ressource, list(colonnes(ressource)), tuple(enregistrements))


def errors_of(tables: Tables) -> tuple[ErreurDeDonnees, ...]:
    """Return what is wrong with the registre that these rows make."""
    try:
        check_registre(tables)
    except RegistreInvalide as invalide:
        return invalide.erreurs
    return ()
