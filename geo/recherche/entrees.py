"""What territory search can find: one table of communes, EPCI, départements, régions and the rest.

Entries stand in order of preference: the most populous first, communes déléguées and associées
last. So, between two entries that match as well as each other, the first one wins.
"""

import pandas as pd

from geo.recherche.entrees_anciennes import (
    POIDS_DES_DELEGUEES,
    avec_leur_histoire,
    build_anciennes,
    build_autres,
)
from geo.territoires.lieux import TYPES_DE_COMMUNE
from geo.territoires.referentiel import Referentiel

# At equal population, Paris is first the commune, then the département.
NIVEAUX_DE_RECHERCHE = (
    "commune",
    "arrondissement_municipal",
    "departement",
    "region",
    "epci",
    "ept",
)
HORS_DEPARTEMENTS = "collectivité d'outre-mer"
COLONNES = ["niveau", "code", "nom", "population", "precision", "pourquoi", "cle", "ecrit"]
COLONNES += ["code_departement", "poids", "codes_postaux", "d_avant", "sigle"]


def _departement_labels(referentiel: Referentiel) -> dict[str, str]:
    """Name and code of each département, as shown beside a territory: ``Finistère (29)``."""
    table = referentiel.tables.departements
    names = dict(zip(table["code"].tolist(), table["nom"].tolist(), strict=True))
    others = set(referentiel.tables.communes["departement"].unique()) - set(names)
    names |= dict.fromkeys(others, HORS_DEPARTEMENTS)
    return {code: f"{name} ({code})" for code, name in names.items()}


def _populations(referentiel: Referentiel, niveau: str) -> dict[str, int]:
    codes = referentiel.niveaux[niveau].codes.tolist()
    return dict(zip(codes, referentiel.population_totale[niveau].tolist(), strict=True))


def _communes(referentiel: Referentiel) -> pd.DataFrame:
    """Communes with their population."""
    communes = referentiel.tables.communes
    population = communes["code"].map(_populations(referentiel, "commune"))
    return communes.assign(
        niveau="commune",
        cle=communes["code"],
        ecrit=communes["nom"],
        code_departement=communes["departement"],
        population=population,
        poids=population,
        precision="",
    )


def _parts_of_communes(table: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """Join arrondissements, communes déléguées or associées to their commune."""
    columns = ["code", "nom", "code_departement", "population"]
    parents = communes[columns].rename(columns={"code": "commune", "nom": "nom_commune"})
    parts = table.merge(parents, on="commune", validate="many_to_one")
    return parts.assign(cle=parts["code"], ecrit=parts["nom"], precision="")


def _arrondissements(referentiel: Referentiel, communes: pd.DataFrame) -> pd.DataFrame:
    parts = _parts_of_communes(referentiel.tables.arrondissements_municipaux, communes)
    cells = dict(zip(referentiel.codes.tolist(), referentiel.population.tolist(), strict=True))
    population = parts["code"].map(cells)
    return parts.assign(niveau="arrondissement_municipal", population=population, poids=population)


def _deleguees(referentiel: Referentiel, communes: pd.DataFrame) -> pd.DataFrame:
    """Communes déléguées and associées: what they lead to is their commune."""
    parts = _parts_of_communes(referentiel.tables.communes_deleguees, communes)
    return parts.assign(
        niveau="commune",
        code=parts["commune"],
        nom=parts["nom_commune"],
        poids=POIDS_DES_DELEGUEES,
        precision=parts["nom"] + ", " + parts["type"].map(TYPES_DE_COMMUNE),
    )


def _groupements(referentiel: Referentiel, niveau: str, communes: pd.DataFrame) -> pd.DataFrame:
    """EPCI or EPT, in the département where most of their residents live.

    They rank by the population of their largest commune, so as to follow it and not precede it.
    """
    residents = communes.groupby([niveau, "code_departement"])["population"].sum()
    main = residents.sort_values().reset_index().drop_duplicates(niveau, keep="last")
    departement = main.set_index(niveau)["code_departement"]
    largest = communes.groupby(niveau)["population"].max()
    table: pd.DataFrame = getattr(referentiel.tables, niveau)
    return table.assign(
        niveau=niveau,
        cle=table["code"],
        ecrit=table["nom"],
        code_departement=table["code"].map(departement),
        population=table["code"].map(_populations(referentiel, niveau)),
        poids=table["code"].map(largest),
        precision="",
    )


def _departements(referentiel: Referentiel, communes: pd.DataFrame) -> pd.DataFrame:
    """Départements; one that bears the name of a commune of its own ranks just after it."""
    table = referentiel.tables.departements
    population = table["code"].map(_populations(referentiel, "departement"))
    homonyms = communes.set_index(["departement", "nom"])["population"]
    own = homonyms.reindex(pd.MultiIndex.from_frame(table[["code", "nom"]]))
    return table.assign(
        niveau="departement",
        cle=table["code"],
        ecrit=table["nom"],
        code_departement=table["code"],
        population=population,
        poids=pd.Series(own.to_numpy(), index=table.index).fillna(population),
        precision="",
    )


def _regions(referentiel: Referentiel) -> pd.DataFrame:
    table = referentiel.tables.regions
    population = table["code"].map(_populations(referentiel, "region"))
    return table.assign(
        niveau="region",
        cle=table["code"],
        ecrit=table["nom"],
        code_departement="",
        population=population,
        poids=population,
        precision="",
    )


def _actuelles(referentiel: Referentiel, communes: pd.DataFrame) -> pd.DataFrame:
    """Every territory of today, under its own name."""
    tables = [
        communes,
        _arrondissements(referentiel, communes),
        _departements(referentiel, communes),
        _regions(referentiel),
        _groupements(referentiel, "epci", communes),
        _groupements(referentiel, "ept", communes),
    ]
    return pd.concat([table.reindex(columns=COLONNES) for table in tables], ignore_index=True)


def build_entrees(referentiel: Referentiel) -> pd.DataFrame:
    """Return every entry, in order of preference.

    Columns niveau, code, nom, departement (name and code), population, precision, pourquoi (what a
    search shows); cle, the entry's own code, which for a commune déléguée is not that of its
    commune; ecrit, its own name; code_departement; poids, the population by which it is ranked;
    codes_postaux, separated by spaces; d_avant, whether no vintage held has that name; sigle,
    whether it is an acronym.
    """
    communes = _communes(referentiel)
    today = _actuelles(referentiel, communes)
    parts = _deleguees(referentiel, communes).reindex(columns=COLONNES)
    parts = avec_leur_histoire(referentiel, parts)
    tables = [
        today,
        build_autres(referentiel, today),
        parts,
        build_anciennes(referentiel, today, parts),
    ]
    entries = pd.concat([table.reindex(columns=COLONNES) for table in tables])
    for column in ("codes_postaux", "pourquoi", "cle"):
        entries[column] = entries[column].fillna("")
    for column in ("d_avant", "sigle"):
        entries[column] = entries[column].eq(True)
    entries["departement"] = (
        entries["code_departement"].map(_departement_labels(referentiel)).fillna("")
    )
    # Stable: at equal weight the order of the tables, which is that of NIVEAUX_DE_RECHERCHE.
    return entries.sort_values("poids", ascending=False, kind="stable", ignore_index=True)
