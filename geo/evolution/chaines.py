"""Renewal chains: the generations of a contract, one after the other, as rows of a timeline."""

from dataclasses import dataclass
from datetime import date

from data.model import Contrat
from geo.contrats.generations import Generations, famille, generations
from geo.contrats.statuts import ONE_DAY, Intervalle
from geo.contrats.vie import Echeance, echeance
from geo.couverture.moteur import Couverture, Moteur
from geo.couverture.synthese import contrats_du_territoire
from geo.territoires.territoire import Territoire

STATUTS_EN_TETE = ("signe", "projet")


@dataclass(frozen=True)
class Maillon:
    """One generation in a chain, at the day of reference.

    ``signe``, ``projet``: its periods, None when it has none; ``signe.fin`` is None when its end
    is unknown, and ``compte_jusqu_au`` says until when it is counted. ``fin_estimee``: the end of
    ``signe`` is not read in a source.
    """

    contrat: Contrat
    statut: str
    signe: Intervalle | None
    projet: Intervalle | None
    echeance: Echeance
    fin_estimee: bool
    signature_inconnue: bool
    compte_jusqu_au: date | None = None

    @property
    def debut(self) -> date:
        """The first day of its periods; the last day of the calendar when it has none."""
        known = [one.debut for one in (self.projet, self.signe) if one is not None]
        return min(known, default=date.max)


@dataclass(frozen=True)
class Chaine:
    """Generations that follow one another, first one first.

    ``repris_par``: the contract that took the last one over in another chain: a metropolis takes
    over the contracts of its towns, and one chain alone can go on with it.
    """

    maillons: tuple[Maillon, ...]
    repris_par: Contrat | None

    @property
    def dernier(self) -> Maillon:
        """The last generation known."""
        return self.maillons[-1]

    @property
    def statut(self) -> str:
        """The status of the chain: signed or in project if one of its generations is."""
        found = {one.statut for one in self.maillons}
        return next((name for name in STATUTS_EN_TETE if name in found), self.dernier.statut)

    @property
    def prochaine_fin(self) -> date | None:
        """The end of the generation in force; None when none is or when its end is unknown."""
        ends = [one.signe.fin for one in self.maillons if one.statut == "signe" and one.signe]
        return max((end for end in ends if end is not None), default=None)


def _main_previous(moteur: Moteur, contrat_id: str, around: Generations) -> str | None:
    """Return the one generation before that the chain goes on from.

    Of several, one of the same family, then the one that covers the most residents.
    """
    population = moteur.referentiel.population
    perimetres = moteur.perimetres.par_contrat

    def order(name: str) -> tuple[bool, int, str]:
        return famille(name) != famille(contrat_id), -int(population[perimetres[name]].sum()), name

    return min(around.precedentes, key=order, default=None)


def _links(moteur: Moteur) -> dict[str, str]:
    """Return the generation that goes on the chain of each contract."""
    found = {}
    for name in moteur.registre.contrats:
        previous = _main_previous(moteur, name, generations(moteur, name))
        if previous is not None:
            found[previous] = name
    return found


def _maillon(everything: Couverture, name: str) -> Maillon:
    engine = everything.moteur
    contrat, times = engine.registre.contrats[name], engine.periodes[name]
    return Maillon(
        contrat,
        everything.statuts[name],
        times.signe,
        times.projet,
        echeance(contrat, times),
        times.echeance_estimee or times.fin_plafonnee,
        times.date_signature_inconnue,
        times.inconnu_depuis - ONE_DAY if times.inconnu_depuis else None,
    )


def _chain(everything: Couverture, first: str, links: dict[str, str]) -> Chaine:
    names = [first]
    while names[-1] in links and links[names[-1]] not in names:
        names.append(links[names[-1]])
    after = generations(everything.moteur, names[-1]).suivante
    contrats = everything.moteur.registre.contrats
    return Chaine(
        tuple(_maillon(everything, name) for name in names),
        contrats[after] if after is not None and after not in names else None,
    )


def build_chaines(couverture: Couverture, territoire: Territoire) -> tuple[Chaine, ...]:
    """Return the chains of which a generation, counted by the coverage, concerns a territory.

    Those in force first, the first to end first (an unknown end last), then those in project, then
    the others, the latest first. Raises TerritoireInconnu for an unknown territory.
    """
    engine = couverture.moteur
    concerned = contrats_du_territoire(couverture, territoire)
    links = _links(engine)
    previous = {after: before for before, after in links.items()}
    firsts = dict.fromkeys(_first(name, previous) for name in concerned)
    everything = engine.couverture(couverture.jour)  # a chain is whole, whatever is counted
    return tuple(sorted((_chain(everything, name, links) for name in firsts), key=_order))


def _first(name: str, previous: dict[str, str]) -> str:
    seen = {name}
    while name in previous and previous[name] not in seen:
        name = previous[name]
        seen.add(name)
    return name


def _order(chaine: Chaine) -> tuple[int, int, str]:
    kinds = (*STATUTS_EN_TETE, chaine.statut)
    rank = kinds.index(chaine.statut)
    end = chaine.prochaine_fin
    if chaine.statut == "signe":
        when = (end or date.max).toordinal()
    else:
        when = -chaine.dernier.debut.toordinal() if chaine.dernier.debut != date.max else 0
    return rank, when, chaine.dernier.contrat.nom
