"""The map of a page as a figure: for a picture, a slide or a sheet."""

from collections import Counter

from components.carte.carte import EtatCarte
from components.carte.comptee import classes_des_territoires
from components.carte.couverture import aspects_of, classes_comptees, etat_carte
from components.commun.adresse.vue import EtatVue
from components.commun.mots.formats import jour_en_lettres, nombre
from components.commun.mots.libelles import NIVEAUX, NIVEAUX_PLURIEL, THEMES
from components.commun.statuts import Aspect
from components.figures.figure import Carte
from geo.certitude.vue import VueDeCouverture
from geo.territoires.fond_image import FondImage

COMPTES = {
    "signe": "un contrat signé",
    "signe_ou_projet": "un contrat signé ou en projet",
}


def titre_de_carte(vue: EtatVue) -> str:
    """Return the title of the map of the coverage page: the place, what is shown, the day."""
    units = NIVEAUX_PLURIEL[vue.niveau]
    what = f"statut des {units} au regard des contrats locaux de santé"
    if vue.affichage == "taux":
        unit = NIVEAUX[vue.niveau] if vue.niveau in ("epci", "ept") else NIVEAUX[vue.niveau].lower()
        what = f"part de la population couverte par {COMPTES[vue.compte]}, par {unit}"
    theme = f", axes «\u00a0{THEMES[vue.theme]}\u00a0»" if vue.theme else ""
    return f"{vue.territoire.nom}\u00a0: {what}{theme}, au {jour_en_lettres(vue.jour)}"


def _alternative(titre: str, legende: tuple[Aspect, ...], classes: str, territoires: str) -> str:
    counts = Counter(classes)
    words = "\u00a0; ".join(
        f"{one.libelle.lower()}\u00a0: {nombre(counts[one.code])}" for one in legende
    )
    of = f"d'{territoires}" if territoires[:1] in "EÉ" else f"de {territoires}"
    return f"Carte. {titre}. Nombre {of} par couleur\u00a0: {words}."


def carte_a_imprimer(
    titre: str, etat: EtatCarte, fond: FondImage, territoires: str, classes: str | None = None
) -> Carte:
    """Return what a map on paper shows: the very state of the map of the page, and its shapes.

    Parameters
    ----------
    etat : the state that the map component draws (components.carte.couverture.etat_carte, or that
        of a territory or a contract).
    fond : its shapes, in the same order (geo.territoires.fond_image).
    territoires : what the features are, in the plural ("EPCI", "communes").
    classes : one code of class per territory, what the alternative text counts; None to find them
        from the features, which is enough for statuses (components.carte.comptee).

    The legend holds every class of rates, and the statuses that the map shows.
    """
    if len(etat.classes) != len(fond.formes.codes):
        raise ValueError(f"fond: {len(etat.classes)} shapes expected, {len(fond.formes.codes)}")
    legende = aspects_of(etat.mode)
    if etat.mode != "taux":
        legende = tuple(one for one in legende if one.code in etat.classes)
    if classes is None:
        classes = classes_des_territoires(fond.formes.codes.tolist(), etat.classes)
    return Carte(
        titre,
        etat,
        legende,
        _alternative(titre, legende, classes, territoires),
        fond.formes,
        fond.traits,
        fond.autour,
    )


def carte_de_la_vue_a_imprimer(vue: VueDeCouverture, etat: EtatVue) -> Carte:
    """Return the map of a view of the coverage as a figure; the view has layers."""
    carte = etat_carte(etat, vue.couches)
    return carte_a_imprimer(
        titre_de_carte(etat),
        carte,
        vue.fond(carte.contours),
        NIVEAUX_PLURIEL[etat.niveau],
        classes_comptees(etat, carte.classes, lambda: vue.parties("epci")),
    )
