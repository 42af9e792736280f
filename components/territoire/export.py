"""The data of the territory page as one table, to take away."""

from collections.abc import Iterator

import pandas as pd

from components.commun.mots.contrat import en_texte
from components.commun.mots.formats import NON_RENSEIGNE, date_triable
from components.commun.mots.libelles import (
    CATEGORIES_SIGNATAIRES,
    ETAPES,
    NIVEAUX_DES_LIEUX,
    STATUTS_CONTRAT,
    THEMES,
)
from components.commun.statuts import STATUTS, STATUTS_ACTION
from components.territoire.phrases import reponse
from components.territoire.precisions import precisions
from geo.contrats.actions import statut_au
from geo.territoire.contrat_situe import ContratSitue
from geo.territoire.situation import Situation

COLONNES = ("Rubrique", "Contrat", "Élément", "Valeur", "Source")
Ligne = tuple[str, str, str, object, str]


def _place(situation: Situation) -> Iterator[Ligne]:
    place = situation.territoire
    figures = situation.synthese
    population = f"population municipale {situation.annee_population} (INSEE)"
    yield "Territoire", "", "Nom", place.nom, ""
    yield "Territoire", "", "Niveau", NIVEAUX_DES_LIEUX[place.niveau], ""
    yield "Territoire", "", "Code", place.code, ""
    yield "Territoire", "", "Date de la situation", situation.jour.isoformat(), ""
    yield "Territoire", "", "Population", figures.population, population
    yield "Réponse", "", "Statut", STATUTS[situation.statut].libelle, ""
    yield "Réponse", "", "Phrase", en_texte(reponse(situation)), ""
    for phrase in precisions(situation):
        yield "Réponse", "", "Précision", en_texte(phrase), ""
    for row in situation.comparaison:
        label = f"{NIVEAUX_DES_LIEUX[row.territoire.niveau]}\u00a0: {row.territoire.nom}"
        rates = {"signé": row.taux_signe, "signé ou en projet": row.taux_signe_ou_projet}
        for what, value in rates.items():
            shown = NON_RENSEIGNE if value is None else round(value, 2)
            yield "Taux de population couverte (%)", "", f"{label}, {what}", shown, population


def _contract(one: ContratSitue, situation: Situation) -> Iterator[Ligne]:
    contrat = one.contrat
    facts = {
        "Statut": STATUTS_CONTRAT[one.statut],
        "Étape": ETAPES[contrat.etape],
        "Date de signature": date_triable(contrat.date_signature),
        "Date de fin": f"{date_triable(one.fin)}{' (estimée)' if one.fin_estimee else ''}",
        "Porteur": contrat.porteur,
    }
    for label, value in facts.items():
        yield "Contrat", contrat.nom, label, value or NON_RENSEIGNE, contrat.source_url
    for axe in one.axes:
        words = ", ".join(THEMES[code] for code in axe.themes)
        label = f"{axe.numero}. {axe.intitule}" if axe.numero else axe.intitule
        yield "Axe", contrat.nom, label, words, axe.source_url
    for action in one.actions:
        status = STATUTS_ACTION[statut_au(action, situation.jour)].libelle
        yield "Action", contrat.nom, action.intitule, status, action.source_url
    for signatory in one.signataires:
        kind = CATEGORIES_SIGNATAIRES.get(signatory.categorie, signatory.categorie)
        yield "Signataire", contrat.nom, signatory.nom, kind, signatory.source_url


def _around(situation: Situation) -> Iterator[Ligne]:
    for near, one in situation.proches:
        contrat = one.contrat
        value = f"{near.distance_km:.1f}".replace(".", ",") + "\u00a0km"
        label = STATUTS_CONTRAT[one.statut] + (", limitrophe" if near.limitrophe else "")
        yield "Contrat voisin", contrat.nom, label, value, contrat.source_url
    bare = situation.communes_non_couvertes
    if not bare.empty:
        for code, nom, population in zip(
            bare["code"], bare["nom"], bare["population"], strict=True
        ):
            yield "Commune sans contrat recensé en cours", "", f"{nom} ({code})", population, ""


def export_situation(situation: Situation) -> pd.DataFrame:
    """Return everything the page says, one row per fact; columns COLONNES."""
    rows = [*_place(situation)]
    for one in situation.contrats:
        rows += _contract(one, situation)
    rows += _around(situation)
    return pd.DataFrame(rows, columns=list(COLONNES))
