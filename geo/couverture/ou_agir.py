"""Where to act: the residents under no contract, signed or in project, by EPCI."""

import numpy as np
import pandas as pd

from geo.couverture.carte import statuts_des_territoires
from geo.couverture.moteur import Couverture, mask_of
from geo.couverture.tables import table_des_taux
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire, departement_names

COLONNES_OU_AGIR = (
    "niveau",
    "code",
    "nom",
    "departement",
    "code_epci",
    "statut",
    "population",
    "population_sans_contrat",
    "population_echu",
    "en_partie",
)


def sans_contrat(
    couverture: Couverture, territoire: Territoire, limite: int | None = None
) -> pd.DataFrame:
    """Return the EPCI of a territory where residents are under no contract, signed or in project.

    Those partly covered are there for the residents left, so that ``population_sans_contrat``
    adds up to the uncovered population of the territory (``Synthese.population_non_couverte``).
    The Métropole du Grand Paris, too large to be one place, is cut into its EPT; Paris, in no
    EPT, and the communes in no EPCI stand for themselves.

    Returns
    -------
    Columns COLONNES_OU_AGIR, most residents without contract first, then by code, at most
    ``limite`` rows. ``niveau``: epci, ept or commune; ``code_epci``: EPCI that the map draws it in;
    ``statut``: ``partielle`` (a contract signed or in project covers a part), ``echu`` (a contract
    is over on all or part of what is left) or ``aucun_recense``; ``population``: residents inside
    the territory, ``population_echu``: those without contract where one is over; ``en_partie``: it
    goes beyond the territory, and counts for its part inside.
    """
    referentiel = couverture.moteur.referentiel
    within = mask_of(referentiel, territoire.niveau, territoire.code)
    masks = _masks(referentiel, within)
    tables = [_rows(couverture, niveau, mask) for niveau, mask in masks.items() if mask.any()]
    table = pd.concat(tables, ignore_index=True)
    left = table[table["population_sans_contrat"] > 0]
    ranked = left.sort_values(
        ["population_sans_contrat", "code"], ascending=[False, True], ignore_index=True
    )
    return ranked[list(COLONNES_OU_AGIR)].head(len(ranked) if limite is None else limite)


def _masks(referentiel: Referentiel, within: np.ndarray) -> dict[str, np.ndarray]:
    """Share out the cells of a territory among the levels, each cell at one level only."""
    epci, ept = (referentiel.niveaux[name].appartenance for name in ("epci", "ept"))
    in_ept = ept >= 0
    cut = np.isin(epci, np.unique(epci[in_ept]))  # the EPCI that EPT share out
    return {
        "epci": within & ~cut,
        "ept": within & in_ept,
        "commune": within & cut & ~in_ept,
    }


def _rows(couverture: Couverture, niveau: str, within: np.ndarray) -> pd.DataFrame:
    """Return the columns COLONNES_OU_AGIR of the territories of a level, within some cells."""
    referentiel = couverture.moteur.referentiel
    level, epci = referentiel.niveaux[niveau], referentiel.niveaux["epci"]
    left = within & ~couverture.signe & ~couverture.projet
    table = table_des_taux(couverture, niveau, within)
    positions = level.positions(table["code"])
    population = referentiel.population
    over = level.somme(population, left & couverture.echu)[positions]
    partial = (table["population_signe_ou_projet"] > 0).to_numpy() | (
        statuts_des_territoires(couverture, niveau, within)[positions] == "partielle"
    )
    owners = np.full(len(level.codes), -1)
    owners[level.appartenance[within]] = epci.appartenance[within]
    return table.assign(
        departement=departement_names(referentiel, niveau)[positions],
        code_epci=epci.codes[owners[positions]],
        statut=np.select([partial, over > 0], ["partielle", "echu"], "aucun_recense"),
        population_sans_contrat=level.somme(population, left)[positions],
        population_echu=over,
        en_partie=referentiel.population_totale[niveau][positions] > table["population"].to_numpy(),
    )
