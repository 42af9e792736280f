"""What a registre must respect beyond its Table Schemas: one small function per rule."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from data.dates import DatePartielle
from data.errors import ErreurDeDonnees, quote
from data.lecture.expectations import expectation, refusal
from data.lecture.regles_territoires import (
    codes_agree_with_labels,
    codes_exist,
    published_figures_have_a_territory,
    regions_agree_with_departements,
)
from data.lecture.schemas import columns_holding, fields_by_name
from data.lecture.tables import Table
from data.textes import find_interdits, is_compose

SIREN = ("un numéro SIREN à neuf chiffres, par exemple 200068120", re.compile(r"[0-9]{9}"))
INSEE = ("un code INSEE à cinq caractères, par exemple 29232", re.compile(r"[0-9][0-9AB][0-9]{3}"))
DEPARTEMENT = ("un code de département, par exemple 29, 2A ou 971", re.compile(r"[0-9][0-9AB]\d?"))

HOTE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")
PORT_AU_PLUS = 65_535

DEBUTS = (
    ("date_signature", "la signature", "à la date de signature"),
    ("periode_debut", "le début de la période", "au début de la période"),
)
TAUX_DES_REGIONS = ("taux_signe_publie", "taux_signe_ou_projet_publie")
ATTESTATION = ("completude", "completude_date", "completude_auteur")
CODE_PAR_NIVEAU = {
    "commune": INSEE,
    "epci": SIREN,
    "ept": SIREN,
    "departement": DEPARTEMENT,
    "arrondissement_municipal": INSEE,
    "commune_deleguee": INSEE,
    "quartier": INSEE,
}


def check_rules(tables: Mapping[str, Table]) -> list[ErreurDeDonnees]:
    """Every breach of the rules below in these tables.

    tables: {name: table}; a table that could not be read is left out, with the rules about it.
    A rule says nothing of a cell that is empty, missing or that the schemas refuse in its form.
    """
    erreurs = [
        erreur for table in tables.values() for rule in _EVERY_TABLE for erreur in rule(table)
    ]
    for nom, rule in _ONE_TABLE:
        if nom in tables:
            erreurs += rule(tables[nom])
    return erreurs


def _no_stray_space(table: Table) -> Iterator[ErreurDeDonnees]:
    for ligne, cellules in table.lignes:
        for colonne, valeur in cellules.items():
            if valeur != valeur.strip():
                message = f"{quote(valeur)} commence ou finit par une espace ou un saut de ligne."
                attendu = quote(valeur.strip()) if valeur.strip() else "une cellule vide"
                yield ErreurDeDonnees(table.fichier, ligne, colonne, valeur, attendu, message)


def _legible_text(table: Table) -> Iterator[ErreurDeDonnees]:
    """Composed letters, and signs that are seen: what is copied from a page often has others."""
    distinct = {texte for une in table.enregistrements for texte in une.cellules}
    if _is_legible(" ".join(distinct)):
        return  # nearly always, and ten times faster at once than cell by cell
    for ligne, cellules in table.lignes:
        for colonne, valeur in cellules.items():
            if found := find_interdits(valeur):
                signe = f"U+{ord(found[0]):04X}"
                message = f"{quote(valeur)} contient un caractère invisible ou interdit ({signe})."
            elif not is_compose(valeur):
                message = f"{quote(valeur)} a des accents séparés de leurs lettres."
            else:
                continue
            attendu = "le même texte récrit au clavier, sans caractère invisible"
            yield ErreurDeDonnees(table.fichier, ligne, colonne, valeur, attendu, message)


def _is_legible(texte: str) -> bool:
    return not find_interdits(texte) and is_compose(texte)


def _dates_of_the_calendar(table: Table) -> Iterator[ErreurDeDonnees]:
    """2023-02-30 has the form of a date, but isn't one."""
    for colonne in columns_holding(table.nom, "date"):
        attendu = expectation(fields_by_name(table.nom)[colonne])
        for ligne, cellules in table.lignes:
            valeur = cellules.get(colonne, "")
            if valeur and _date(valeur) is None:
                message = f"{quote(valeur)} n'existe pas dans le calendrier."
                yield ErreurDeDonnees(table.fichier, ligne, colonne, valeur, attendu, message)


