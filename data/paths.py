"""Where the files of the project are."""

from pathlib import Path

DOSSIER_DATA = Path(__file__).resolve().parent
DOSSIER_PROJET = DOSSIER_DATA.parent
DOSSIER_REGISTRE = DOSSIER_DATA / "registre"
DOSSIER_SCHEMAS = DOSSIER_DATA / "schemas"
DOSSIER_REFERENTIEL = DOSSIER_DATA / "referentiel"
DOSSIER_COUCHES = DOSSIER_REFERENTIEL / "couches"
