"""Tables to take away: a scenario, summary then changes; the territories that would bring most.

Each row says that it is a simulation, of what, at which day, counted with what: a row copied
elsewhere is still told from a real figure.
"""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from components.commun.mots.formats import slug
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from components.commun.statuts import LIBELLES_STATUTS
from geo.simulation.simulation import Effet, Simulation

NATURES = {
    "ajout": "Territoire ajouté",
    "retrait": "Contrat retiré",
    "perimetre_ajout": "Périmètre agrandi",
    "perimetre_retrait": "Périmètre réduit",
}
NATURE = "SIMULATION\u00a0: situation imaginée, à ne pas citer"
ENSEMBLE = "Ensemble du scénario"
DECIMALES = 2
COLONNES_COMMUNES = ("Simulation", "Zone", "Date de départ", "Nature", "Population (année)")
COLONNES = (
    *COLONNES_COMMUNES,
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
    "Taux attesté avant (%)",
    "Au plus avant, d'après le registre (%)",
    "Taux signé ou projet avant (%)",
    "Taux signé ou projet après (%)",
    "Source",
)
COLONNES_CLASSEMENT = {
    "code": "Code",
    "niveau": "Niveau",
    "nom": "Territoire",
    "departement": "Département",
    "statut": "Statut avec le scénario",
    "population": "Population dans la zone",
    "apport": "Habitants gagnés s'il signe",
    "apport_projet": "dont déjà en projet",
    "taux_apres": "Taux signé de la zone après (%)",
    "taux_cumule": "Taux signé avec ceux du dessus (%)",
    "en_partie": "Compté en partie",
}


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, DECIMALES)


def _summary(simulation: Simulation) -> dict[str, object]:
    before, after = simulation.bilan_avant, simulation.bilan_apres
    low, high = simulation.bornes_avant
    return {
        "Changement": ENSEMBLE,
        "Habitants concernés dans la zone": after.population,
        "Effet seul (hab.)": after.signe - before.signe,
        "Effet propre (hab.)": after.signe - before.signe,
        "Habitants couverts avant (signé)": before.signe,
        "Habitants couverts après (signé)": after.signe,
        "Taux signé avant (%)": _rounded(before.taux_signe),
        "Taux signé après (%)": _rounded(after.taux_signe),
        "Taux attesté avant (%)": _rounded(low),
        "Au plus avant, d'après le registre (%)": _rounded(high),
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


def _common(nom: str, simulation: Simulation, sources: Mapping[str, str]) -> dict[str, str | int]:
    told = [f"{label}\u00a0: {text}" for label, text in sources.items()]
    values: tuple[str | int, ...] = (
        nom,
        simulation.base.nom,
        simulation.avant.jour.isoformat(),
        NATURE,
        simulation.avant.moteur.referentiel.annee_population,
    )
    return dict(zip(COLONNES_COMMUNES, values, strict=True)) | {"Source": "\u00a0; ".join(told)}


def _rows(
    nom: str,
    simulation: Simulation,
    nom_du_contrat: Callable[[str], str],
    sources: Mapping[str, str],
) -> Iterator[dict[str, object]]:
    common = _common(nom, simulation, sources)
    yield common | _summary(simulation)
    for effect in simulation.effets:
        yield common | _change(effect, nom_du_contrat)


def export_simulations(
    simulations: Mapping[str, Simulation],
    nom_du_contrat: Callable[[str], str],
    sources: Mapping[str, str],
) -> pd.DataFrame:
    """Return scenarios, by name, as rows: the summary of each, then its changes.

    Columns COLONNES. ``Effet seul``: residents gained if it were the only change; ``Effet
    propre``: those that the scenario would lose without it. ``sources``: of the figures, by label.
    """
    rows = [
        row
        for nom, simulation in simulations.items()
        for row in _rows(nom, simulation, nom_du_contrat, sources)
    ]
    table = pd.DataFrame(rows, columns=list(COLONNES))
    whole = [name for name in COLONNES if name.endswith("(hab.)") or name.startswith("Habitants")]
    table[whole] = table[whole].astype("Int64")
    texts = ["Territoire", "Niveau", "Code", "Contrat", "Identifiant du contrat"]
    table[texts] = table[texts].astype(object).fillna("")  # a column may hold no text at all
    return table


def export_classement(
    table: pd.DataFrame, simulation: Simulation, nom: str, sources: Mapping[str, str]
) -> pd.DataFrame:
    """Return the ranking with every column, in words.

    ``table``: rows of ``geo.simulation.classement.classement`` for ``simulation``, whose scenario
    is called ``nom``; ``sources``: of the figures, by label.
    """
    exported = table[list(COLONNES_CLASSEMENT)].assign(
        statut=table["statut"].map(LIBELLES_STATUTS),
        niveau=table["niveau"].map(NIVEAUX_DES_LIEUX),
        en_partie=table["en_partie"].map({True: "oui", False: "non"}),
    )
    rates = ["taux_apres", "taux_cumule"]
    exported[rates] = exported[rates].round(DECIMALES)
    exported = exported.rename(columns=COLONNES_CLASSEMENT)
    columns = [*COLONNES_COMMUNES, *exported.columns, "Source"]
    for name, value in _common(nom, simulation, sources).items():
        exported[name] = value
    return exported[columns]


def nom_de_fichier(simulation: Simulation, nom: str) -> str:
    """Return a file name that says that it is a simulation, safe whatever the scenario's name."""
    place, day = slug(simulation.base.nom), simulation.avant.jour.isoformat()
    return f"simulation-cls_{place}_{slug(nom)}_{day}"
