"""The data to take away: perimeters for a geographic information system, the whole registre."""

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from components.documents.emporter import Avance, Export
from components.documents.telechargements import csv_bytes, xlsx_bytes

Tables = pd.DataFrame | Mapping[str, pd.DataFrame]
GROUPE = "Données"
GROUPE_TABLEAU = "Tableau"
LONG = 60  # contracts: beyond, the shapes take more than a few seconds
XLSX = "tout ce que dit la page et ses sources, pour Excel ou LibreOffice"
GEOJSON = "périmètres des contrats et leur statut à la date, pour un site ou une carte en ligne"
GPKG = "les mêmes, attributs typés et sources, pour QGIS ou ArcGIS"
REGISTRE = "toutes les tables du registre, leurs schémas, leur licence et leur provenance"


def exports_des_perimetres(
    geojson: Callable[[Avance], bytes],
    gpkg: Callable[[Avance], bytes],
    nombre: int,
    nom: str,
) -> list[Export]:
    """Return the exports of the perimeters of contracts.

    Parameters
    ----------
    geojson, gpkg : make the files; they are given what to tell their progress to.
    nombre : how many contracts there are; none gives no export.
    nom : file name without suffix.
    """
    if not nombre:
        return []
    made = [("GeoJSON", GEOJSON, f"{nom}.geojson", geojson)]
    made.append(("GeoPackage", GPKG, f"{nom}.gpkg", gpkg))
    return [
        Export(GROUPE, label, content, file, suivi=make)
        if nombre > LONG
        else Export(GROUPE, label, content, file, lambda make=make: make(_in_silence))  # type: ignore[misc]
        for label, content, file, make in made
    ]


def _in_silence(part: float, what: str) -> None:
    """Progress that nobody watches."""


def export_xlsx(
    table: Callable[[], Tables], sources: Mapping[str, str], nom: str, contenu: str = XLSX
) -> Export:
    """Return the export of a table, or of several by sheet, with their sources.

    ``nom``: file name without suffix.
    """
    return Export(
        GROUPE_TABLEAU, "XLSX", contenu, f"{nom}.xlsx", lambda: xlsx_bytes(table(), sources)
    )


def export_csv(table: Callable[[], pd.DataFrame], nom: str, libelle: str, contenu: str) -> Export:
    """Return the export of a table as CSV; ``nom``: file name without suffix."""
    return Export(GROUPE_TABLEAU, libelle, contenu, f"{nom}.csv", lambda: csv_bytes(table()))


def export_du_registre(archive: Callable[[], bytes], date_releve: date) -> Export:
    """Return the export of the registre."""
    return Export(
        GROUPE, "Registre (ZIP)", REGISTRE, f"cls-registre_{date_releve.isoformat()}.zip", archive
    )
