"""The checks of the registre on a draft, told row by row to who typed it."""

from dataclasses import dataclass

from data.depot.cles import as_cellules
from data.depot.controle import as_table, check_registre
from data.depot.etat import apply
from data.depot.modele import Tables
from data.depot.publication import as_differences
from data.errors import ErreurDeDonnees, RegistreInvalide
from data.lecture.schemas import fields_by_name
from geo.saisie.brouillon import CONTRATS, Brouillon

NOMS = {
    "contrats": ("Le contrat", "nom"),
    "perimetres": ("Le périmètre", "libelle"),
    "axes": ("L'axe", "intitule"),
    "actions": ("L'action", "intitule"),
    "signataires": ("Le signataire", "nom"),
}
ESSAI = 0  # number of a publication that is only tried


@dataclass(frozen=True)
class Anomalie:
    """What is wrong in a row: which one, in which column, in a sentence with what was expected."""

    ressource: str
    sujet: str
    colonne: str
    message: str

    @property
    def texte(self) -> str:
        """The whole line to show."""
        where = f", {self.colonne}" if self.colonne else ""
        return f"{self.sujet}{where}\u00a0: {self.message}"


def check_brouillon(brouillon: Brouillon, tables: Tables, actuelles: Tables) -> list[Anomalie]:
    """Return what the store would refuse of a draft.

    ``tables``: rows that it was made from; ``actuelles``: those of now. Costs what the check of a
    whole registre does.
    """
    if brouillon.contrat_id not in tables[CONTRATS] and brouillon.contrat(tables) is None:
        return [Anomalie(CONTRATS, "Le contrat", "", "il n'existe plus dans le registre.")]
    differences = as_differences(actuelles, brouillon.changements(tables), ESSAI)
    wanted = apply(actuelles, differences)
    try:
        check_registre(wanted)
    except RegistreInvalide as invalide:
        return [_anomalie(one, wanted) for one in invalide.erreurs]
    return []


def _anomalie(erreur: ErreurDeDonnees, tables: Tables) -> Anomalie:
    ressource = erreur.fichier.removesuffix(".csv")
    expected = f" Attendu\u00a0: {erreur.attendu}." if erreur.attendu else ""
    message = f"{erreur.message}{expected}"
    if ressource not in NOMS or erreur.ligne is None:
        return Anomalie(ressource, erreur.fichier, erreur.colonne, message)
    kind, named_by = NOMS[ressource]
    name = _cells_at(ressource, erreur.ligne, tables).get(named_by, "")
    subject = f"{kind} «\u00a0{name}\u00a0»" if name else kind
    title = fields_by_name(ressource).get(erreur.colonne, {}).get("title", erreur.colonne)
    return Anomalie(ressource, subject, title, message)


def _cells_at(ressource: str, ligne: int, tables: Tables) -> dict[str, str]:
    """Return the row that a line of the file would be."""
    rows = as_table(ressource, tables[ressource]).enregistrements
    found = next((one.cellules for one in rows if one.ligne == ligne), None)
    return {} if found is None else as_cellules(ressource, found)
