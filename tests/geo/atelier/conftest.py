"""Files as people keep them, read against the real territories and a registre of one's choice."""

from collections.abc import Callable
from datetime import date

import pytest

from data.atelier.decisions import Decisions
from data.atelier.fichier.document import read_document
from data.model import Contrat
from geo.atelier.analyse import Analyse, analyse
from geo.atelier.contrats.origine import Import
from geo.atelier.territoires.resolveur import Resolveur
from geo.couverture.moteur import Moteur
from geo.territoires.referentiel import Referentiel
from tests.geo.atelier.lecture_essai import ECHANTILLONS

JOUR = date(2026, 11, 30)


@pytest.fixture(scope="session")
def resolveur(referentiel: Referentiel) -> Resolveur:
    return Resolveur(referentiel)


@pytest.fixture(scope="session")
def registre_vide(un_moteur: Callable[..., Moteur]) -> Moteur:
    """A registre without a contract, on the real territories."""
    return un_moteur([], {})


@pytest.fixture(scope="session")
def importer(registre_vide: Moteur, resolveur: Resolveur) -> Callable[..., Analyse]:
    """Reads a file: ``importer("liste.csv", texte)``, ``importer("liste.xlsx", octets)``.

    A text is written as most spreadsheets do (semicolons); ``moteur``: the registre, empty by
    default.
    """

    def read(
        nom: str,
        contenu: str | bytes,
        *,
        moteur: Moteur | None = None,
        decisions: Decisions | None = None,
        region: str = "",
        departement: str = "",
        jour: date = JOUR,
    ) -> Analyse:
        octets = contenu.encode("utf-8") if isinstance(contenu, str) else contenu
        chosen = decisions or Decisions()
        document = read_document(nom, octets, chosen.lecture.encodage, chosen.lecture.separateur)
        engine = moteur or registre_vide
        return analyse(document, chosen, engine, resolveur, Import(region, departement), jour)

    return read


@pytest.fixture(scope="session")
def echantillon(importer: Callable[..., Analyse]) -> Callable[..., Analyse]:
    """Reads a sample by the start of its name: ``echantillon("01")``."""

    def read(debut: str, **options: object) -> Analyse:
        (path,) = [one for one in ECHANTILLONS.iterdir() if one.name.startswith(debut)]
        return importer(path.name, path.read_bytes(), **options)

    return read


@pytest.fixture(scope="session")
def moteur_d_un_contrat(
    un_contrat: Callable[..., Contrat], un_moteur: Callable[..., Moteur]
) -> Moteur:
    """A registre that holds one contract, that of Quimper Bretagne Occidentale."""
    contrat = un_contrat("cls-29-essai-1", date_signature="2024-03-12", generation=1)
    return un_moteur([contrat], {contrat.id: ["epci 200068120"]})
