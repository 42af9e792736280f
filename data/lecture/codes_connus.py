"""The territories that a registre may name: those of the référentiel, in one vintage at least.

Every vintage counts: a contract of 2019 names what there was in 2019.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from data.lecture.integrite import noms_livres, read_referentiel

# Files of a vintage whose first columns hold the codes and the names of each level.
FICHIERS = {
    "commune": ("communes",),
    "quartier": ("communes",),  # named by the commune that it lies in
    "epci": ("epci",),
    "ept": ("ept",),
    "departement": ("departements",),
    "region": ("regions",),
    "arrondissement_municipal": ("arrondissements_municipaux",),
    "commune_deleguee": ("communes_deleguees",),
}
_CODE_ET_NOM = re.compile(rb'^([0-9AB]+),("(?:[^"]|"")*"|[^,\n]*)', re.MULTILINE)
HORS_DES_REGIONS = {"975": (), "977": ("01",), "978": ("01",)}
"""Collectivités d'outre-mer with a code of département: the région whose ARS follows them."""


@cache
def codes_connus(niveau: str) -> frozenset[str]:
    """Return the codes of a level, of every vintage held; none for an unknown level."""
    return frozenset(code for code, _ in _couples(FICHIERS.get(niveau, ())))


@cache
def noms_connus(niveau: str) -> Mapping[str, frozenset[str]]:
    """Return every name that each code of a level has or had: official, former, usual, sigles."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, nom in _couples(FICHIERS.get(niveau, ())):
        found[code].add(nom)
    niveaux = {niveau, "commune"} if niveau == "commune_deleguee" else {niveau}
    for fichier in ("anciens.csv", "autres_noms.csv"):
        for ligne in csv.DictReader(io.StringIO(read_referentiel(fichier).decode("utf-8"))):
            if ligne["niveau"] in niveaux and ligne["code"] in found:
                found[ligne["code"]].add(ligne["nom"])
    return {code: frozenset(noms) for code, noms in found.items()}


@cache
def region_des_departements() -> Mapping[str, str]:
    """Return the code of the région of each département, in the last vintage held."""
    dernier = max(_noms_des_fichiers("departements"))
    lu = io.StringIO(read_referentiel(dernier).decode("utf-8"))
    return {ligne["code"]: ligne["region"] for ligne in csv.DictReader(lu)}


def regions_du_departement(code: str) -> tuple[str, ...] | None:
    """Return the régions whose ARS follows a département; None when there is no such code."""
    if code in HORS_DES_REGIONS:
        return HORS_DES_REGIONS[code]
    region = region_des_departements().get(code)
    return None if region is None else (region,)


@cache
def _couples(noms: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Return (code, name) of the rows of some files, as every vintage says."""
    found: set[tuple[bytes, bytes]] = set()
    for nom in noms:
        for fichier in _noms_des_fichiers(nom):
            content = read_referentiel(fichier)
            found.update(_CODE_ET_NOM.findall(content))
    return frozenset((code.decode(), _unquoted(nom.decode())) for code, nom in found)


def _noms_des_fichiers(nom: str) -> list[str]:
    """Return the names of the files of a table, one per vintage that has it."""
    return [un for un in noms_livres() if re.fullmatch(rf"20[0-9]{{2}}/{nom}\.csv", un)]


def _unquoted(texte: str) -> str:
    return texte[1:-1].replace('""', '"') if texte.startswith('"') else texte