def _plain_integers(table: Table) -> Iterator[ErreurDeDonnees]:
    """Python reads '1_0' as ten; nobody writes so, and a slip must not become a figure."""
    for colonne in columns_holding(table.nom, "entier"):
        attendu = expectation(fields_by_name(table.nom)[colonne])
        for ligne, cellules in table.lignes:
            valeur = cellules.get(colonne, "")
            if valeur and not re.fullmatch(r"-?[0-9]+", valeur):
                message = f"{quote(valeur)} n'est pas un nombre entier."
                yield ErreurDeDonnees(table.fichier, ligne, colonne, valeur, attendu, message)


def _addresses_of_a_host(table: Table) -> Iterator[ErreurDeDonnees]:
    """Between the slashes, a host and perhaps a port: nothing else, hidden by ``%`` or brackets."""
    for colonne in columns_holding(table.nom, "adresse"):
        champ = fields_by_name(table.nom)[colonne]
        for ligne, cellules in table.lignes:
            valeur = cellules.get(colonne, "")
            if not valeur.startswith(("http://", "https://")):
                continue  # empty, or refused by its schema
            if not _names_a_host(valeur):
                message = f"{quote(valeur)} {refusal(champ)}."
                attendu = expectation(champ)
                yield ErreurDeDonnees(table.fichier, ligne, colonne, valeur, attendu, message)


@lru_cache(maxsize=20_000)
def _names_a_host(adresse: str) -> bool:
    host, _, port = re.split("[/?#]", adresse.partition("//")[2])[0].partition(":")
    return HOTE.fullmatch(host) is not None and (not port or _is_port(port))


def _is_port(texte: str) -> bool:
    return re.fullmatch("[0-9]{1,5}", texte) is not None and int(texte) <= PORT_AU_PLUS


def _end_after_signature(contrats: Table) -> Iterator[ErreurDeDonnees]:
    """A contract cannot end, at the latest, before it was signed or began, at the earliest."""
    for ligne, cellules in contrats.lignes:
        fin = _date(cellules.get("date_fin", ""))
        for colonne, what, than in DEBUTS:
            debut = _date(cellules.get(colonne, ""))
            if not (debut and fin and fin.dernier_jour < debut.premier_jour):
                continue
            message = f"la fin {quote(fin.texte)} précède {what} {quote(debut.texte)}."
            attendu = f"une date de fin postérieure {than}"
            yield ErreurDeDonnees(contrats.fichier, ligne, "date_fin", fin.texte, attendu, message)


def _code_of_its_level(perimetres: Table) -> Iterator[ErreurDeDonnees]:
    """A commune has an INSEE code, an EPCI a SIREN: one for the other is a slip."""
    for ligne, cellules in perimetres.lignes:
        niveau, code = cellules.get("niveau", ""), cellules.get("code", "")
        if niveau not in CODE_PAR_NIVEAU or not code:
            continue
        attendu, forme = CODE_PAR_NIVEAU[niveau]
        if not forme.fullmatch(code):
            message = f"{quote(code)} n'est pas un code de niveau {quote(niveau)}."
            yield ErreurDeDonnees(perimetres.fichier, ligne, "code", code, attendu, message)


def _said_once(perimetres: Table) -> Iterator[ErreurDeDonnees]:
    """A territory is included or excluded, once: only quartiers share the code of a commune."""
    premieres: dict[tuple[str, str, str], tuple[int, str]] = {}
    for ligne, cellules in perimetres.lignes:
        place = tuple(cellules.get(nom, "") for nom in ("contrat_id", "niveau", "code"))
        if place[1] == "quartier" or not all(place):
            continue
        operation = cellules.get("operation", "")
        avant, deja = premieres.setdefault((place[0], place[1], place[2]), (ligne, operation))
        if avant == ligne:
            continue
        message = f"{quote(place[2])} figure déjà ligne {avant} dans le périmètre de ce contrat."
        if operation != deja:
            message = f"{quote(place[2])} est inclus et exclu du même contrat (ligne {avant})."
        attendu = "chaque territoire une seule fois par contrat"
        yield ErreurDeDonnees(perimetres.fichier, ligne, "code", place[2], attendu, message)


