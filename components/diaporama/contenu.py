"""The content of a deck: the slides of a seminar, from its figures alone.

The page shows it, the PPTX and the PDF write it: one content, whatever draws it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from components.commun.mots.certitude import manquants
from components.commun.mots.formats import jour_en_lettres, nombre
from components.commun.sources import source_lines
from components.diaporama.a_venir import a_venir
from components.diaporama.acteurs import acteurs, probantes
from components.diaporama.contrats import contrat
from components.diaporama.couverture import pays, region
from components.diaporama.evolution import evolution
from components.diaporama.mots import (
    ligne_des_sources,
    nom_du,
    registre_en_bref,
    registre_incomplet,
    releve,
    reserves,
)
from components.diaporama.ou_agir import ou_agir
from components.figures.figure import Chiffre
from components.gabarit.diapositive import Diaporama, Diapositive
from geo.presentation.contenu import Connu
from geo.presentation.seminaire import Seminaire


def titre_de(seminaire: Seminaire) -> str:
    """Return the title of the deck."""
    return f"Contrats locaux de santé\u00a0: {nom_du(seminaire)}"


def titre(seminaire: Seminaire) -> Diapositive:
    """The title slide: territory, day, and what the figures are."""
    certitude = seminaire.certitude
    counted = "" if certitude.annonce is None else manquants(certitude)
    return Diapositive(
        cle="titre",
        titre=titre_de(seminaire),
        phrase=f"Situation au {jour_en_lettres(seminaire.jour)}",
        chiffres=(),
        puces=("Atlas des contrats locaux de santé",),
        pied="Calculs de l'atlas d'après des pages publiques\u00a0: ce ne sont pas des chiffres "
        f"officiels. {registre_en_bref(seminaire)}",
        notes=(
            "Un contrat local de santé (CLS) est signé par une agence régionale de santé et une "
            "collectivité, pour trois à cinq ans, sur un périmètre.",
            f"{registre_en_bref(seminaire)}. {counted}".strip(),
        ),
    )


def sources(seminaire: Seminaire) -> Diapositive:
    """Where the figures come from, and the rules they follow."""
    registre, referentiel = seminaire.moteur.registre, seminaire.moteur.referentiel
    lines = source_lines(
        seminaire.provenance,
        registre.date_releve,
        seminaire.jour,
        referentiel.annee_population,
        publication=seminaire.moteur.publication,
    )
    known = sum(seminaire.moteur.a_un_perimetre(name) for name in registre.contrats)
    return Diapositive(
        cle="sources",
        titre="Un taux compte des habitants, pas des contrats",
        phrase="Population des communes couvertes ÷ population du territoire.",
        chiffres=(
            Chiffre(
                nombre(len(registre.contrats)),
                "générations de contrats dans le registre",
                f"dont {nombre(known)} au périmètre connu",
            ),
        ),
        puces=(
            "Un habitant couvert par deux contrats compte une fois.",
            "Une échéance inconnue est estimée\u00a0: signature plus la durée prévue, sinon 5 ans.",
            "Ce qu'aucune source ne dit est «\u00a0non renseigné\u00a0», jamais supposé.",
            registre_incomplet(seminaire),
            f"Population\u00a0: {lines['Population']}. Territoires\u00a0: {lines['Territoires']}.",
        ),
        pied=f"Registre relevé le {releve(seminaire)}\u00a0· {lines['Attribution']}",
        notes=(
            *(f"{label}\u00a0: {text}." for label, text in lines.items()),
            *reserves(seminaire.synthese),
            "Règles complètes\u00a0: page «\u00a0Méthode et sources\u00a0» de l'atlas.",
        ),
    )


DIAPOSITIVES: dict[str, tuple[str, Callable[[Seminaire], Diapositive]]] = {
    "titre": ("Titre", titre),
    "pays": ("La France", pays),
    "region": ("Le territoire", region),
    "evolution": ("La couverture au fil du temps", evolution),
    "acteurs": ("Qui travaille sur quoi", acteurs),
    "contrat": ("Un contrat à la loupe", contrat),
    "probantes": ("Les actions probantes", probantes),
    "ou-agir": ("Où chercher, où agir", ou_agir),
    "a-venir": ("Ce qui arrive à échéance", a_venir),
    "sources": ("Sources et méthode", sources),
}
"""The slides that exist, in their order: name in the address, label, what builds it."""

LIBELLES = {cle: label for cle, (label, _) in DIAPOSITIVES.items()}


def cles_par_defaut(
    region: str, region_des_probantes: str, connu: Connu | None = None
) -> tuple[str, ...]:
    """Return the slides shown when none is chosen; the others can be added.

    The list of actions probantes is one region's: it is not shown elsewhere unless asked for. Nor
    is a slide that has nothing to show, nor the country a second time.

    Parameters
    ----------
    region : code of the region of the territory, '' for the country, which holds them all.
    connu : what is known of the territory, None to leave out nothing for want of it.
    """
    left_out = set()
    if region not in ("", region_des_probantes):
        left_out.add("probantes")
    if not region:
        left_out.add("region")  # the figures of the country are those of the slide before
    if connu is not None:
        shown = {"acteurs": connu.axes, "contrat": connu.contrat, "a-venir": connu.echeances}
        left_out |= {cle for cle, known in shown.items() if not known}
    return tuple(one for one in DIAPOSITIVES if one not in left_out)


def build_diaporama(seminaire: Seminaire, cles: Iterable[str] = tuple(DIAPOSITIVES)) -> Diaporama:
    """Return the deck of a seminar (cached).

    ``cles``: names of the slides wanted, in their order; all by default. Unknown ones are left out.
    """
    return _deck(seminaire, tuple(cle for cle in dict.fromkeys(cles) if cle in DIAPOSITIVES))


@lru_cache(maxsize=16)
def _deck(seminaire: Seminaire, cles: tuple[str, ...]) -> Diaporama:
    return Diaporama(
        titre_de(seminaire),
        nom_du(seminaire),
        seminaire.jour,
        tuple(_slide(seminaire, cle) for cle in cles),
    )


@lru_cache(maxsize=96)
def _slide(seminaire: Seminaire, cle: str) -> Diapositive:
    made = DIAPOSITIVES[cle][1](seminaire)
    return replace(made, notes=(*made.notes, ligne_des_sources(seminaire)))
