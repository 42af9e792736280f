"""The CSV files of a registre, read as text, each record with its line in the file.

What is checked here is whether a file can be read at all; what its cells say is checked later.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.errors import ErreurDeDonnees, quote

SEPARATEURS = {";": "des points-virgules", "\t": "des tabulations", "|": "des barres verticales"}


class FichierIllisible(Exception):
    """A file cannot be read as a table; `erreur` says why."""

    def __init__(self, erreur: ErreurDeDonnees) -> None:
        super().__init__(erreur)
        self.erreur = erreur


@dataclass(frozen=True)
class Enregistrement:
    """A record of a CSV file: the line where it starts (the header is line 1) and its cells."""

    ligne: int
    cellules: list[str]


@dataclass(frozen=True)
class Table:
    """A CSV file read as text: its header and its records, nothing checked but its readability."""

    nom: str
    entete: list[str]
    enregistrements: tuple[Enregistrement, ...]

    @property
    def fichier(self) -> str:
        """Name of the file: `contrats.csv`."""
        return f"{self.nom}.csv"

    @cached_property
    def lignes(self) -> tuple[tuple[int, dict[str, str]], ...]:
        """(line, {column: text}) of each record; a short record lacks its last columns."""
        return tuple(
            (enregistrement.ligne, dict(zip(self.entete, enregistrement.cellules, strict=False)))
            for enregistrement in self.enregistrements
        )

    @cached_property
    def cellules_par_ligne(self) -> dict[int, dict[str, str]]:
        """{line: {column: text}}."""
        return dict(self.lignes)


def read_table(chemin: Path, colonnes: list[str]) -> Table:
    """Read a CSV file: UTF-8 (with or without BOM), commas, double quotes.

    colonnes: the columns of the schema, to recognise a file that uses another separator.
    Raises FichierIllisible when the file is missing, empty, not UTF-8, or not such a CSV.
    """
    return parse_table(chemin.stem, _read_bytes(chemin), colonnes)


def parse_table(nom: str, contenu: bytes, colonnes: list[str]) -> Table:
    """Read the content of a CSV file as ``read_table`` does; raise FichierIllisible."""
    fichier = f"{nom}.csv"
    texte = _decode(contenu, fichier)
    _check_separator(texte, colonnes, fichier)
    enregistrements = list(_read_records(texte, fichier))
    entete = enregistrements[0]
    _check_header(entete, colonnes, fichier)
    return Table(nom, entete.cellules, tuple(enregistrements[1:]))


def _read_bytes(chemin: Path) -> bytes:
    try:
        return chemin.read_bytes()
    except FileNotFoundError:
        raise _illisible(
            chemin.name, "le fichier est absent.", attendu=f"un fichier nommé {chemin.name}"
        ) from None
    except OSError:
        raise _illisible(
            chemin.name,
            "le fichier ne peut pas être ouvert.",
            attendu="un fichier que l'on a le droit de lire",
        ) from None


def _decode(octets: bytes, fichier: str) -> str:
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as erreur:
        raise _illisible(
            fichier,
            "le fichier n'est pas enregistré en UTF-8.",
            ligne=octets[: erreur.start].count(b"\n") + 1,
            attendu=f"l'encodage UTF-8 (format {quote('CSV UTF-8')} d'un tableur)",
        ) from None
    if not texte.strip():
        raise _illisible(
            fichier,
            "le fichier est vide.",
            attendu="au moins une ligne d'en-tête avec les colonnes",
        )
    return texte


def _check_separator(texte: str, colonnes: list[str], fichier: str) -> None:
    premiere_ligne = texte.splitlines()[0].replace('"', "")
    for separateur, nom in SEPARATEURS.items():
        if len(set(premiere_ligne.split(separateur)) & set(colonnes)) >= 2:
            raise _illisible(
                fichier,
                f"les colonnes sont séparées par {nom}.",
                ligne=1,
                valeur=separateur,
                attendu="des virgules entre les colonnes",
            )


def _read_records(texte: str, fichier: str) -> Iterator[Enregistrement]:
    lecteur = csv.reader(io.StringIO(texte, newline=""), strict=True)
    ligne = 1
    try:
        for cellules in lecteur:
            yield Enregistrement(ligne, cellules)
            ligne = lecteur.line_num + 1
    except csv.Error:
        raise _illisible(
            fichier,
            "les guillemets de cette ligne sont mal placés ou ne sont pas refermés\u00a0;"
            " la suite du fichier ne peut pas être lue.",
            ligne=ligne,
            attendu='un texte entre guillemets droits, avec "" pour un guillemet dans le texte',
        ) from None


def _check_header(entete: Enregistrement, colonnes: list[str], fichier: str) -> None:
    attendu = f"les colonnes {', '.join(colonnes)}"
    if not any(libelle.strip() for libelle in entete.cellules):
        raise _illisible(fichier, "la première ligne est vide.", ligne=1, attendu=attendu)
    for numero, libelle in enumerate(entete.cellules, start=1):
        if not libelle.strip():
            message = f"la colonne numéro {numero} n'a pas de nom."
            raise _illisible(fichier, message, ligne=1, attendu=attendu)
        if libelle in entete.cellules[: numero - 1]:
            message = f"la colonne {quote(libelle)} figure deux fois dans l'en-tête."
            raise _illisible(
                fichier, message, ligne=1, colonne=libelle, valeur=libelle, attendu=attendu
            )


def _illisible(
    fichier: str,
    message: str,
    *,
    ligne: int | None = None,
    colonne: str = "",
    valeur: str = "",
    attendu: str = "",
) -> FichierIllisible:
    return FichierIllisible(ErreurDeDonnees(fichier, ligne, colonne, valeur, attendu, message))
