"""What does not hold together in a contract of the list: told with a right example, row by row."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np

from data.atelier.fautes import Faute, Fautes
from data.dates import DatePartielle
from data.errors import quote
from data.lecture.expectations import expectation
from data.lecture.schemas import fields_by_name
from geo.atelier.contrats.lecture import ContratLu
from geo.territoires.referentiel import Referentiel

ECART_DE_POPULATION = 0.1
SEPARATEUR_DE_MILLIERS = "\u202f"


def check_ligne(table: str, ligne: Mapping[str, str], rangees: tuple[int, ...]) -> Iterator[Faute]:
    """Yield the cells of a row that the schema of its table refuses."""
    for column, field in fields_by_name(table).items():
        text = ligne.get(column, "")
        rules = field.get("constraints", {})
        detail = ""
        if not text and rules.get("required"):
            detail = f"{field['title']}\u00a0: la valeur manque"
        elif text and not _accepted(text, rules, field["type"]):
            detail = f"attendu\u00a0: {expectation(field)}"
        if detail:
            yield Faute(Fautes.SCHEMA, detail, column, text, rangees)


def _accepted(text: str, rules: Mapping[str, object], kind: str) -> bool:
    if kind == "integer":
        if not re.fullmatch(r"\d+", text):
            return False
        low, high = rules.get("minimum", 0), rules.get("maximum", 10**9)
        return int(str(low)) <= int(text) <= int(str(high))
    allowed = rules.get("enum")
    if isinstance(allowed, list) and text not in allowed:
        return False
    pattern = rules.get("pattern")
    return not isinstance(pattern, str) or bool(re.fullmatch(pattern, text))


def check_contrat(
    lu: ContratLu,
    ligne: Mapping[str, str],
    cellules: np.ndarray,
    referentiel: Referentiel,
    jour: date,
) -> Iterator[Faute]:
    """Yield what contradicts itself in a contract.

    Parameters
    ----------
    ligne : the row of contrats.csv that would be written. cellules : those of its perimeter.
    """
    rows = lu.lignes
    yield from _dates(ligne, rows, jour)
    if "nom" in lu.formes:
        yield Faute(Fautes.NOM_FORME, "", "nom", "", rows)
    if lu.perimetre is None and "perimetre" not in lu.a_decider:
        yield Faute(Fautes.PERIMETRE_ABSENT, "le contrat n'aura pas de périmètre", lignes=rows)
    if len(cellules):
        yield from _population(lu, cellules, referentiel)
        yield from _departements(lu, cellules, referentiel)


def _dates(ligne: Mapping[str, str], rows: tuple[int, ...], jour: date) -> Iterator[Faute]:
    signature, end = _parsed(ligne.get("date_signature")), _parsed(ligne.get("date_fin"))
    start = signature or _parsed(ligne.get("periode_debut"))
    duration = ligne.get("duree_ans", "")
    if start and end and end.dernier_jour < start.premier_jour:
        detail = f"fin {quote(end.texte)}, début {quote(start.texte)}"
        yield Faute(Fautes.FIN_AVANT_SIGNATURE, detail, "date_fin", end.texte, rows)
        return
    if signature and ligne.get("etape") == "signe" and signature.premier_jour > jour:
        yield Faute(
            Fautes.SIGNATURE_A_VENIR, signature.texte, "date_signature", signature.texte, rows
        )
    if start and end and duration.isdigit():
        expected = start.plus_annees(int(duration))
        gap = abs((end.dernier_jour - expected.dernier_jour).days)
        if gap > 366:
            detail = f"{start.texte} + {duration} ans ne donne pas {end.texte}"
            yield Faute(Fautes.DUREE_CONTRADICTOIRE, detail, "date_fin", end.texte, rows)


def _parsed(text: str | None) -> DatePartielle | None:
    try:
        return DatePartielle.parse(text) if text else None
    except ValueError:
        return None  # told by check_ligne


def _population(lu: ContratLu, cellules: np.ndarray, referentiel: Referentiel) -> Iterator[Faute]:
    people = int(referentiel.population[cellules].sum())
    if lu.population and abs(lu.population - people) > ECART_DE_POPULATION * people:
        detail = f"{_in_french(lu.population)} annoncés, {_in_french(people)} habitants en 2023"
        yield Faute(Fautes.POPULATION_ECARTEE, detail, "population", str(lu.population), lu.lignes)
    level = referentiel.niveaux["commune"]
    communes = len(np.unique(level.appartenance[cellules]))
    if lu.communes_annoncees and lu.communes_annoncees != communes:
        detail = f"{lu.communes_annoncees} annoncées, {communes} aujourd'hui"
        yield Faute(Fautes.NOMBRE_DE_COMMUNES, detail, "perimetre", "", lu.lignes)


def _departements(lu: ContratLu, cellules: np.ndarray, referentiel: Referentiel) -> Iterator[Faute]:
    level = referentiel.niveaux["departement"]
    inside = level.appartenance[cellules]
    found = {str(code) for code in level.codes[np.unique(inside[inside >= 0])]}
    outside = [code for code in lu.departements_dits if code not in found]
    if lu.departements_dits and found and not found & set(lu.departements_dits):
        detail = f"indiqué {', '.join(outside)}, trouvé {', '.join(sorted(found))}"
        yield Faute(Fautes.DEPARTEMENT_AUTRE, detail, "departements", "", lu.lignes)


def _in_french(number: int) -> str:
    return f"{number:_}".replace("_", SEPARATEUR_DE_MILLIERS)
