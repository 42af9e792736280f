"""frictionless's errors, told in French to a person.

frictionless numbers records and writes in English; here each of its error types becomes an
`ErreurDeDonnees` with the line of the file, the faulty text and what was expected.
"""

import re
from collections.abc import Callable
from typing import Any

from data.errors import ErreurDeDonnees, quote
from data.lecture.expectations import expectation, refusal
from data.lecture.schemas import fields_by_name, load_schema
from data.lecture.tables import Table
from data.model import THEMES


def translate(erreur: Any, table: Table) -> ErreurDeDonnees:
    """Tell one frictionless error about a table in French.

    erreur: any frictionless `Error`; a type unknown here gives a general sentence, with its place.
    """
    return _TRANSLATORS.get(erreur.type, _other)(erreur, table)


def _type_error(erreur: Any, table: Table) -> ErreurDeDonnees:
    champ = fields_by_name(table.nom)[erreur.field_name]
    valeur = _written(erreur, table)
    return _cell(erreur, table, valeur, f"{quote(valeur)} {refusal(champ)}.", expectation(champ))


def _constraint_error(erreur: Any, table: Table) -> ErreurDeDonnees:
    champ = fields_by_name(table.nom)[erreur.field_name]
    valeur = _written(erreur, table)
    message = _constraint_message(_constraint_name(erreur.note), champ, valeur)
    return _cell(erreur, table, valeur, message, expectation(champ))


def _constraint_message(contrainte: str, champ: dict[str, Any], valeur: str) -> str:
    if contrainte == "required":
        return "la valeur est obligatoire et la cellule est vide."
    if contrainte == "minimum":
        return f"{quote(valeur)} est trop petit."
    if contrainte == "maximum":
        return f"{quote(valeur)} est trop grand."
    if contrainte == "maxLength":
        return f"le texte a {len(valeur)} caractères, {champ['constraints']['maxLength']} au plus."
    if contrainte == "enum":
        return f"{quote(valeur)} ne fait pas partie des valeurs possibles."
    if champ.get("contenu") == "themes":
        return _themes_message(valeur)
    return f"{quote(valeur)} {refusal(champ)}."


def _themes_message(valeur: str) -> str:
    inconnus = [theme for theme in valeur.split() if theme not in THEMES]
    if not inconnus:
        return f"les thèmes de {quote(valeur)} ne sont pas séparés par une seule espace."
    if len(inconnus) == 1:
        return f"{quote(inconnus[0])} n'est pas un thème connu."
    return f"{', '.join(map(quote, inconnus))} ne sont pas des thèmes connus."


def _unique_error(erreur: Any, table: Table) -> ErreurDeDonnees:
    valeur = _written(erreur, table)
    message = f"{quote(valeur)} figure déjà {_earlier_place(erreur, table)}."
    attendu = f"une valeur différente à chaque ligne dans la colonne {quote(erreur.field_name)}"
    return _cell(erreur, table, valeur, message, attendu)


def _primary_key(erreur: Any, table: Table) -> ErreurDeDonnees:
    cle = load_schema(table.nom)["primaryKey"]
    ligne = _line(erreur.row_number, table)
    cellules = table.cellules_par_ligne[ligne]
    textes = [cellules.get(colonne, "") for colonne in cle]
    valeur = ", ".join(textes) if any(textes) else ""
    message = "la ligne n'a pas de quoi être identifiée."
    if valeur:
        message = f"{quote(valeur)} figure déjà {_earlier_place(erreur, table)}."
    colonnes = ", ".join(cle)
    attendu = f"une valeur différente à chaque ligne pour {quote(colonnes)}"
    return ErreurDeDonnees(table.fichier, ligne, colonnes, valeur, attendu, message)


def _foreign_key(erreur: Any, table: Table) -> ErreurDeDonnees:
    valeur = ", ".join(erreur.field_cells)
    cible = f"{erreur.reference_name}.csv"
    colonne_cible = ", ".join(erreur.reference_field_names)
    return ErreurDeDonnees(
        table.fichier,
        _line(erreur.row_number, table),
        ", ".join(erreur.field_names),
        valeur,
        f"une valeur de la colonne {quote(colonne_cible)} de {cible}",
        f"{quote(valeur)} ne figure pas dans {cible}.",
        effet=True,
    )


