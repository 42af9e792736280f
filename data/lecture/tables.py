"""The CSV files of a registre, read as text, each record with its line in the file.

What is checked here is whether a file can be read at all; what its cells say is checked later.
"""

import csv
import io
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.errors import ErreurDeDonnees, quote

OCTETS_AU_PLUS = 10_000_000
LIGNES_AU_PLUS = 50_000
CELLULE_AU_PLUS = 100_000
"""Bounds of a file of the registre, ten times what the whole country would take: beyond, it is
another file, that would take the memory of the server before anything could be said of it."""
LETTRES_DU_FRANCAIS = frozenset("éèêëàâäçîïôöùûüœæÉÈÊËÀÂÇÎÏÔÖÙÛÜŒ’«»–…°€\u00a0")
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
    return parse_table(chemin.stem, read_bounded(chemin), colonnes)


def parse_table(nom: str, contenu: bytes, colonnes: list[str]) -> Table:
    """Read the content of a CSV file as ``read_table`` does; raise FichierIllisible."""
    fichier = f"{nom}.csv"
    texte = _decode(contenu, fichier)
    _check_separator(texte, colonnes, fichier)
    enregistrements = list(_read_records(texte, fichier))
    entete = enregistrements[0]
    _check_header(entete, colonnes, fichier)
    return Table(nom, entete.cellules, tuple(enregistrements[1:]))


def read_bounded(chemin: Path) -> bytes:
    """Read a file of a registre, refused before it is read when it is out of all measure.

    Raises FichierIllisible when it is missing, too big, or no file that can be opened.
    """
    try:
        held = chemin.stat()
        if not stat.S_ISREG(held.st_mode):
            raise OSError
        if held.st_size > OCTETS_AU_PLUS:
            raise _illisible(
                chemin.name,
                f"le fichier pèse {held.st_size / 1_000_000:.0f} Mo\u00a0: il n'est pas lu.",
                attendu=f"un fichier de {OCTETS_AU_PLUS // 1_000_000} Mo au plus",
            )
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
            f"le fichier n'est pas enregistré en UTF-8{_other_encoding(octets)}.",
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


def _other_encoding(octets: bytes) -> str:
    """Return the encoding that a file seems to have, ``, mais en Windows (cp1252)``; '' if none."""
    if octets[:2] in (b"\xff\xfe", b"\xfe\xff") or 3 * octets.count(0) > len(octets):
        return f", mais en UTF-16 ({quote('texte Unicode')} d'Excel)"
    try:
        found = octets.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    letters = [signe for signe in found if signe > "\x7f"]
    french = sum(signe in LETTRES_DU_FRANCAIS for signe in letters)
    return ", mais en Windows (cp1252)" if 2 * french > len(letters) else ""


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
        for rang, cellules in enumerate(lecteur):
            # The parser's own limit belongs to the whole process: another may have raised it.
            if any(len(cellule) > CELLULE_AU_PLUS for cellule in cellules):
                raise _giant_cell(fichier, ligne)
            if rang > LIGNES_AU_PLUS:
                raise _illisible(
                    fichier,
                    f"le fichier a plus de {LIGNES_AU_PLUS} lignes\u00a0: il n'est pas lu.",
                    attendu=f"{LIGNES_AU_PLUS} lignes au plus",
                )
            yield Enregistrement(ligne, cellules)
            ligne = lecteur.line_num + 1
    except csv.Error as erreur:
        if "field limit" in str(erreur):
            raise _giant_cell(fichier, ligne) from None
        raise _illisible(
            fichier,
            "les guillemets de cette ligne sont mal placés ou ne sont pas refermés\u00a0;"
            " la suite du fichier ne peut pas être lue.",
            ligne=ligne,
            attendu='un texte entre guillemets droits, avec "" pour un guillemet dans le texte',
        ) from None


def _giant_cell(fichier: str, ligne: int) -> FichierIllisible:
    return _illisible(
        fichier,
        "une cellule de cette ligne est démesurée\u00a0: un guillemet n'est pas refermé, ou le "
        "fichier est abîmé\u00a0; la suite ne peut pas être lue.",
        ligne=ligne,
        attendu=f"des cellules de {CELLULE_AU_PLUS} caractères au plus",
    )


def _check_header(entete: Enregistrement, colonnes: list[str], fichier: str) -> None:
    attendu = f"les colonnes {', '.join(colonnes)}"
    if not any(libelle.strip() for libelle in entete.cellules):
        raise _illisible(fichier, "la première ligne est vide.", ligne=1, attendu=attendu)
    if not set(entete.cellules) & set(colonnes):
        message = "la première ligne ne nomme aucune colonne de cette table."
        raise _illisible(fichier, message, ligne=1, attendu=attendu)
    for numero, libelle in enumerate(entete.cellules, start=1):
        if not libelle.strip():
            message = f"la colonne numéro {numero} n'a pas de nom."
            raise _illisible(fichier, message, ligne=1, attendu=attendu)
        if libelle != libelle.strip():
            message = f"le nom {quote(libelle)} commence ou finit par une espace."
            raise _illisible(
                fichier, message, ligne=1, colonne=libelle, valeur=libelle, attendu=attendu
            )
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
