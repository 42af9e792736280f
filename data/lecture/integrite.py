"""The files of the référentiel are those that were delivered, or nothing is counted with them.

Each is compared with its size, its SHA-256 and its number of rows in ``provenance.json``. That
takes less than a tenth of a second for the whole, once per process; each file is compared again
when it is read, so that nothing slips in between.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from data.errors import CouchesInvalides, ErreurDeDonnees, ReferentielInvalide, quote
from data.fichiers import read_file
from data.memoire import une_fois
from data.paths import DOSSIER_REFERENTIEL

PROVENANCE = "provenance.json"
COUCHES = "couches/"
ATTENDU = "le fichier livré avec cette version de l'atlas (la réinstaller le remet en place)"
POPULATION_MAXIMALE = 2_500_000
"""Inhabitants of a commune: Paris, the largest, has 2.1 million."""
OCTETS_AU_PLUS = 1_000_000
"""What is read of a file that should be small; of another, twice what it should weigh."""
ERREURS_DITES = 5
DITS = {
    "attribution": str,
    "licence": str,
    "millesime": int,
    "millesimes": list,
    "annees_population": list,
    "sources": list,
    "fichiers": list,
}
"""What the provenance says of the whole, and in which kind of JSON."""
DITS_DES_SOURCES = ("contenu", "millesime", "producteurs", "licence", "paquet", "version")
NOM_DE_FICHIER = re.compile(r"(?:[a-z0-9]+/)?[A-Za-z0-9_-]+\.(?:csv|csv\.gz|json\.gz)")
HABITANTS = (55_000_000, 85_000_000)
"""Of the whole country, in a year: less or more is a file that lost or doubled its rows."""


def read_provenance(folder: Path = DOSSIER_REFERENTIEL) -> dict[str, Any]:
    """Read what the référentiel says of itself; raise ReferentielInvalide when it cannot be."""
    try:
        lue = json.loads(read_file(folder / PROVENANCE, OCTETS_AU_PLUS).decode("utf-8"))
        if _is_a_provenance(lue):
            return dict(lue)
        raise ValueError("provenance")
    except FileNotFoundError:
        message = "le fichier est absent\u00a0: rien ne dit ce que les autres doivent contenir."
    except OSError:
        message = "le fichier ne peut pas être ouvert."
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, RecursionError):
        message = "le fichier est abîmé\u00a0: il ne peut pas être lu."
    raise ReferentielInvalide([_erreur(PROVENANCE, message)]) from None


def _is_a_provenance(lue: Any) -> bool:
    """Tell whether what was read says all that pages and checks look for, in its kind."""
    if not isinstance(lue, dict):
        return False
    if not all(isinstance(lue.get(nom), kind) for nom, kind in DITS.items()):
        return False
    names = {une["fichier"] for une in lue["fichiers"] if _is_an_entry(une)}
    needed = [f"{year}/communes.csv" for year in lue["millesimes"]]
    needed += [f"populations/{year}.csv" for year in lue["annees_population"]]
    return (
        len(names) == len(lue["fichiers"])
        and bool(lue["millesimes"] and lue["annees_population"])
        and names.issuperset(needed)
        and all(set(DITS_DES_SOURCES) <= set(une) for une in lue["sources"])
    )


def _is_an_entry(une: Any) -> bool:
    return (
        NOM_DE_FICHIER.fullmatch(une["fichier"]) is not None
        and isinstance(une["sha256"], str)
        and all(type(une[nom]) is int for nom in ("octets", "lignes") if nom in une)
        and "octets" in une
    )


@une_fois(4)
def check_referentiel(folder: Path = DOSSIER_REFERENTIEL) -> None:
    """Check every file of the référentiel but the layers of the map, once per process.

    Raises ReferentielInvalide, one error per file, when there is at least one.
    """
    _check(folder, ReferentielInvalide, couches=False)


@une_fois(4)
def _check_couches(folder: Path) -> None:
    _check(folder, CouchesInvalides, couches=True)


def find_couches_abimees(folder: Path = DOSSIER_REFERENTIEL) -> tuple[ErreurDeDonnees, ...]:
    """Return what is wrong with the layers of the map, by file; nothing when all are whole.

    Nor where nothing says what they should be: then no figure is given either, and that is told.
    """
    try:
        _check_couches(folder)
    except CouchesInvalides as invalides:
        return invalides.erreurs
    except ReferentielInvalide:
        return ()
    return ()


def read_referentiel(nom: str, folder: Path = DOSSIER_REFERENTIEL) -> bytes:
    """Return the content of a file of the référentiel, ``2026/communes.csv``, once checked.

    Raises ReferentielInvalide, or CouchesInvalides for a layer of the map.
    """
    kind = CouchesInvalides if nom.startswith(COUCHES) else ReferentielInvalide
    entree = _entrees(_vue_de(folder)).get(nom)
    if entree is None:
        message = "le fichier n'est pas de ceux que provenance.json annonce."
        raise kind([_erreur(nom, message)])
    found = _read(folder, nom, entree)
    if isinstance(found, ErreurDeDonnees):
        raise kind([found])
    if not _is_as_delivered(found, entree):
        raise kind([_fault(nom, found, entree)])
    return found


def refuse_populations(nom: str, found: bytes, total: int) -> NoReturn:
    """Refuse figures that provenance.json vouches for wrongly: it was written with them.

    ``found``: the content of the file. Raises ReferentielInvalide for rows that no commune can
    have, else for a ``total`` of inhabitants that is no country's.
    """
    message = f"le total, {total} habitants, n'est pas celui de la France."
    raise ReferentielInvalide(
        list(_find_in_populations(nom, found))[:ERREURS_DITES] or [_erreur(nom, message)]
    )


def noms_livres(folder: Path = DOSSIER_REFERENTIEL) -> tuple[str, ...]:
    """Return the names of the files delivered; raise ReferentielInvalide when nothing says so."""
    return tuple(_entrees(_vue_de(folder)))


def read_couche(couche: str, folder: Path = DOSSIER_REFERENTIEL) -> bytes:
    """Return the GeoJSON of a layer of the map; raise CouchesInvalides when it is not whole."""
    return gzip.decompress(read_referentiel(f"{COUCHES}{couche}.json.gz", folder))


def _check(
    folder: Path, kind: type[ReferentielInvalide] | type[CouchesInvalides], *, couches: bool
) -> None:
    erreurs = []
    for nom, entree in _entrees(_vue_de(folder)).items():
        if nom.startswith(COUCHES) != couches:
            continue
        found = _read(folder, nom, entree)
        if isinstance(found, ErreurDeDonnees):
            erreurs.append(found)
        elif not _is_as_delivered(found, entree):
            erreurs.append(_fault(nom, found, entree))
    if erreurs:
        raise kind(erreurs)


def _vue_de(folder: Path) -> tuple[Path, int]:
    """Return what the provenance is remembered by: written anew, it is read anew."""
    try:
        return folder, (folder / PROVENANCE).stat().st_mtime_ns
    except OSError:
        return folder, 0


@une_fois(4)
def _entrees(vue: tuple[Path, int]) -> dict[str, dict[str, Any]]:
    return {str(une["fichier"]): dict(une) for une in read_provenance(vue[0])["fichiers"]}


def _read(folder: Path, nom: str, entree: dict[str, Any]) -> bytes | ErreurDeDonnees:
    try:
        return read_file(folder / nom, max(2 * int(entree["octets"]), OCTETS_AU_PLUS))
    except FileNotFoundError:
        return _erreur(nom, "le fichier est absent.")
    except OSError:
        return _erreur(nom, "le fichier ne peut pas être ouvert.")


def _is_as_delivered(found: bytes, entree: dict[str, Any]) -> bool:
    same = len(found) == entree["octets"] and hashlib.sha256(found).hexdigest() == entree["sha256"]
    return same and entree.get("lignes", found.count(b"\n") - 1) == found.count(b"\n") - 1


def _fault(nom: str, found: bytes, entree: dict[str, Any]) -> ErreurDeDonnees:
    """Say what happened to a file, as precisely as can be told, in one error."""
    expected = int(entree["octets"])
    if nom.endswith(".csv"):
        try:
            found.decode("utf-8")
        except UnicodeDecodeError as invalide:
            ligne = found[: invalide.start].count(b"\n") + 1
            return _erreur(nom, "le fichier n'est pas enregistré en UTF-8.", ligne)
    short = found.count(b"\n") <= int(entree.get("lignes", 0))
    if nom.startswith("populations/") and not short:
        for faute in _find_in_populations(nom, found):
            return faute
    if short or len(found) < expected // 2:
        message = f"le fichier est tronqué\u00a0: {len(found)} octets sur {expected}."
    elif nom.endswith(".gz") and not _unzips(found):
        message = "le fichier est abîmé\u00a0: il ne peut pas être lu."
    else:
        message = "le fichier a été modifié depuis sa livraison."
    return _erreur(nom, message)


def _unzips(found: bytes) -> bool:
    try:
        gzip.decompress(found)
    except (OSError, EOFError, ValueError, zlib.error):
        return False
    return True


def _find_in_populations(nom: str, found: bytes) -> Iterator[ErreurDeDonnees]:
    """Find what no population can be, row by row: a negative or enormous one, one told twice."""
    codes = set()
    for ligne, texte in enumerate(found.decode("utf-8").splitlines()[1:], start=2):
        code, _, suite = texte.partition(",")
        habitants = suite.partition(",")[0]
        if not (habitants.isascii() and habitants.isdigit()):
            message = f"{quote(habitants[:40])} n'est pas une population."
            yield _population(nom, ligne, habitants, message)
        elif int(habitants[:12]) > POPULATION_MAXIMALE:
            yield _population(nom, ligne, habitants, f"{quote(habitants[:40])} est trop grand.")
        elif code in codes:
            yield _erreur(nom, f"le code {quote(code[:40])} figure deux fois.", ligne)
        codes.add(code)


def _population(nom: str, ligne: int, valeur: str, message: str) -> ErreurDeDonnees:
    attendu = f"un nombre d'habitants entre 0 et {POPULATION_MAXIMALE}"
    return ErreurDeDonnees(f"data/referentiel/{nom}", ligne, "population", valeur, attendu, message)


def _erreur(nom: str, message: str, ligne: int | None = None) -> ErreurDeDonnees:
    return ErreurDeDonnees(f"data/referentiel/{nom}", ligne, "", "", ATTENDU, message)
