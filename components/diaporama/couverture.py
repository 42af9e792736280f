"""Slides on the coverage: the country, and the territory."""

from components.commun.mots.certitude import compte_en_mots, encadrement, heros, phrase
from components.commun.mots.formats import habitants, nombre, pourcentage
from components.diaporama.cartes import carte
from components.diaporama.mots import (
    ATTRIBUTION,
    dit_ailleurs,
    nom_du,
    pied,
    registre_incomplet,
    reserve_courte,
    reserves,
    titre_du_taux,
)
from components.figures.certitude import barre_de_certitude
from components.figures.figure import Chiffre
from components.gabarit.diapositive import Diapositive
from geo.certitude.certitude import Certitude
from geo.couverture.synthese import Synthese
from geo.presentation.cartes import entites_de
from geo.presentation.seminaire import Seminaire


def _figures(certitude: Certitude, synthese: Synthese) -> tuple[Chiffre, ...]:
    """Return the figures of a territory: the one told first, what is found, the contracts."""
    rate, what, rests_on = heros(certitude)
    found: tuple[Chiffre, ...] = ()
    if certitude.genre == "publie":
        recorded = pourcentage(certitude.taux_recense)
        found = (Chiffre(recorded, "retrouvés par l'atlas", encadrement(certitude)),)
        rests_on = ""
    number = certitude.contrats.recenses
    elsewhere = len(certitude.contrats.menes_ailleurs)
    others = f"dont {nombre(elsewhere)} d'une ARS voisine, " if elsewhere else ""
    return (
        Chiffre(rate, what, rests_on),
        *found,
        Chiffre(
            pourcentage(certitude.taux_signe_ou_projet), "avec les contrats en projet recensés"
        ),
        Chiffre(
            nombre(number),
            "contrat signé recensé" if number < 2 else "contrats signés recensés",
            f"{others}et {nombre(len(synthese.contrats_projet))} en projet",
        ),
    )


def _notes_of(certitude: Certitude, synthese: Synthese) -> tuple[str, ...]:
    interval = encadrement(certitude)
    return (
        phrase(certitude),
        f"{nombre(certitude.recense)} habitants sur {nombre(certitude.population)} vivent sous un "
        f"contrat recensé comme signé\u00a0: {pourcentage(certitude.taux_recense)}"
        + (f", {interval}." if interval else "."),
        f"Sous un projet, sans contrat signé recensé\u00a0: {habitants(certitude.projet)}, soit "
        f"{pourcentage(certitude.taux_signe_ou_projet)} signé ou en projet.",
        f"{compte_en_mots(certitude.contrats)}.",
        *reserves(synthese),
    )


def pays(seminaire: Seminaire) -> Diapositive:
    """The country by région.

    The place of the region is only in the notes: registers are not as complete everywhere.
    """
    whole = seminaire.pays
    rank, region = seminaire.rang, seminaire.region
    phrase = "Un habitant couvert par deux contrats compte une fois."
    ranking: tuple[str, ...] = ()
    if region is not None and rank is not None and seminaire.territoire.niveau == "region":
        place = "1re" if rank == 1 else f"{rank}e"
        ranking = (
            f"{region.nom}\u00a0: {place} des 18 régions par ce taux dans le registre, dont la "
            "complétude varie d'une région à l'autre. Ce n'est pas un classement à annoncer.",
        )
    here = region.nom if region is not None else ""
    announced = sum(bool(one.nb_cls_annonces) for one in seminaire.annonces)
    certitude = seminaire.certitude_du_pays
    title = titre_du_taux(certitude)
    return Diapositive(
        cle="pays",
        titre=f"France\u00a0: {title}",
        phrase=phrase,
        chiffres=_figures(certitude, whole),
        carte=carte(
            seminaire.carte_du_pays,
            "taux",
            "Population couverte, par région",
            f"France, {title}." + (f" Cernée d'un trait épais\u00a0: {here}." if here else ""),
            entites_de(seminaire.carte_du_pays, [region.code] if region else []),
        ),
        barre=barre_de_certitude(certitude),
        pied=pied(
            seminaire,
            f"trait épais\u00a0: {here}" if here else "",
            ATTRIBUTION,
            certitude=certitude,
        ),
        notes=(
            *_notes_of(certitude, whole),
            f"{nombre(announced)} ARS sur 18 ont publié un nombre de contrats\u00a0; il n'existe "
            "pas de liste nationale.",
            *ranking,
        ),
    )


def region(seminaire: Seminaire) -> Diapositive:
    """The territory on the map, its rate as the hero figure."""
    synthese, certitude, name = seminaire.synthese, seminaire.certitude, nom_du(seminaire)
    title = titre_du_taux(certitude)
    return Diapositive(
        cle="region",
        titre=f"{name}\u00a0: {title}",
        phrase=registre_incomplet(seminaire),
        chiffres=_figures(certitude, synthese),
        carte=carte(
            seminaire.carte,
            "statut",
            f"Contrats par EPCI, {name}",
            f"{name}\u00a0: {title}.",
        ),
        barre=barre_de_certitude(certitude),
        pied=pied(seminaire, reserve_courte(synthese), ATTRIBUTION),
        notes=(
            *_notes_of(certitude, synthese),
            registre_incomplet(seminaire),
            *_source_of_annonce(seminaire),
            *dit_ailleurs(seminaire),
        ),
    )


def _source_of_annonce(seminaire: Seminaire) -> tuple[str, ...]:
    annonce = seminaire.certitude.annonce
    if annonce is None or not annonce.source_url:
        return ()
    return (f"Source de l'annonce de l'ARS\u00a0: {annonce.source_url}",)
