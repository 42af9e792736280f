"""Where to act: the residents under no contract, signed or in project, by EPCI."""

import numpy as np
import pandas as pd

from data.memoire import une_fois
from geo.couverture.carte import statuts_de
from geo.couverture.moteur import Couverture, mask_of
from geo.couverture.tables import TEXTE
from geo.territoires.decoupe import Decoupe, decoupe
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
TEXTES = ("niveau", "code", "nom", "departement", "code_epci", "statut")
TERRITOIRES_GARDES = 32


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
    return tableau_des_lieux(lieux_sans_contrat(couverture, territoire), slice(limite))


def lieux_sans_contrat(couverture: Couverture, territoire: Territoire) -> dict[str, np.ndarray]:
    """Return the columns of ``sans_contrat`` as arrays, its rows in order."""
    referentiel = couverture.moteur.referentiel
    parts = [_columns(couverture, cut) for cut in decoupes_en_lieux(referentiel, territoire)]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in COLONNES_OU_AGIR}
    order = np.lexsort((columns["code"], -columns["population_sans_contrat"]))
    return {name: values[order] for name, values in columns.items()}


def tableau_des_lieux(columns: dict[str, np.ndarray], kept: np.ndarray | slice) -> pd.DataFrame:
    """Return some rows of ``lieux_sans_contrat`` as a table."""
    return pd.DataFrame(
        {
            name: pd.array(values[kept], dtype=TEXTE) if name in TEXTES else values[kept]
            for name, values in columns.items()
        }
    )


@une_fois(TERRITOIRES_GARDES)
def decoupes_en_lieux(referentiel: Referentiel, territoire: Territoire) -> tuple[Decoupe, ...]:
    """Share out the cells of a territory among EPCI, EPT and communes, each in one place only.

    A level without a place there is left out, unless there is no place at all.
    """
    within = mask_of(referentiel, territoire.niveau, territoire.code)
    epci, ept = (referentiel.niveaux[name].appartenance for name in ("epci", "ept"))
    in_ept = ept >= 0
    shared = np.isin(epci, np.unique(epci[in_ept]))  # the EPCI that EPT share out
    masks = {"epci": within & ~shared, "ept": within & in_ept, "commune": within & shared & ~in_ept}
    cuts = [decoupe(referentiel, niveau, mask) for niveau, mask in masks.items()]
    return tuple(cut for cut in cuts if cut.codes) or (cuts[0],)


def _columns(couverture: Couverture, cut: Decoupe) -> dict[str, np.ndarray]:
    """Return the columns COLONNES_OU_AGIR of the places of a cut where residents are left."""
    left = ~couverture.signe & ~couverture.projet
    population = cut.habitants_sous(left)
    over = cut.habitants_sous(left & couverture.echu)
    partial = (population < cut.habitants) | (statuts_de(couverture, cut) == "partielle")
    columns = {
        **_quel_que_soit_le_jour(couverture.moteur.referentiel, cut),
        "statut": np.select([partial, over > 0], ["partielle", "echu"], "aucun_recense"),
        "population_sans_contrat": population,
        "population_echu": over,
    }
    return {name: values[population > 0] for name, values in columns.items()}


@une_fois(3 * TERRITOIRES_GARDES)
def _quel_que_soit_le_jour(referentiel: Referentiel, cut: Decoupe) -> dict[str, np.ndarray]:
    """Return the columns of the places of a cut that are the same every day."""
    niveau, epci = cut.niveau.nom, referentiel.niveaux["epci"]
    owners = epci.appartenance[cut.cellules[cut.debuts]]
    everywhere = referentiel.population_totale[niveau][cut.positions]
    return {
        **{str(name): values.to_numpy(dtype=object) for name, values in cut.cadre.items()},
        "departement": departement_names(referentiel, niveau)[cut.positions],
        "code_epci": epci.codes[owners],
        "population": cut.habitants,
        "en_partie": everywhere > cut.habitants,
    }
