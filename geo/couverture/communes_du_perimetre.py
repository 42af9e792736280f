"""The communes of the perimeter of a contract, one row each."""

import numpy as np
import pandas as pd

from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import SUFFIXE_SOLDE

NIVEAUX_DES_COMMUNES = ("epci", "departement", "region")


def table_du_perimetre(engine: Moteur, identifier: str) -> pd.DataFrame:
    """Return one row per commune wholly in the perimeter of a contract.

    Columns code, nom, code_epci, code_departement, code_region, population (inhabitants).
    A commune is one row when whole, else one row per arrondissement or former commune of it.
    """
    referentiel = engine.referentiel
    inside = np.zeros(len(referentiel.codes), dtype=bool)
    inside[engine.perimetres.par_contrat[identifier]] = True
    communes = referentiel.niveaux["commune"]
    cells_of_commune = np.bincount(communes.appartenance)
    cells_inside = np.bincount(communes.appartenance[inside], minlength=len(communes.codes))
    whole = (cells_inside == cells_of_commune)[communes.appartenance]
    names = dict(zip(communes.codes.tolist(), communes.noms, strict=True))
    names = referentiel.noms_des_cellules | names

    pieces = np.char.partition(referentiel.codes, SUFFIXE_SOLDE)[:, 0]
    cells = np.flatnonzero(inside)
    frame = pd.DataFrame(
        {
            "code": np.where(whole, communes.codes[communes.appartenance], pieces)[inside],
            **{f"code_{name}": _codes(engine, name, cells) for name in NIVEAUX_DES_COMMUNES},
            "population": referentiel.population[inside],
        }
    )
    keys = ["code", "code_epci", "code_departement", "code_region"]
    rows = frame.groupby(keys, sort=True, as_index=False).agg({"population": "sum"})
    rows.insert(1, "nom", rows["code"].map(names))
    return rows


def communes_du_perimetre(engine: Moteur, identifier: str) -> pd.DataFrame:
    """Return the same with names, then the communes covered in part, counted for nobody.

    Columns of ``table_du_perimetre`` (population is empty for a commune in part), ``epci`` and
    ``departement`` (names, '' when it has none) and ``en_partie``.
    """
    referentiel = engine.referentiel
    whole = table_du_perimetre(engine, identifier).assign(en_partie=False)
    level = referentiel.niveaux["commune"]
    partial = engine.perimetres.partielles_par_contrat[identifier]
    cells = partial[np.unique(level.appartenance[partial], return_index=True)[1]]
    in_part = pd.DataFrame(
        {
            "code": level.codes[level.appartenance[cells]],
            "nom": level.noms[level.appartenance[cells]],
            **{f"code_{name}": _codes(engine, name, cells) for name in NIVEAUX_DES_COMMUNES},
            "population": pd.NA,
            "en_partie": True,
        }
    )
    rows = pd.concat([whole.astype({"population": object}), in_part], ignore_index=True)
    rows["population"] = rows["population"].astype("Int64")
    for name in ("epci", "departement"):
        found = referentiel.niveaux[name]
        names = dict(zip(found.codes.tolist(), found.noms.tolist(), strict=True))
        rows[name] = rows[f"code_{name}"].map(names).fillna("")
    return rows


def _codes(engine: Moteur, niveau: str, cells: np.ndarray) -> np.ndarray:
    """Return the code of the territory of each cell at a level, '' when it has none."""
    level = engine.referentiel.niveaux[niveau]
    codes = np.append(level.codes, "")[level.appartenance[cells]]  # -1: it belongs to none
    if niveau != "epci":
        return codes
    return np.where(np.char.str_len(codes) == len("200012345"), codes, "")  # a commune in no EPCI
