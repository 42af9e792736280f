"""The rows of a list as contracts: each cell read, decided, and put in the registre's columns."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.atelier.fautes import Fautes
from data.atelier.releve import Releve
from data.atelier.tableau.corps import Rangee, Tableau
from data.atelier.valeurs.codes import lire_codes_postaux
from data.atelier.valeurs.dates import est_ambigue, lire_date, lire_periode, mois_avant_jour
from data.atelier.valeurs.durees import lire_duree
from data.atelier.valeurs.etapes import lire_etape
from data.atelier.valeurs.generations import lire_generation
from data.atelier.valeurs.lecture import PROPOSEE, SOI, SURE, Lecture, a_confirmer, sure, vide
from data.atelier.valeurs.mots import ne_dit_rien
from data.atelier.valeurs.nombres import lire_nombre
from data.dates import DatePartielle
from data.model import Registre
from geo.atelier.contrats.formation import cle_du_contrat, nom_du_contrat, type_du_porteur
from geo.atelier.contrats.lieux import LecteurDeLieux
from geo.atelier.contrats.origine import Import
from geo.atelier.contrats.textes import lire_texte
from geo.atelier.territoires.contexte import (
    Contexte,
)
from geo.atelier.territoires.ensembles import Ensembles
from geo.atelier.territoires.perimetre import LecteurDePerimetres, LigneLue
from geo.atelier.territoires.resolveur import Resolveur

DATES = ("date_signature", "periode_debut", "date_fin", "source_date")
TEXTES = ("id", "nom", "porteur", "porteur_type", "fiabilite", "lien", "source_url", "notes")
LECTURES = {
    "generation": lire_generation,
    "duree_ans": lire_duree,
    "etape": lire_etape,
    "nb_actions_annonce": lire_nombre,
    "population": lire_nombre,
}
PORTEURS = {"commune": "commune", "epci": "epci", "ept": "ept", "departement": "departement"}


@dataclass(frozen=True)
class ContratLu:
    """A contract of the list.

    Attributes
    ----------
    lignes : rows that say it, the first one first.
    champs : texts by column of contrats.csv, those that the list says and nothing else.
    formes : columns among them that were formed from others (a name from a porteur).
    perimetre : its territories; None when the list says nothing of them.
    a_decider : columns of which a person must still say something.
    population : residents that the list announces, 0 without a number.
    """

    lignes: tuple[int, ...]
    champs: dict[str, str]
    formes: frozenset[str] = frozenset()
    perimetre: tuple[LigneLue, ...] | None = None
    a_decider: frozenset[str] = frozenset()
    population: int = 0
    communes_annoncees: int = 0
    departements_dits: tuple[str, ...] = ()


class LecteurDeContrats:
    """Reads the contracts of one table."""

    def __init__(
        self,
        tableau: Tableau,
        releve: Releve,
        resolveur: Resolveur,
        registre: Registre,
        origine: Import,
    ) -> None:
        self.tableau, self.releve, self.registre = tableau, releve, registre
        self.resolveur, self.referentiel = resolveur, resolveur.referentiel
        self.origine = origine
        self.lieux = LecteurDeLieux(tableau, releve, resolveur, origine)
        ensembles = Ensembles(registre)
        self.perimetres = LecteurDePerimetres(tableau, releve, resolveur, ensembles)
        self.names = Counter(cle_du_contrat(one.nom) for one in registre.contrats.values())
        self.american = frozenset(cible for cible in DATES if self._month_first(cible))

    def _month_first(self, cible: str) -> bool:
        """Tell whether a column has dates that can only be read month before day."""
        texts = [self.tableau.texte(rangee, cible) for rangee in self.tableau.rangees]
        return any(map(mois_avant_jour, texts))

    def lire(self) -> Iterator[ContratLu]:
        """Yield the contracts, one per row."""
        for rangee in self.tableau.rangees:
            yield self._row(rangee)

    def _row(self, rangee: Rangee) -> ContratLu:
        champs: dict[str, str] = {}
        waiting: set[str] = set()
        said, inherited = self.lieux.departements(rangee, waiting)
        region = self.lieux.region(rangee, said)
        context = self.lieux.contexte(said, inherited, region)
        for cible, read in self._read(rangee):
            if read.certitude != SURE:
                waiting.add(cible)
                continue
            self._kept(champs, cible, read, rangee)
        perimetre = self.perimetres.lire(rangee, context)
        lines: tuple[LigneLue, ...] | None = perimetre.lignes if perimetre.donne else None
        if not perimetre.decide:
            waiting.add("perimetre")
        if lines is None and not self._is_known(champs):
            lines = self._without_territory(rangee, context, waiting)
        population = int(champs.pop("population", "0") or 0)
        found = ContratLu(
            (rangee.ligne,),
            champs,
            frozenset(),
            lines,
            frozenset(waiting),
            population,
            perimetre.communes_annoncees,
            said,
        )
        return self._completed(found, rangee, region, said)

    # -- cells --------------------------------------------------------------------------------

    def _read(self, rangee: Rangee) -> Iterator[tuple[str, Lecture]]:
        """Yield each column of the row with its reading, noted and decided."""
        for cible in TEXTES:
            text = lire_texte(cible, self.tableau.texte(rangee, cible))
            if text:
                yield cible, sure(text)
        for column in self.tableau.colonnes:
            cible = column.cible or ""
            text = rangee.textes.get(column.rang, "")
            if not text:
                continue
            if cible in DATES or cible == "periode":
                typed = self.tableau.est_un_nombre(rangee, column.rang)
                yield cible, self._noted(cible, text, self._date(cible, text, typed), rangee)
            elif cible in LECTURES:
                yield cible, self._noted(cible, text, LECTURES[cible](text), rangee)

    def _noted(self, cible: str, text: str, read: Lecture, rangee: Rangee) -> Lecture:
        if cible == "population" and read.certitude != SURE:  # announced: compared, never written
            self.releve.faute(Fautes.POPULATION_ECARTEE, rangee.ligne, read.pourquoi, cible, text)
            read = vide(read.pourquoi)
        decided = self.releve.lire(cible, text, read, rangee.ligne)
        for kind in decided.avertissements:
            self.releve.faute(kind, rangee.ligne, decided.pourquoi, cible, text)
        return decided

    def _date(self, cible: str, text: str, typed: bool) -> Lecture:
        if cible == "periode":
            period = lire_periode(text)
            if period is not None:
                return Lecture(SURE, period, "période lue")
        if cible in self.american and est_ambigue(text):
            reason = "d'autres dates de la colonne ont le mois avant le jour"
            read = lire_date(text, typed)
            return a_confirmer(reason, Fautes.DATE_INCERTAINE, (read.valeur or "",))
        return lire_date(text, typed)

    def _kept(self, champs: dict[str, str], cible: str, read: Lecture, rangee: Rangee) -> None:
        """Put a reading in its columns; where two say the same thing, the more precise one."""
        for name, value in read.champs:
            column = cible if name == SOI else name
            if not value or column == "periode":
                continue
            held = champs.get(column, "")
            if held and column in DATES:
                value = self._more_precise(held, value, column, rangee)
            champs[column] = value

    def _more_precise(self, held: str, value: str, column: str, rangee: Rangee) -> str:
        if held.startswith(value) or value.startswith(held):
            return max(held, value, key=len)
        detail = f"{held} et {value} pour {column}"
        self.releve.faute(Fautes.DUREE_CONTRADICTOIRE, rangee.ligne, detail, column, value)
        return held if column != "date_fin" or len(held) >= len(value) else value

    # -- what is left -------------------------------------------------------------------------

    def _is_known(self, champs: dict[str, str]) -> bool:
        """Tell whether the registre has the contract of a row: its territory is not asked again."""
        named = self.names[cle_du_contrat(champs.get("nom", ""))] == 1
        return champs.get("id", "") in self.registre.contrats or named

    def _without_territory(
        self, rangee: Rangee, context: Contexte, waiting: set[str]
    ) -> tuple[LigneLue, ...] | None:
        """Propose the territory of the porteur, else that of a postcode; None without either."""
        porteur = self.tableau.texte(rangee, "porteur")
        postcodes = lire_codes_postaux(self.tableau.texte(rangee, "code_postal"))
        for text, said, why in (
            (porteur, "porteur", "territoire du porteur, la liste n'en donne pas d'autre"),
            (postcodes[0] if postcodes else "", "code postal", "commune de ce code postal"),
        ):
            answer = self.resolveur.reponse(text, context) if text else None
            if answer is None or len(answer.cibles) != 1:
                continue
            read = Lecture(PROPOSEE, answer.lecture.champs, why, Fautes.TERRITOIRE_INCONNU)
            decided = self.releve.lire(
                "perimetre",
                f"{said}\u00a0: {text}",
                read,
                rangee.ligne,
                context.cle,
                answer.details,
            )
            if decided.certitude != SURE:
                waiting.add("perimetre")
                return None
            named = [
                self.resolveur.cible_de_la_reponse(one)
                for one in (decided.valeur or "").split(";")
                if one.strip()
            ]
            noms = self.resolveur.index.noms
            return tuple(LigneLue("inclut", *one, noms[one]) for one in named if one) or None
        return None

    def _completed(
        self, found: ContratLu, rangee: Rangee, region: str, said: tuple[str, ...]
    ) -> ContratLu:
        """Form what the row does not say: porteur, name, départements, région, step."""
        champs, formed = dict(found.champs), set(found.formes)
        if self._porteur(champs, rangee):
            formed.add("porteur_type")
        lines = found.perimetre or ()
        departements = self.lieux.departements_du_perimetre(lines, said)
        if departements:
            champs["departements"] = " ".join(departements)
            formed |= set() if said else {"departements"}
        place = region or self.lieux.region_des_departements(departements) or self.origine.region
        if place:
            champs["region"] = place
            formed |= set() if self.tableau.texte(rangee, "region") else {"region"}
        if not champs.get("nom"):
            named = nom_du_contrat(champs.get("porteur", ""), _written(self.tableau, rangee))
            if named:
                champs["nom"] = named
                formed.add("nom")
        return replace(found, champs=champs, formes=frozenset(formed))

    def _porteur(self, champs: dict[str, str], rangee: Rangee) -> bool:
        """Read the SIREN of the porteur; give its kind when it says it, and tell that it did."""
        text = self.tableau.texte(rangee, "porteur_code")
        if text and not ne_dit_rien(text):
            answer = self.resolveur.reponse(text, Contexte(niveau="porteur"))
            read = _as_porteur(answer.lecture)
            decided = self.releve.lire("porteur_code", text, read, rangee.ligne, "", answer.details)
            cible = self.resolveur.cible_de_la_reponse(decided.valeur or "")
            if cible is not None and not champs.get("porteur"):
                champs["porteur"] = self.resolveur.index.noms.get(cible, "")
                champs.setdefault("porteur_type", PORTEURS.get(cible[0], ""))
        if champs.get("porteur") and not champs.get("porteur_type"):
            champs["porteur_type"] = type_du_porteur(champs["porteur"])
            return True
        return False


def _as_porteur(read: Lecture) -> Lecture:
    """A SIREN that no territory bears may be that of an association: it is no fault."""
    if read.faute is Fautes.CODE_INCONNU:
        return sure("", "SIREN d'une structure qui n'est pas une collectivité")
    return read


def _written(tableau: Tableau, rangee: Rangee) -> str:
    """Return the territories of a row in its own words, on one line."""
    for cible in ("perimetre", "epci", "commune"):
        text = tableau.texte(rangee, cible)
        if text and not ne_dit_rien(text):
            return " ".join(text.replace("\n", ", ").split())
    return ""


def periode_de(champs: dict[str, str]) -> tuple[DatePartielle | None, DatePartielle | None]:
    """Return the start and the end that a contract says, None where it says none."""
    start = champs.get("date_signature") or champs.get("periode_debut")
    return (
        DatePartielle.parse(start) if start else None,
        DatePartielle.parse(champs["date_fin"]) if champs.get("date_fin") else None,
    )
