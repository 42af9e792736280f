"""A follow-up sheet as actions: their axis, their status by a cross, a word or a colour.

The legend of colours and signs is asked once for the whole sheet; the one that the sheet carries is
read. A status is never guessed in silence.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.atelier.croix import lire_croix
from data.atelier.fautes import Fautes
from data.atelier.releve import Releve
from data.atelier.tableau.colonnes import Colonne
from data.atelier.tableau.corps import Rangee, Tableau
from data.atelier.tableau.legende import (
    TEXTE_BARRE,
    Entree,
    cle_du_signe,
    nom_de_couleur,
    read_legende,
)
from data.atelier.valeurs.dates import lire_date
from data.atelier.valeurs.lecture import (
    SURE,
    Lecture,
    a_confirmer,
    proposee,
    sure,
)
from data.atelier.valeurs.mots import ne_dit_rien
from data.atelier.valeurs.nombres import pourcentage
from data.atelier.valeurs.numeros import AxeLu, lire_axe, lire_numero
from data.atelier.valeurs.statuts import STATUTS, est_un_signe, lire_statut

NON_RENSEIGNE = "non_renseigne"
SANS_AXE = AxeLu("", "")
_PAS_UN_PILOTE = ("a definir", "à définir", "à désigner", "a designer")


@dataclass(frozen=True)
class ActionLue:
    """An action of the sheet, its cells read and decided.

    contrat : text of the column that names the contract, '' without one.
    statut : a code of the registre; ``statut_decide`` is False while a person must say.
    """

    ligne: int
    contrat: str
    axe: AxeLu
    numero: str
    intitule: str
    statut: str
    statut_decide: bool
    pilote: str
    echeance: str
    date_statut: str
    action_probante: str
    source_url: str


def read_actions(tableau: Tableau, releve: Releve) -> tuple[ActionLue, ...]:
    """Read the actions of a table; values, doubts and faults go to ``releve``."""
    reader = _Reader(tableau, releve)
    return tuple(reader.actions())


def axes_de(actions: tuple[ActionLue, ...]) -> tuple[AxeLu, ...]:
    """Return the axes of the actions, each once, in the order of the sheet."""
    return tuple(dict.fromkeys(one.axe for one in actions if one.axe != SANS_AXE))


class _Reader:
    def __init__(self, tableau: Tableau, releve: Releve) -> None:
        self.tableau, self.releve = tableau, releve
        rows = {rangee.ligne for rangee in tableau.rangees}
        self.legende: Mapping[str, Entree] = read_legende(tableau.feuille, rows)
        self.numbers = self._numbers_typed()

    def _numbers_typed(self) -> Counter[str]:
        """Count the numbers of actions that a spreadsheet took for decimal numbers."""
        columns = self.tableau.colonnes_de("numero")
        return Counter(
            rangee.textes[column.rang].replace(",", ".")
            for column in columns
            for rangee in self.tableau.rangees
            if self._is_decimal(rangee, column)
        )

    def _is_decimal(self, rangee: Rangee, column: Colonne) -> bool:
        text = rangee.textes.get(column.rang, "")
        typed = self.tableau.est_un_nombre(rangee, column.rang)
        return (typed and "." in text) or (text.replace(",", "", 1).isdigit() and "," in text)

    def actions(self) -> Iterator[ActionLue]:
        for rangee in self.tableau.rangees:
            text = " ".join(self.tableau.texte(rangee, "intitule").split())
            if ne_dit_rien(text):
                detail = f"fiche {self.tableau.texte(rangee, 'numero')}".strip()
                self.releve.faute(Fautes.INTITULE_ABSENT, rangee.ligne, detail)
                continue
            statut = self._statut(rangee)
            yield ActionLue(
                ligne=rangee.ligne,
                contrat=self.tableau.texte(rangee, "contrat"),
                axe=self._axe(rangee),
                numero=self._numero(rangee),
                intitule=text,
                statut=statut.valeur or NON_RENSEIGNE,
                statut_decide=statut.certitude == SURE,
                pilote=self._pilote(rangee),
                echeance=self._date(rangee, "echeance"),
                date_statut=self._date(rangee, "date_statut"),
                action_probante=self.tableau.texte(rangee, "action_probante"),
                source_url=self.tableau.texte(rangee, "source_url"),
            )

    def _axe(self, rangee: Rangee) -> AxeLu:
        """The axis of its column, else that of the title above, else its number."""
        number = self.tableau.texte(rangee, "axe_numero").strip()
        title = self.tableau.texte(rangee, "axe") or rangee.titre
        if title and title.strip().isdigit():
            number, title = number or title.strip(), ""
        if title:
            read = lire_axe(title)
            return AxeLu(read.numero or number, read.intitule)
        return AxeLu(number, "") if number else SANS_AXE

    def _numero(self, rangee: Rangee) -> str:
        column = next(iter(self.tableau.colonnes_de("numero")), None)
        text = rangee.textes.get(column.rang, "") if column else ""
        if column is None or not text:
            return ""
        written = text.replace(",", ".")
        if self._is_decimal(rangee, column) and self.numbers[written] > 1:
            return self._lost_number(rangee, column, written)
        read = lire_numero(text)
        if read.certitude != SURE:
            read = self.releve.lire("numero", text, read, rangee.ligne)
        return read.valeur or "" if read.certitude == SURE else ""

    def _lost_number(self, rangee: Rangee, column: Colonne, written: str) -> str:
        """A number met twice: one of the two was 1.10 or another, cut by the spreadsheet."""
        same = [
            one.ligne
            for one in self.tableau.rangees
            if self._is_decimal(one, column)
            and one.textes[column.rang].replace(",", ".") == written
        ]
        if rangee.ligne == same[0]:
            lines = ", ".join(map(str, same))
            self.releve.faute(
                Fautes.NUMERO_PERDU,
                rangee.ligne,
                f"{written} figure lignes {lines}\u00a0: une fiche {written}0 ou voisine, tapée en "
                "nombre, a perdu son numéro",
                column.entete,
                written,
            )
            return written
        whole, decimals = written.split(".", 1)
        used = {one.textes.get(column.rang, "") for one in self.tableau.rangees}
        nearby = (f"{whole}.{int(decimals or 0) + 1}", f"{written}0")
        choices = tuple(one for one in nearby if one not in used)
        read = a_confirmer(
            f"ce nombre figure déjà ligne {same[0]}\u00a0: le numéro tapé est perdu",
            Fautes.NUMERO_PERDU,
            choices,
        )
        name = f"{written} (ligne {rangee.ligne})"
        decided = self.releve.lire("numero", name, read, rangee.ligne)
        return decided.valeur or "" if decided.certitude == SURE else ""

    def _pilote(self, rangee: Rangee) -> str:
        text = self.tableau.texte(rangee, "pilote")
        if ne_dit_rien(text) or text.strip().casefold() in _PAS_UN_PILOTE:
            return ""
        return "\u00a0; ".join(" ".join(part.split()) for part in text.splitlines() if part.strip())

    def _date(self, rangee: Rangee, cible: str) -> str:
        column = next(iter(self.tableau.colonnes_de(cible)), None)
        text = rangee.textes.get(column.rang, "") if column else ""
        if column is None or not text:
            return ""
        typed = self.tableau.est_un_nombre(rangee, column.rang)
        read = self.releve.lire(cible, text, lire_date(text, typed), rangee.ligne)
        return read.valeur or "" if read.certitude == SURE else ""

    def _statut(self, rangee: Rangee) -> Lecture:
        """Crosses first, then words, colours and signs, then the progress in percent."""
        written = self._written(rangee)
        struck = self._struck(rangee)
        if struck is not None:
            return struck
        ticked = lire_croix(self.tableau, rangee, self.releve)
        if ticked is not None:
            return self._checked(rangee, ticked)
        if written is not None and (written.valeur or written.certitude != SURE):
            return self._checked(rangee, written)
        return self._by_progress(rangee)

    def _struck(self, rangee: Rangee) -> Lecture | None:
        """A struck title may mean done or given up: asked once for the sheet."""
        columns = self.tableau.colonnes_de("intitule", "numero")
        if not any(self.tableau.aspect(rangee, column.rang).barre for column in columns):
            return None
        choices = ("abandonnee", "realisee", "suspendue")
        read = a_confirmer(
            "un texte barré : sa signification est demandée une fois",
            Fautes.LEGENDE_INCONNUE,
            choices,
        )
        decided = self.releve.lire("statut", TEXTE_BARRE, read, rangee.ligne)
        return None if decided.certitude == SURE and not decided.valeur else decided

    def _written(self, rangee: Rangee) -> Lecture | None:
        """Read the columns of status: all their words and signs are noted, the first one wins."""
        found: list[Lecture] = []
        for column in self._said_in():
            text = rangee.textes.get(column.rang, "")
            typed = self.tableau.est_un_nombre(rangee, column.rang)
            if column.cible == "avancement" and pourcentage(text, typed) is not None:
                continue
            colour = self.tableau.aspect(rangee, column.rang).couleur
            read = lire_statut(text) if text else None
            if read is not None and not est_un_signe(text) and (read.valeur or not colour):
                found.append(self.releve.lire("statut", text, read, rangee.ligne))
                continue
            sign = text if text and est_un_signe(text) else nom_de_couleur(colour) if colour else ""
            if sign:
                found.append(self._signe(sign, rangee))
        return next((one for one in found if one.valeur), found[0] if found else None)

    def _said_in(self) -> list[Colonne]:
        """Where a status may be said: a column of progress holds words too, or only colours."""
        columns = self.tableau.colonnes_de("statut")
        return columns + self.tableau.colonnes_de("avancement")

    def _signe(self, signe: str, rangee: Rangee) -> Lecture:
        entry = self.legende.get(cle_du_signe(signe))
        if entry is not None:
            read = sure(entry.statut, f"légende lue en {entry.cellule}")
        else:
            read = a_confirmer(
                "une couleur ou un signe\u00a0: sa légende est demandée une fois",
                Fautes.LEGENDE_INCONNUE,
                STATUTS[:-1],
            )
        return self.releve.lire("statut", signe.strip(), read, rangee.ligne)

    def _by_progress(self, rangee: Rangee) -> Lecture:
        progress, text = self._progress(rangee)
        if progress is None:
            return sure(NON_RENSEIGNE, "aucun statut")
        status = "realisee" if progress >= 100 else "en_cours" if progress > 0 else "non_demarree"
        read = proposee(status, "déduit de l'avancement", Fautes.STATUT_INCONNU)
        return self.releve.lire("statut", f"avancement {text}", read, rangee.ligne)

    def _checked(self, rangee: Rangee, read: Lecture) -> Lecture:
        progress, text = self._progress(rangee)
        done = progress is not None and progress >= 100
        begun = progress is not None and progress > 0
        if (done and read.valeur in ("en_cours", "non_demarree")) or (
            begun and read.valeur == "non_demarree"
        ):
            self.releve.faute(
                Fautes.AVANCEMENT_CONTRAIRE, rangee.ligne, f"{text} et {read.valeur}", "", text
            )
        return read

    def _progress(self, rangee: Rangee) -> tuple[float | None, str]:
        for column in self.tableau.colonnes_de("avancement"):
            text = rangee.textes.get(column.rang, "")
            if text:
                typed = self.tableau.est_un_nombre(rangee, column.rang)
                return pourcentage(text, typed), text
        return None, ""
