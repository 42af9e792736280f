"""A scenario as one table to take away: its summary, then one row per change."""

from collections.abc import Callable, Iterator

import pandas as pd

from components.formats import slug
from components.libelles import NIVEAUX_DES_LIEUX
from geo.simulation import Effet, Simulation

NATURES = {
    "ajout": "Territoire ajouté",
    "retrait": "Contrat retiré",
    "perimetre_ajout": "Périmètre agrandi",
    "perimetre_retrait": "Périmètre réduit",
}
ENSEMBLE = "Ensemble du scénario"
DECIMALES = 2
COLONNES = (
    "Simulation",
    "Zone",
    "Date de départ",
    "Changement",
    "Territoire",
    "Niveau",
    "Code",
    "Contrat",
    "Identifiant du contrat",
    "Habitants concernés dans la zone",
    "Effet seul (hab.)",
    "Effet propre (hab.)",
    "Effet hors de la zone (hab.)",
    "Habitants couverts avant (signé)",
    "Habitants couverts après (signé)",
    "Taux signé avant (%)",
    "Taux signé après (%)",
    "Taux signé ou projet avant (%)",
    "Taux signé ou projet après (%)",
)


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, DECIMALES)


def _summary(simulation: Simulation) -> dict[str, object]:
    before, after = simulation.bilan_avant, simulation.bilan_apres
    return {
        "Changement": ENSEMBLE,
        "Habitants concernés dans la zone": after.population,
        "Effet seul (hab.)": after.signe - before.signe,
        "Effet propre (hab.)": after.signe - before.signe,
        "Habitants couverts avant (signé)": before.signe,
        "Habitants couverts après (signé)": after.signe,
        "Taux signé avant (%)": _rounded(before.taux_signe),
        "Taux signé après (%)": _rounded(after.taux_signe),
        "Taux signé ou projet avant (%)": _rounded(before.taux_signe_ou_projet),
        "Taux signé ou projet après (%)": _rounded(after.taux_signe_ou_projet),
    }


def _change(effect: Effet, nom_du_contrat: Callable[[str], str]) -> dict[str, object]:
    change = effect.changement
    row: dict[str, object] = {
        "Changement": NATURES[change.nature],
        "Habitants concernés dans la zone": effect.population,
        "Effet seul (hab.)": effect.effet_seul,
        "Effet propre (hab.)": effect.effet_propre,
        "Effet hors de la zone (hab.)": effect.hors_base,
    }
    if change.territoire is not None:
        row["Territoire"] = change.territoire.nom
        row["Niveau"] = NIVEAUX_DES_LIEUX[change.territoire.niveau]
        row["Code"] = change.territoire.code
    if change.contrat_id:
        row["Contrat"] = nom_du_contrat(change.contrat_id)
        row["Identifiant du contrat"] = change.contrat_id
    return row


def _rows(
    nom: str, simulation: Simulation, nom_du_contrat: Callable[[str], str]
) -> Iterator[dict[str, object]]:
    head = {
        "Simulation": nom,
        "Zone": simulation.base.nom,
        "Date de départ": simulation.avant.jour.isoformat(),
    }
    yield head | _summary(simulation)
    for effect in simulation.effets:
        yield head | _change(effect, nom_du_contrat)


def export_simulations(
    simulations: dict[str, Simulation], nom_du_contrat: Callable[[str], str]
) -> pd.DataFrame:
    """Return scenarios, by name, as rows: the summary of each, then its changes.

    Columns COLONNES. ``Effet seul``: residents gained if it were the only change; ``Effet
    propre``: those that the scenario would lose without it.
    """
    rows = [
        row
        for nom, simulation in simulations.items()
        for row in _rows(nom, simulation, nom_du_contrat)
    ]
    table = pd.DataFrame(rows, columns=list(COLONNES))
    whole = [name for name in COLONNES if name.endswith("(hab.)") or name.startswith("Habitants")]
    table[whole] = table[whole].astype("Int64")
    texts = ["Territoire", "Niveau", "Code", "Contrat", "Identifiant du contrat"]
    table[texts] = table[texts].fillna("")
    return table


def nom_de_fichier(simulation: Simulation, nom: str) -> str:
    """Return a file name that says that it is a simulation, safe whatever the scenario's name."""
    place, day = slug(simulation.base.nom), simulation.avant.jour.isoformat()
    return f"simulation-cls_{place}_{slug(nom)}_{day}"
