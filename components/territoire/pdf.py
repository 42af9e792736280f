"""The one-page sheet of a territory, to print or to mail: its contents, from what was computed."""

from collections.abc import Mapping

from components.commun.mots.formats import habitants, jour_en_lettres, pourcentage
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from components.commun.statuts import STATUTS
from components.documents.pdf.contenu import PUCE, Paragraphe
from components.documents.pdf.fiche import Fiche, fiche_pdf
from components.figures.figure import Carte, Jauge, Jauges
from components.territoire.pdf_contenu import colonnes
from components.territoire.phrases import reponse
from components.territoire.precisions import precisions
from geo.territoire.situation import Situation, TauxDuTerritoire

TITRE_DES_TAUX = "Part de la population couverte"
SANS_CARTE = "Aucun contour n'est disponible pour ce territoire\u00a0: il n'y a pas de carte."


def _subtitle(situation: Situation) -> str:
    """Return what the place is, where it is, and how many people live there."""
    place = situation.territoire
    parts = [NIVEAUX_DES_LIEUX[place.niveau]]
    if place.niveau not in ("departement", "region") and situation.departement:
        parts.append(situation.departement)
    year = f"population municipale {situation.annee_population}"
    parts.append(f"{habitants(situation.synthese.population)} ({year})")
    return " – ".join(parts)


def _jauge(row: TauxDuTerritoire) -> Jauge:
    """Return the rates of one territory: its name, its bar, its figures."""
    place = row.territoire
    kind = NIVEAUX_DES_LIEUX[place.niveau].split(" (")[0]
    name = place.nom if place.niveau == "france" else f"{kind}\u00a0: {place.nom}"
    signed, both = row.taux_signe or 0.0, row.taux_signe_ou_projet or 0.0
    text = f"{pourcentage(row.taux_signe)} signé"
    if both > signed:
        text += f", {pourcentage(row.taux_signe_ou_projet)} avec les projets"
    parts = ((signed, STATUTS["signe"]), (both - signed, STATUTS["projet"]))
    return Jauge(name, parts, text)


def _jauges(situation: Situation) -> Jauges:
    """Return the comparison, from the place to the country."""
    bars = tuple(_jauge(row) for row in situation.comparaison)
    words = "\u00a0; ".join(f"{bar.nom}\u00a0: {bar.texte}" for bar in bars)
    return Jauges(TITRE_DES_TAUX, bars, f"Graphique en barres. {TITRE_DES_TAUX}. {words}.")


def pdf_territoire(
    situation: Situation, carte: Carte | None, sources: Mapping[str, str], adresse: str
) -> bytes:
    """Return the sheet of a place as a PDF of one page.

    Parameters
    ----------
    carte : the map of the place and its neighbours; None when there is none.
    sources : where the figures come from, by label.
    adresse : address of the page at the same date.
    """
    day = jour_en_lettres(situation.jour)
    name = situation.territoire.nom
    answer = [Paragraphe(reponse(situation), taille=11.5)]
    answer += [
        Paragraphe(phrase, puce=PUCE, taille=9.5, avant=0.8) for phrase in precisions(situation)
    ]
    return fiche_pdf(
        Fiche(
            document=f"{name} – contrats locaux de santé, situation au {day}",
            bandeau=f"Fiche territoire – situation au {day}",
            titre=name,
            sous_titre=_subtitle(situation),
            statut=STATUTS[situation.statut],
            reponse=answer,
            carte=carte,
            sans_carte=SANS_CARTE,
            jauges=_jauges(situation),
            colonnes=colonnes(situation),
            adresse=adresse,
            sources=sources,
        )
    )
