"""The fields of a form: what each column of the registre takes, and what was typed in it.

A date is written as people write it (``12/07/2023``, ``juillet 2023``, ``2023``) and keeps its
precision; what can be read in two ways is asked again, never guessed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from data.atelier.valeurs.dates import lire_date
from data.atelier.valeurs.lecture import SURE
from data.depot.modele import Cellules
from data.errors import quote
from data.lecture.schemas import fields_by_name
from data.model import THEMES
from data.textes import sur_une_ligne
from geo.atelier.ecarts.controles import check_ligne

TEXTE, TEXTE_LONG, DATE, ENTIER, CHOIX, PLUSIEURS = (
    "texte",
    "texte_long",
    "date",
    "entier",
    "choix",
    "plusieurs",
)
GENRES = {
    "date": DATE,
    "entier": ENTIER,
    "code_region": CHOIX,
    "codes_departements": PLUSIEURS,
    "code": CHOIX,
}
PAR_DEFAUT = {"actions": {"statut": "non_renseigne"}}  # what no source says yet
LONGUEUR = 4_000  # characters of a text
SANS_FORME = ("id", "contrat_id")
EXEMPLE_DE_DATE = "12/07/2023, juillet 2023 ou 2023"


@dataclass(frozen=True)
class Champ:
    """A field of a form.

    ``genre``: one of the kinds above; ``valeurs``: what may be chosen, for the last two.
    """

    colonne: str
    titre: str
    aide: str
    genre: str
    obligatoire: bool
    exemple: str
    valeurs: tuple[str, ...] = ()


@cache
def champs(ressource: str) -> tuple[Champ, ...]:
    """Return the fields of a table, in the order of its schema; identifiers are not typed."""
    return tuple(
        _champ(name, field)
        for name, field in fields_by_name(ressource).items()
        if name not in SANS_FORME
    )


def _champ(name: str, field: Mapping[str, object]) -> Champ:
    rules = field.get("constraints", {})
    assert isinstance(rules, Mapping)
    kind, values = _genre(str(field.get("contenu", "")), rules)
    example = EXEMPLE_DE_DATE if kind == DATE else str(field.get("example", ""))
    return Champ(
        name,
        str(field["title"]),
        str(field["description"]),
        TEXTE_LONG if name == "notes" else kind,
        bool(rules.get("required")),
        example,
        values,
    )


def _genre(contenu: str, rules: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    values = rules.get("enum")
    if isinstance(values, list):
        return CHOIX, tuple(map(str, values))
    if contenu == "themes":
        return PLUSIEURS, THEMES
    return GENRES.get(contenu, TEXTE), ()


def nettoie(texte: str) -> str:
    """Return a text without control or invisible characters, on one line (NFC)."""
    return sur_une_ligne(unicodedata.normalize("NFC", texte))


def lit(champ: Champ, texte: str) -> tuple[str, str]:
    """Return what the registre writes for what was typed, and why it is refused ('' when not)."""
    lines = texte.strip().splitlines() if champ.genre == TEXTE_LONG else [texte]
    written = "\n".join(map(nettoie, lines))
    if len(written) > LONGUEUR:
        return written, f"Le texte est trop long\u00a0: {LONGUEUR} caractères au plus."
    if champ.genre == DATE and written:
        return _lit_date(written)
    if champ.genre == ENTIER:
        return re.sub(r"(?<=\d)\s(?=\d)", "", written), ""
    return written, ""


def _lit_date(texte: str) -> tuple[str, str]:
    read = lire_date(texte)
    if read.certitude == SURE and read.valeur is not None:
        return read.valeur, ""
    meant = [read.valeur] if read.valeur else list(read.choix)
    or_else = f" Vouliez-vous dire {' ou '.join(meant)}\u00a0?" if meant else ""
    return texte, (
        f"{quote(texte)}\u00a0: {read.pourquoi or 'ce texte n’est pas une date'}.{or_else}"
        f" Attendu\u00a0: {EXEMPLE_DE_DATE}."
    )


def lit_ligne(
    ressource: str, depart: Cellules, saisie: Mapping[str, str]
) -> tuple[Cellules, dict[str, str]]:
    """Return a row with what was typed, and what is wrong in it: {column: sentence}.

    ``depart``: the row before, whose other columns are kept.
    """
    cells = {name: depart.get(name, "") for name in fields_by_name(ressource)}
    wrong: dict[str, str] = {}
    for champ in champs(ressource):
        if champ.colonne in saisie:
            cells[champ.colonne], refused = lit(champ, saisie[champ.colonne])
            if refused:
                wrong[champ.colonne] = refused
    return cells, {**_refused(ressource, cells), **wrong}


def _refused(ressource: str, cells: Cellules) -> dict[str, str]:
    titles = {champ.colonne: champ for champ in champs(ressource)}
    found = {}
    for fault in check_ligne(ressource, cells, ()):
        champ = titles.get(fault.colonne)
        if champ is None:
            continue
        if not fault.ecrit:
            example = champ.exemple if champ.genre not in (CHOIX, PLUSIEURS) else ""
            such = f", par exemple {quote(example)}" if example else ""
            found[fault.colonne] = f"Cette information est nécessaire{such}."
        else:
            found[fault.colonne] = f"{quote(fault.ecrit)} n'est pas accepté\u00a0; {fault.detail}."
    return found


def vide(ressource: str, contrat_id: str) -> Cellules:
    """Return an empty row of a contract."""
    cells = dict.fromkeys(fields_by_name(ressource), "") | PAR_DEFAUT.get(ressource, {})
    return cells | {"contrat_id": contrat_id} if "contrat_id" in cells else cells


def titres(ressource: str, colonnes: Iterable[str]) -> list[str]:
    """Return the titles of columns, as the schema names them."""
    fields = fields_by_name(ressource)
    return [str(fields[name]["title"]) for name in colonnes]
