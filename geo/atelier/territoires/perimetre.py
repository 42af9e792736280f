"""The perimeter of a row: its cells cut, each part found, asked or refused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.atelier.decisions import DecisionsInvalides
from data.atelier.fautes import Fautes
from data.atelier.releve import Releve
from data.atelier.tableau.colonnes import Colonne
from data.atelier.tableau.colonnes_mots import CIBLES_TERRITOIRE, NIVEAU_DE_LA_CIBLE
from data.atelier.tableau.corps import Rangee, Tableau
from data.atelier.valeurs.codes import a_la_forme_d_un_code
from data.atelier.valeurs.lecture import A_CONFIRMER, PROPOSEE, SOI, SURE, Lecture
from data.atelier.valeurs.mots import en_mots
from data.errors import quote
from geo.atelier.territoires.cellules import (
    A_PRECISER,
    EXCLUT,
    INCLUT,
    QUARTIER,
    Partie,
    split_cellule,
)
from geo.atelier.territoires.contexte import Contexte
from geo.atelier.territoires.ensembles import Ensembles, est_un_ensemble
from geo.atelier.territoires.index import Cible
from geo.atelier.territoires.reponses import Reponse
from geo.atelier.territoires.resolveur import Resolveur

# Where a row may name its territories, the most precise first; the first that says something is it.
ORDRE = ("code_territoire", "code_commune", "commune", "code_epci", "epci", "perimetre")
PART_DE_CODES = 0.95
CODES_MIN = 3
_SEPARE = "; "


@dataclass(frozen=True)
class LigneLue:
    """A territory of a perimeter: what the registre writes on one line."""

    operation: str
    niveau: str
    code: str
    libelle: str


@dataclass(frozen=True)
class PerimetreLu:
    """The perimeter of a row.

    donne : whether the row says anything of it. decide : whether all of it is known.
    communes_annoncees : number of communes written beside its names, 0 without one.
    """

    lignes: tuple[LigneLue, ...] = ()
    donne: bool = False
    decide: bool = True
    communes_annoncees: int = 0


class LecteurDePerimetres:
    """Reads the perimeters of one table."""

    def __init__(
        self, tableau: Tableau, releve: Releve, resolveur: Resolveur, ensembles: Ensembles
    ) -> None:
        self.tableau, self.releve = tableau, releve
        self.resolveur, self.ensembles = resolveur, ensembles
        self.columns = {column.rang: column for column in tableau.colonnes_de(*CIBLES_TERRITOIRE)}
        self.insee = frozenset(rank for rank in self.columns if self._only_insee(rank))

    def _only_insee(self, rank: int) -> bool:
        """Tell whether the codes of a column are all of communes: none is then a postcode."""
        texts = {rangee.textes.get(rank, "").strip() for rangee in self.tableau.rangees}
        codes = [text for text in texts if len(text) == 5 and text.isdigit()]
        known = sum(bool(self.resolveur.index.codes(code)) for code in codes)
        return len(codes) >= CODES_MIN and known >= PART_DE_CODES * len(codes)

    def lire(self, rangee: Rangee, contexte: Contexte) -> PerimetreLu:
        """Read the perimeter of a row."""
        level = _level(self.tableau.texte(rangee, "niveau"))
        operation = self.tableau.texte(rangee, "operation").strip().casefold()
        found: PerimetreLu | None = None
        for cible in ORDRE:
            for column in self.columns.values():
                text = rangee.textes.get(column.rang, "")
                if column.cible != cible or not text:
                    continue
                context = replace(contexte, niveau=level)
                read = self._cell(column, text, rangee, context, found is not None)
                if found is None:
                    found = read if read.donne else None
                elif self._differ(found, read):
                    self.releve.faute(
                        Fautes.CODE_ET_NOM, rangee.ligne, _places(found, read), column.entete, text
                    )
        if found is None:
            return PerimetreLu()
        if operation == EXCLUT:
            lines = tuple(replace(line, operation=EXCLUT) for line in found.lignes)
            return replace(found, lignes=lines)
        return found

    @staticmethod
    def _differ(found: PerimetreLu, other: PerimetreLu) -> bool:
        """Tell whether two columns of one level surely name different territories."""
        one, two = ({(line.niveau, line.code) for line in read.lignes} for read in (found, other))
        levels = {niveau for niveau, _ in one} == {niveau for niveau, _ in two}
        return found.decide and other.decide and levels and bool(one) and one.isdisjoint(two)

    def _cell(
        self, column: Colonne, text: str, rangee: Rangee, contexte: Contexte, secondaire: bool
    ) -> PerimetreLu:
        level = contexte.niveau or NIVEAU_DE_LA_CIBLE.get(column.cible or "", "")
        context = replace(contexte, niveau=level, codes_insee=column.rang in self.insee)
        lines: list[LigneLue] = []
        decided, announced, said = True, 0, False
        for part in self._parts(text, context):
            answer, read = self._noted(part, column, text, rangee, context, lines, secondaire)
            if read.certitude == SURE and read.valeur == "":
                continue
            said = True
            announced += int(answer.details.get("communes_annoncees", 0))
            decided = decided and read.certitude == SURE
            if read.certitude == SURE:
                lines += self._lines(part, read)
        return PerimetreLu(tuple(dict.fromkeys(lines)), said, decided, announced)

    def _parts(self, text: str, context: Contexte) -> Sequence[Partie]:
        if a_la_forme_d_un_code(text):
            return (Partie(INCLUT, "territoire", text, text),)
        return split_cellule(text, context, self.resolveur)

    def _noted(
        self,
        part: Partie,
        column: Colonne,
        text: str,
        rangee: Rangee,
        context: Contexte,
        before: list[LigneLue],
        secondaire: bool,
    ) -> tuple[Reponse, Lecture]:
        """Find a part, note it among the values, and return its reading once decided."""
        answer = self._answer(part, context, before)
        details: dict[str, Any] = {"operation": part.operation, **answer.details}
        if part.ecrit != text:
            details["cellule"] = text
        written = f"sauf {part.ecrit}" if part.operation == EXCLUT else part.ecrit
        name = column.cible or "perimetre"
        read = self.releve.lire(
            name, written, answer.lecture, rangee.ligne, context.cle, details, secondaire
        )
        return answer, read

    def _answer(self, part: Partie, context: Contexte, before: list[LigneLue]) -> Reponse:
        if part.genre == A_PRECISER:
            return self._incomplete(part, context)
        if part.genre == QUARTIER:
            return self._quarter(part, before)
        exact = replace(context, niveau="commune") if part.operation == EXCLUT else context
        answer = self.resolveur.reponse(part.texte, exact)
        if answer.lecture.certitude == A_CONFIRMER and est_un_ensemble(part.texte):
            return self._group(part) or answer
        if part.doute and answer.lecture.certitude == SURE and answer.cibles:
            reason = "nom coupé à une virgule ou à « et »"
            doubtful = replace(
                answer.lecture,
                certitude=PROPOSEE,
                pourquoi=reason,
                faute=Fautes.TERRITOIRE_INCONNU,
            )
            return replace(answer, lecture=doubtful)
        return answer

    def _incomplete(self, part: Partie, context: Contexte) -> Reponse:
        """A part that does not say which communes: they are asked."""
        whole = self.resolveur.reponse(part.texte, context) if part.texte else None
        choices = tuple(code for _, code in whole.cibles) if whole else ()
        reason = "le texte ne dit pas quelles communes\u00a0: donnez leurs codes"
        lecture = Lecture(A_CONFIRMER, (), reason, Fautes.TERRITOIRE_INCONNU, choices)
        return Reponse(lecture)

    def _quarter(self, part: Partie, before: list[LigneLue]) -> Reponse:
        """A neighbourhood has no code of its own: it lies in the commune named before it."""
        communes = [line for line in before if line.niveau == "commune"]
        if len(communes) != 1:
            reason = "un quartier\u00a0: donnez le code de sa commune"
            return Reponse(Lecture(A_CONFIRMER, (), reason, Fautes.TERRITOIRE_INCONNU))
        commune = communes[0]
        reason = f"quartier de {commune.libelle}"
        value = ((SOI, commune.code),)
        lecture = Lecture(PROPOSEE, value, reason, Fautes.TERRITOIRE_INCONNU)
        details = {"niveau": "quartier", "code": commune.code, "nom": part.ecrit}
        return Reponse(lecture, (("quartier", commune.code),), details)

    def _group(self, part: Partie) -> Reponse | None:
        """A PETR or a Pays: the territories of the contract that the registre holds for it."""
        group = self.ensembles.find(part.texte)
        if group is None:
            return None
        included = group.lignes
        cards = [
            {"niveau": line.niveau, "code": line.code, "nom": line.libelle} for line in included
        ]
        cibles: list[Cible] = [(line.niveau, line.code) for line in included]
        known = [one for one in cibles if one in self.resolveur.index.noms]
        value = ((SOI, _SEPARE.join(code for _, code in cibles)),)
        reason = f"d'après le périmètre de {group.contrat.nom} dans le registre"
        people = sum(self.resolveur.index.habitants(one) for one in known)
        lecture = Lecture(PROPOSEE, value, reason, Fautes.TERRITOIRE_INCONNU)
        return Reponse(lecture, tuple(cibles), {"membres": cards, "population": people})

    def _lines(self, part: Partie, read: Lecture) -> list[LigneLue]:
        """Return the lines that a decided part gives.

        Raises DecisionsInvalides when the answer of a person names no territory.
        """
        if part.genre == QUARTIER and read.valeur:
            return [LigneLue(INCLUT, "quartier", read.valeur, part.ecrit)]
        lines = []
        for text in (read.valeur or "").split(";"):
            if not text.strip():
                continue
            cible = self.resolveur.cible_de_la_reponse(text)
            if cible is None:
                raise DecisionsInvalides(
                    f"{quote(text.strip())} n'est pas un territoire, pour {quote(part.ecrit)}. "
                    "Attendu\u00a0: un ou plusieurs codes INSEE ou SIREN, par exemple 29232."
                )
            lines.append(LigneLue(part.operation, *cible, self._name(cible, part)))
        return lines

    def _name(self, cible: Cible, part: Partie) -> str:
        return self.resolveur.index.noms.get(cible, part.texte)


def _places(one: PerimetreLu, other: PerimetreLu) -> str:
    named = (", ".join(line.libelle for line in read.lignes) for read in (one, other))
    return " et ".join(named)


def _level(text: str) -> str:
    """Return the level that a cell names, '' when it names none."""
    words = en_mots(text).replace(" ", "_").rstrip("s")
    levels = ("commune", "epci", "ept", "departement", "arrondissement_municipal")
    return words if words in levels else ""
