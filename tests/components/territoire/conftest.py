"""The one-page sheet of real territories."""

from collections.abc import Callable
from datetime import date

import pytest

from components.commun.sources import source_lines
from components.figures.figure import Carte
from components.territoire.emporter import RAPPORT_DE_LA_CARTE
from components.territoire.fichiers import carte_sur_papier
from components.territoire.pdf import pdf_territoire
from data.lecture.referentiel import load_provenance
from geo.couverture.moteur import Moteur
from geo.territoire.situation import Situation, build_situation
from geo.territoire.vue import build_vue
from geo.territoires.lieux import find_lieux
from tests.components.documents.pdf.lecture import Lu

JOUR = date(2026, 11, 21)
ADRESSE = "https://atlas.exemple.fr/territoire?code=29232&date=2026-11-21"


@pytest.fixture(scope="module")
def situation_of(moteur: Moteur) -> Callable[[str], Situation]:
    """Return ``situation_of(code)``: the real situation of a place."""
    couverture = moteur.couverture(JOUR)
    return lambda code: build_situation(couverture, find_lieux(moteur.referentiel, code)[0])


@pytest.fixture(scope="module")
def carte_of(moteur: Moteur) -> Callable[[str], Carte | None]:
    """Return ``carte_of(code)``: its map."""
    couverture = moteur.couverture(JOUR)

    def build(code: str) -> Carte | None:
        vue = build_vue(couverture, find_lieux(moteur.referentiel, code)[0])
        return carte_sur_papier(vue, vue.carte, RAPPORT_DE_LA_CARTE) if vue.carte else None

    return build


@pytest.fixture(scope="module")
def sources(moteur: Moteur) -> dict[str, str]:
    return source_lines(load_provenance(), moteur.registre.date_releve, JOUR, 2023)


@pytest.fixture(scope="module")
def fiche(situation_of, carte_of, sources) -> Callable[..., Lu]:
    """Return ``fiche(code)``: its sheet read back; ``change`` alters the situation first."""
    made: dict[str, Lu] = {}

    def make(code: str, change: Callable[[Situation], Situation] | None = None) -> Lu:
        if change is not None:
            situation = change(situation_of(code))
            return Lu(pdf_territoire(situation, carte_of(code), sources, ADRESSE))
        if code not in made:
            made[code] = Lu(pdf_territoire(situation_of(code), carte_of(code), sources, ADRESSE))
        return made[code]

    return make