def _something_included(perimetres: Table) -> Iterator[ErreurDeDonnees]:
    """Exclusions alone don't make a perimeter. One error per contract, at its first row."""
    operations: dict[str, set[str]] = {}
    premiere_ligne: dict[str, int] = {}
    for ligne, cellules in perimetres.lignes:
        contrat_id = cellules.get("contrat_id", "")
        operations.setdefault(contrat_id, set()).add(cellules.get("operation", ""))
        premiere_ligne.setdefault(contrat_id, ligne)
    for contrat_id, trouvees in operations.items():
        if trouvees == {"exclut"}:
            yield ErreurDeDonnees(
                perimetres.fichier,
                premiere_ligne[contrat_id],
                "operation",
                "exclut",
                f"au moins une ligne {quote('inclut')} pour ce contrat",
                f"le périmètre de {quote(contrat_id)} n'a que des exclusions.",
            )


def _attested_by_somebody(regions: Table) -> Iterator[ErreurDeDonnees]:
    """A list attested complete says at which date, and by whom; nothing of it stands alone."""
    for ligne, cellules in regions.lignes:
        said = [colonne for colonne in ATTESTATION if cellules.get(colonne, "")]
        for colonne in ATTESTATION if said else ():
            if colonne in said or colonne not in cellules:
                continue
            message = f"{quote(said[0])} est rempli et {quote(colonne)} ne l'est pas."
            attendu = "la liste attestée complète, sa date et son auteur, ou trois cellules vides"
            yield ErreurDeDonnees(regions.fichier, ligne, colonne, "", attendu, message)


def _rates_of_a_whole(regions: Table) -> Iterator[ErreurDeDonnees]:
    """A published rate is a part of the inhabitants."""
    for colonne in TAUX_DES_REGIONS:
        for ligne, cellules in regions.lignes:
            yield from _rate(regions.fichier, ligne, colonne, cellules.get(colonne, ""))


def _figures_of_a_whole(chiffres: Table) -> Iterator[ErreurDeDonnees]:
    """The same for what is published elsewhere; numbers of contracts have no such bound."""
    for ligne, cellules in chiffres.lignes:
        if cellules.get("indicateur", "").startswith("taux_"):
            yield from _rate(chiffres.fichier, ligne, "valeur", cellules.get("valeur", ""))


def _rate(fichier: str, ligne: int, colonne: str, valeur: str) -> Iterator[ErreurDeDonnees]:
    nombre = valeur.removeprefix(">")
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", nombre) and float(nombre) > 100:
        message = f"{quote(valeur)} est un taux de plus de 100\u00a0%."
        attendu = "un pourcentage entre 0 et 100, par exemple 78.6"
        yield ErreurDeDonnees(fichier, ligne, colonne, valeur, attendu, message)


def _date(valeur: str) -> DatePartielle | None:
    try:
        return DatePartielle.parse(valeur)
    except ValueError:
        return None


Rule = Callable[[Table], Iterator[ErreurDeDonnees]]

_EVERY_TABLE: tuple[Rule, ...] = (
    _legible_text,
    _no_stray_space,
    _dates_of_the_calendar,
    _plain_integers,
    _addresses_of_a_host,
)
_ONE_TABLE: tuple[tuple[str, Rule], ...] = (
    ("contrats", _end_after_signature),
    ("contrats", regions_agree_with_departements),
    ("perimetres", _code_of_its_level),
    ("perimetres", codes_exist),
    ("perimetres", codes_agree_with_labels),
    ("perimetres", _said_once),
    ("perimetres", _something_included),
    ("chiffres_publies", published_figures_have_a_territory),
    ("chiffres_publies", _figures_of_a_whole),
    ("regions", _attested_by_somebody),
    ("regions", _rates_of_a_whole),
)
