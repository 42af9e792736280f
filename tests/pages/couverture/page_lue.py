"""The coverage page, read as a reader does."""

from datetime import date

from streamlit.testing.v1 import AppTest

from components.commun.mots.certitude import phrase
from components.commun.mots.formats import nombre, pourcentage
from geo.certitude.certitude import Certitude, build_certitude
from geo.couverture.moteur import contrats_du_theme, load_moteur_de
from geo.couverture.synthese import Synthese, build_synthese
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import FRANCE, find_territoire
from tests.pages.lecture import sentence

JOUR = date(2025, 1, 31)


def computed(niveau: str, code: str, jour: date = JOUR, theme: str = "") -> Synthese:
    moteur = load_moteur_de(Reference.au(jour))  # what was in force that day
    kept = contrats_du_theme(moteur.registre, theme) if theme else None
    territoire = FRANCE if niveau == "france" else find_territoire(moteur.referentiel, niveau, code)
    return build_synthese(moteur.couverture(jour, kept), territoire)


def told(synthese: Synthese) -> Certitude:
    moteur = load_moteur_de(Reference.au(synthese.jour))
    return build_certitude(moteur.couverture(synthese.jour), synthese.territoire)


def assert_says(page: AppTest, synthese: Synthese) -> None:
    """The sentence, the figures and their links say what was computed."""
    certitude = told(synthese)
    assert sentence(page) == phrase(certitude)
    assert certitude.recense == synthese.population_signe
    values = [(metric.value, metric.delta) for metric in page.metric]
    assert values[0][0] == nombre(synthese.population)
    covered = nombre(synthese.population_signe)
    assert values[1] == (covered, pourcentage(synthese.taux_signe))
    assert values[2][0] == nombre(synthese.population_projet)
    assert values[3][0] == nombre(certitude.aucun_recense)
    counts = [int(value.replace("\u202f", "")) for value, _ in values]
    assert sum(counts[1:]) == counts[0]  # the parts add up
    links = [one.proto.label for one in page.get("page_link")]
    assert any(one.startswith(f"{nombre(len(synthese.contrats_signes))}\u00a0") for one in links)
    ending = len(synthese.fins_prochaines)
    assert any(
        one.startswith(f"{nombre(ending)}\u00a0fini" if ending else "aucune fin connue")
        for one in links
    )
