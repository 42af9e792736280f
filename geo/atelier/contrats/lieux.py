"""Where a contract of a list is: the département and région that its row says, or that follow."""

from data.atelier.fautes import Fautes
from data.atelier.releve import Releve
from data.atelier.tableau.corps import Rangee, Tableau
from data.atelier.valeurs.lecture import SURE, Lecture, a_confirmer, sure
from data.atelier.valeurs.mots import ne_dit_rien
from geo.atelier.contrats.origine import Import
from geo.atelier.territoires.contexte import (
    Contexte,
    departements_de_la_region,
    find_departements,
    find_region,
    region_du_departement,
)
from geo.atelier.territoires.perimetre import LigneLue
from geo.atelier.territoires.resolveur import Resolveur


class LecteurDeLieux:
    """Reads the place of the rows of one table."""

    def __init__(
        self, tableau: Tableau, releve: Releve, resolveur: Resolveur, origine: Import
    ) -> None:
        self.tableau, self.releve, self.origine = tableau, releve, origine
        self.resolveur, self.referentiel = resolveur, resolveur.referentiel

    def departements(self, rangee: Rangee, waiting: set[str]) -> tuple[tuple[str, ...], bool]:
        """Return the départements that a row or its title says; whether they come from above."""
        for column in self.tableau.colonnes_de("departements", "region"):
            text = rangee.textes.get(column.rang, "")
            if not text or ne_dit_rien(text) or (column.cible == "region" and "(" not in text):
                continue
            inside = text[text.index("(") :] if column.cible == "region" else text
            found = find_departements(inside.strip("() "), self.referentiel)
            source = rangee.heritees.get(column.rang)
            if column.cible == "region":
                return found, False
            read = self._departement_read(text, found, source)
            decided = self.releve.lire("departements", text, read, rangee.ligne)
            if decided.certitude != SURE:
                waiting.add("departements")
                return (), False
            above = source is not None and column.rang not in rangee.fusionnees
            return tuple((decided.valeur or "").replace(";", " ").split()), above
        titled = find_departements(rangee.titre, self.referentiel) if rangee.titre else ()
        return titled, False

    def _departement_read(self, text: str, found: tuple[str, ...], source: int | None) -> Lecture:
        if not found:
            reason = "aucun département ne porte ce nom ou ce code"
            return a_confirmer(reason, Fautes.CODE_INCONNU)
        if text.strip() == "20":
            return a_confirmer("Corse-du-Sud ou Haute-Corse\u00a0?", Fautes.CODE_INCONNU, found)
        why = f"repris de la ligne {source}" if source else "département lu"
        return sure(" ".join(found), why)

    def region(self, rangee: Rangee, said: tuple[str, ...]) -> str:
        text = self.tableau.texte(rangee, "region")
        found = find_region(text, self.referentiel) if text else ""
        if found:
            return found
        regions = {region_du_departement(self.referentiel, one) for one in said} - {""}
        return regions.pop() if len(regions) == 1 else ""

    def contexte(self, said: tuple[str, ...], inherited: bool, region: str) -> Contexte:
        if said:
            return Contexte(frozenset(said), herite=inherited)
        if self.origine.departement:
            return Contexte(frozenset({self.origine.departement}))
        place = region or self.origine.region
        return Contexte(
            departements_de_la_region(self.referentiel, place) if place else frozenset()
        )

    def departements_du_perimetre(
        self, lines: tuple[LigneLue, ...], said: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return the départements that the list says; else those of the perimeter, by residents."""
        if said:
            return said
        people: dict[str, int] = {}
        for line in lines:
            cible = (line.niveau, line.code)
            if line.operation == "inclut" and cible in self.resolveur.index.noms:
                for one in self.resolveur.index.dans(cible):
                    people[one] = people.get(one, 0) + self.resolveur.index.habitants(cible)
        found = tuple(sorted(people, key=lambda one: (-people[one], one)))
        given = self.origine.departement
        return found or ((given,) if given else ())

    def region_des_departements(self, departements: tuple[str, ...]) -> str:
        return region_du_departement(self.referentiel, departements[0]) if departements else ""
