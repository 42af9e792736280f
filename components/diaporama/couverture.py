"""Slides on the coverage: the country, and the territory."""

from components.commun.mots.formats import habitants, nombre, pluriel, pourcentage
from components.diaporama.cartes import carte
from components.diaporama.mots import (
    ATTRIBUTION,
    dit_ailleurs,
    nom_du,
    pied,
    recenses,
    registre_incomplet,
    reserve_courte,
    reserves,
    taux_publie,
    taux_publie_et_date,
)
from components.figures.figure import Chiffre
from components.gabarit.diapositive import Diapositive
from geo.couverture.synthese import Synthese
from geo.presentation.cartes import entites_de
from geo.presentation.seminaire import Seminaire


def _covered(synthese: Synthese) -> str:
    return (
        f"{nombre(synthese.population_signe)} habitants sur {nombre(synthese.population)} vivent "
        "sous un contrat local de santé signé"
    )


def _figures(synthese: Synthese, voisines: int = 0) -> tuple[Chiffre, ...]:
    """Return the figures of a territory, its rate first.

    ``voisines``: signed contracts that the ARS of another région leads.
    """
    others = f"dont {nombre(voisines)} d'une ARS voisine, " if voisines else ""
    return (
        Chiffre(
            pourcentage(synthese.taux_signe),
            "de la population sous un contrat signé",
            f"{nombre(synthese.population_signe)} habitants",
        ),
        Chiffre(pourcentage(synthese.taux_signe_ou_projet), "en comptant les contrats en projet"),
        Chiffre(
            nombre(len(synthese.contrats_signes)),
            "contrat signé" if len(synthese.contrats_signes) < 2 else "contrats signés",
            f"{others}et {nombre(len(synthese.contrats_projet))} en projet",
        ),
    )


def _notes_of(synthese: Synthese) -> tuple[str, ...]:
    return (
        f"{_covered(synthese)}\u00a0: {pourcentage(synthese.taux_signe)}.",
        f"Sous un projet, sans contrat signé\u00a0: {habitants(synthese.population_projet)}, soit "
        f"{pourcentage(synthese.taux_signe_ou_projet)} signé ou en projet.",
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
    title = f"{pourcentage(whole.taux_signe)} de la population sous un contrat signé"
    return Diapositive(
        cle="pays",
        titre=f"France\u00a0: {title}",
        phrase=phrase,
        chiffres=_figures(whole),
        carte=carte(
            seminaire.carte_du_pays,
            "taux",
            "Population couverte, par région",
            f"France, {title}." + (f" Cernée d'un trait épais\u00a0: {here}." if here else ""),
            entites_de(seminaire.carte_du_pays, [region.code] if region else []),
        ),
        pied=pied(seminaire, f"trait épais\u00a0: {here}" if here else "", ATTRIBUTION),
        notes=(
            *_notes_of(whole),
            f"{nombre(announced)} ARS sur 18 ont publié un nombre de contrats\u00a0; il n'existe "
            "pas de liste nationale. Le taux réel est probablement plus élevé.",
            *ranking,
        ),
    )


def region(seminaire: Seminaire) -> Diapositive:
    """The territory on the map, its rate as the hero figure."""
    synthese, name = seminaire.synthese, nom_du(seminaire)
    signed, projects = len(synthese.contrats_signes), len(synthese.contrats_projet)
    if seminaire.region is None:
        title = (
            f"{pluriel(signed, 'contrat signé recensé', 'contrats signés recensés')}, "
            f"{nombre(projects)} en projet"
        )
    elif signed:
        title = f"{pourcentage(synthese.taux_signe)} de la population sous un contrat signé"
    else:
        title = "aucun contrat signé n'est recensé"
    published = taux_publie(seminaire)
    figures = list(_figures(synthese, _led_elsewhere(seminaire)))
    if published:
        figures.insert(2, _published(seminaire, published))
    return Diapositive(
        cle="region",
        titre=f"{name}\u00a0: {title}",
        phrase=registre_incomplet(seminaire),
        chiffres=tuple(figures),
        carte=carte(
            seminaire.carte,
            "statut",
            f"Contrats par EPCI, {name}",
            f"{name}\u00a0: {title}.",
        ),
        pied=pied(seminaire, reserve_courte(synthese), ATTRIBUTION),
        notes=(
            *_notes_of(synthese),
            *_announced(published),
            *((f"{recenses(seminaire)}.",) if recenses(seminaire) else ()),
            *_source_of_annonce(seminaire),
            *dit_ailleurs(seminaire),
        ),
    )


def _led_elsewhere(seminaire: Seminaire) -> int:
    """Count the signed contracts of a région that its ARS does not lead, nor counts as its own."""
    if seminaire.territoire.niveau != "region":
        return 0
    contrats = seminaire.moteur.registre.contrats
    code = seminaire.territoire.code
    return sum(contrats[name].region != code for name in seminaire.synthese.contrats_signes)


def _announced(published: tuple[str, str] | None) -> tuple[str, ...]:
    if published is None:
        return ()
    return (f"L'ARS publie {taux_publie_et_date(published)} de la population couverte.",)


def _published(seminaire: Seminaire, published: tuple[str, str]) -> Chiffre:
    """Return what the ARS publishes, together: under a signed contract, then with the projects."""
    rate, when = published
    found = seminaire.completude
    wider = found.annonce.taux_signe_ou_projet_publie if found else ""
    both = f"{wider.replace('.', ',')}\u00a0% avec les projets" if wider else ""
    return Chiffre(
        rate, "publié par l'ARS, contrats signés", ", ".join(one for one in (both, when) if one)
    )


def _source_of_annonce(seminaire: Seminaire) -> tuple[str, ...]:
    found = seminaire.completude
    if seminaire.territoire.niveau != "region" or found is None or not found.annonce.source_url:
        return ()
    return (f"Source de l'annonce de l'ARS\u00a0: {found.annonce.source_url}",)