def _blank_row(erreur: Any, table: Table) -> ErreurDeDonnees:
    ligne = _line(erreur.row_number, table)
    attendu = "une ligne remplie, ou pas de ligne du tout"
    return ErreurDeDonnees(table.fichier, ligne, "", "", attendu, "la ligne est vide.")


def _extra_cell(erreur: Any, table: Table) -> ErreurDeDonnees:
    return ErreurDeDonnees(
        table.fichier,
        _line(erreur.row_number, table),
        "",
        erreur.cell,
        f"{len(table.entete)} cellules, avec des guillemets droits autour d'un texte qui contient"
        " une virgule",
        f"la ligne a {len(erreur.cells)} cellules, l'en-tête en a {len(table.entete)}.",
    )


def _missing_cell(erreur: Any, table: Table) -> ErreurDeDonnees:
    attendu = f"{len(table.entete)} cellules, vides quand la valeur est inconnue"
    return _cell(erreur, table, "", "la ligne s'arrête avant cette colonne.", attendu)


def _extra_label(erreur: Any, table: Table) -> ErreurDeDonnees:
    return _label(table, erreur.label, erreur.label, "cette colonne n'est pas prévue.")


def _missing_label(erreur: Any, table: Table) -> ErreurDeDonnees:
    return _label(table, erreur.field_name, "", "cette colonne est absente.")


def _label(table: Table, colonne: str, valeur: str, message: str) -> ErreurDeDonnees:
    attendu = f"les colonnes {', '.join(fields_by_name(table.nom))}"
    return ErreurDeDonnees(table.fichier, 1, colonne, valeur, attendu, message)


def _other(erreur: Any, table: Table) -> ErreurDeDonnees:
    """An error type that nobody expected here: its place in French, its detail as it comes."""
    numero = getattr(erreur, "row_number", None)
    ligne = None if numero is None else _line(numero, table)
    colonne = getattr(erreur, "field_name", "") or ""
    message = f"le contrôle signale une anomalie de type {quote(erreur.type)}"
    detail = f" (détail technique\u00a0: {erreur.note})" if erreur.note else ""
    valeur = getattr(erreur, "cell", "") or ""
    return ErreurDeDonnees(table.fichier, ligne, colonne, valeur, "", f"{message}{detail}.")


_TRANSLATORS: dict[str, Callable[[Any, Table], ErreurDeDonnees]] = {
    "type-error": _type_error,
    "constraint-error": _constraint_error,
    "unique-error": _unique_error,
    "primary-key": _primary_key,
    "foreign-key": _foreign_key,
    "blank-row": _blank_row,
    "extra-cell": _extra_cell,
    "missing-cell": _missing_cell,
    "extra-label": _extra_label,
    "missing-label": _missing_label,
}


def _cell(erreur: Any, table: Table, valeur: str, message: str, attendu: str) -> ErreurDeDonnees:
    ligne = _line(erreur.row_number, table)
    return ErreurDeDonnees(table.fichier, ligne, erreur.field_name, valeur, attendu, message)


def _line(numero: int, table: Table) -> int:
    """Line in the file of frictionless's row number (it counts records; the header is 1)."""
    return table.enregistrements[numero - 2].ligne


def _written(erreur: Any, table: Table) -> str:
    """The cell as written in the file, where frictionless may give the value that it read."""
    ligne = _line(erreur.row_number, table)
    return table.cellules_par_ligne[ligne].get(erreur.field_name, "")


def _earlier_place(erreur: Any, table: Table) -> str:
    """`ligne 12`: frictionless tells the first of two equal rows in its note only."""
    trouve = re.search(r"position (\d+)", erreur.note)
    return f"ligne {_line(int(trouve[1]), table)}" if trouve else "plus haut"


def _constraint_name(note: str) -> str:
    trouve = re.match(r'constraint "(\w+)"', note)
    return trouve[1] if trouve else ""
