"""The sheet of a contract at a date: everything the page says, computed once."""

from dataclasses import dataclass
from datetime import date

from data.model import Contrat, Signataire
from geo.contrat.axes import FicheAxes, build_axes
from geo.contrat.manques import Manque, manques
from geo.contrat.perimetre import FichePerimetre, build_perimetre
from geo.contrats.generations import Generations, generations
from geo.contrats.statuts import Periodes
from geo.contrats.vie import Vie, build_vie
from geo.couverture.moteur import Couverture, Moteur
from geo.territoires.territoire import Territoire

# The order in which signatories are shown.
CATEGORIES = (
    "ars",
    "collectivite",
    "prefecture_etat",
    "departement",
    "region",
    "assurance_maladie",
    "caf",
    "msa",
    "etablissement_sante",
    "education_nationale",
    "urps_ordre",
    "cpts",
    "mutualite",
    "association",
    "autre",
)


class ContratInconnu(ValueError):
    """No contract of the registre has this identifier."""


@dataclass(frozen=True)
class Fiche:
    """What the page of a contract says at a date.

    ``ars``: name of the lead ARS. ``territoires``: where the contract is, regions first, then
    départements, then the one commune or EPCI it covers if it is only one. ``sources``: what each
    address documents, in order of importance (contrats, page, perimetres, axes, actions,
    signataires).
    """

    contrat: Contrat
    jour: date
    statut: str
    periodes: Periodes
    ars: str
    territoires: tuple[Territoire, ...]
    generations: Generations
    perimetre: FichePerimetre
    vie: Vie
    axes: FicheAxes
    signataires: tuple[tuple[str, tuple[Signataire, ...]], ...]
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    manques: tuple[Manque, ...]


def _ars(moteur: Moteur, region: str) -> str:
    annonce = moteur.registre.regions.get(region)
    if annonce is not None and annonce.ars:
        return annonce.ars
    level = moteur.referentiel.niveaux["region"]
    return f"ARS {moteur.referentiel.nom('region', region)}" if region in level.index else ""


def _territoires(
    moteur: Moteur, contrat: Contrat, perimetre: FichePerimetre
) -> tuple[Territoire, ...]:
    """Return where the contract is, by its perimeter, else by its own row."""
    if perimetre.repartition:
        departements = tuple(part.territoire for part in perimetre.repartition)
        alone = (perimetre.seul,) if perimetre.seul else ()
        return (*perimetre.regions, *departements, *alone)
    if perimetre.seul:
        return (perimetre.seul,)  # Saint-Martin, in no region
    codes = [("region", contrat.region), *(("departement", one) for one in contrat.departements)]
    levels = moteur.referentiel.niveaux
    return tuple(
        Territoire(niveau, code, moteur.referentiel.nom(niveau, code))
        for niveau, code in codes
        if code in levels[niveau].index
    )


def _by_categorie(
    signataires: tuple[Signataire, ...], ordre: tuple[str, ...]
) -> tuple[tuple[str, tuple[Signataire, ...]], ...]:
    groups: dict[str, list[Signataire]] = {}
    for signataire in signataires:
        groups.setdefault(signataire.categorie, []).append(signataire)
    ranked = sorted(groups, key=lambda name: ordre.index(name) if name in ordre else len(ordre))
    return tuple((name, tuple(groups[name])) for name in ranked)


def _sources(moteur: Moteur, contrat: Contrat) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the addresses read, each with the files of the registre that it documents."""
    registre = moteur.registre
    read = [("contrats", contrat.source_url), ("page", contrat.lien)]
    for name, rows in (
        ("perimetres", registre.perimetre_du_contrat(contrat.id)),
        ("axes", registre.axes_du_contrat(contrat.id)),
        ("actions", registre.actions_du_contrat(contrat.id)),
        ("signataires", registre.signataires_du_contrat(contrat.id)),
    ):
        read += [(name, row.source_url) for row in rows]
    found: dict[str, dict[str, None]] = {}
    for name, address in read:
        if address:
            found.setdefault(address, {})[name] = None
    return tuple((address, tuple(names)) for address, names in found.items())


def build_fiche(couverture: Couverture, contrat_id: str) -> Fiche:
    """Compute the sheet of a contract at the date of a coverage.

    Raises ContratInconnu when the registre has no such contract.
    """
    moteur = couverture.moteur
    registre = moteur.registre
    if contrat_id not in registre.contrats:
        raise ContratInconnu(f"unknown contrat: {contrat_id}")
    contrat = registre.contrats[contrat_id]
    statut = couverture.statuts[contrat_id]
    times = moteur.periodes[contrat_id]
    ranks = generations(moteur, contrat_id)
    linked = (*ranks.precedentes, *([ranks.suivante] if ranks.suivante else []))
    perimetre = build_perimetre(couverture, contrat_id, linked)
    return Fiche(
        contrat,
        couverture.jour,
        statut,
        times,
        _ars(moteur, contrat.region),
        _territoires(moteur, contrat, perimetre),
        ranks,
        perimetre,
        build_vie(registre.etapes, contrat, statut, times, couverture.jour),
        build_axes(registre, contrat_id, couverture.jour),
        _by_categorie(registre.signataires_du_contrat(contrat_id), CATEGORIES),
        _sources(moteur, contrat),
        manques(registre, contrat_id),
    )
