"""A follow-up sheet in the registre: its contract recognised first, then its axes and actions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from data.atelier.actions import ActionLue, AxeLu, axes_de
from data.atelier.decisions import DecisionsInvalides
from data.atelier.fautes import Faute, Fautes
from data.atelier.releve import Releve
from data.atelier.tableau.corps import Tableau
from data.atelier.valeurs.lecture import A_CONFIRMER, PROPOSEE, SOI, SURE, Lecture, sure
from data.atelier.valeurs.mots import en_mots
from data.errors import quote
from data.model import Action, Contrat, Registre
from geo.atelier.contrats.formation import cle_du_contrat
from geo.atelier.ecarts.comparaison import ERREUR, INCHANGE, MODIFIE, NOUVEAU, LigneImportee
from geo.atelier.ecarts.controles import check_ligne
from geo.atelier.ecarts.lignes import Changement, Ligne, cle_de, ligne_de
from geo.territoires.normalisation import coller, normaliser, sans_articles

TITRES_LUS = 12
LIGNE_DU_TITRE = 1
NON_RENSEIGNE = "non_renseigne"
AUTRE_THEME = "autre"


@dataclass(frozen=True, eq=False)
class Contrats:
    """The contracts of a registre by what a title may call them."""

    registre: Registre

    @cached_property
    def _by_key(self) -> dict[str, list[Contrat]]:
        found: dict[str, list[Contrat]] = {}
        for contrat in self.registre.contrats.values():
            found.setdefault(cle_du_contrat(contrat.nom), []).append(contrat)
        return found

    def find(self, texte: str) -> list[Contrat]:
        """Return the contracts that a text names: by identifier, else by their whole name."""
        if texte.strip() in self.registre.contrats:
            return [self.registre.contrats[texte.strip()]]
        return self._by_key.get(cle_du_contrat(texte), [])

    def in_title(self, texte: str) -> list[Contrat]:
        """Return the contracts whose name a title contains, the longest names only."""
        title = f"-{coller_mots(texte)}-"
        found = [
            (len(key), contrat)
            for key, several in self._by_key.items()
            for contrat in several
            if len(key) > 3 and f"-{coller_mots(_bare(contrat.nom))}-" in title
        ]
        longest = max((size for size, _ in found), default=0)
        return [contrat for size, contrat in found if size == longest]


def coller_mots(texte: str) -> str:
    """Return the words of a text, articles left out, joined by dashes."""
    return sans_articles(normaliser(texte)).replace(" ", "-")


def _bare(nom: str) -> str:
    words = normaliser(nom)
    return words.removeprefix("cls ").removeprefix("contrat local de sante ")


def find_contrat(
    tableau: Tableau, registre: Registre, donne: str, releve: Releve
) -> Contrat | None:
    """Return the contract that a sheet follows; None while a person must say which.

    ``donne``: identifier given by the person. Otherwise the titles above the table, and the name of
    the sheet, are read: a contract named there is proposed.

    Raises DecisionsInvalides for an identifier that the registre does not have.
    """
    if donne:
        found = registre.contrats.get(donne)
        if found is None:
            raise DecisionsInvalides(
                f"Aucun contrat du registre n'a l'identifiant {quote(donne)}. "
                f"Attendu, par exemple\u00a0: {Fautes.CONTRAT_INCONNU.exemple}."
            )
        return found
    contrats = Contrats(registre)
    for text, row in _titles(tableau):
        candidates = contrats.find(text) or contrats.in_title(text)
        if candidates:
            return _decided(candidates, text, row, releve, registre)
    text = next((one for one, _ in _titles(tableau)), tableau.feuille.nom or "contrat")
    reason = "aucun contrat du registre n'est nommé\u00a0: donnez son identifiant"
    read = Lecture(A_CONFIRMER, (), reason, Fautes.CONTRAT_INCONNU)
    return _answered(releve.lire("contrat", text, read, LIGNE_DU_TITRE), registre)


def _titles(tableau: Tableau) -> Iterator[tuple[str, int]]:
    for ligne in tableau.feuille.lignes[:TITRES_LUS]:
        if ligne.numero < tableau.entete.ligne:
            for rank in ligne.remplies:
                if en_mots(ligne.cellule(rank)):
                    yield ligne.cellule(rank), ligne.numero
    if tableau.feuille.nom:
        yield tableau.feuille.nom, tableau.entete.ligne or 1


def _decided(
    candidates: Sequence[Contrat], text: str, row: int, releve: Releve, registre: Registre
) -> Contrat | None:
    ids = tuple(one.id for one in candidates)
    names = [{"contrat_id": one.id, "nom": one.nom} for one in candidates]
    if len(ids) == 1:
        read = Lecture(
            PROPOSEE,
            ((SOI, ids[0]),),
            f"{candidates[0].nom}, nommé dans le titre",
            Fautes.CONTRAT_INCONNU,
        )
    else:
        reason = "plusieurs générations portent ce nom"
        read = Lecture(A_CONFIRMER, (), reason, Fautes.CONTRAT_INCONNU, ids)
    return _answered(releve.lire("contrat", text, read, row, "", {"choix": names}), registre)


def _answered(read: Lecture, registre: Registre) -> Contrat | None:
    if read.certitude != SURE:
        return None
    return registre.contrats.get(read.valeur or "")


class ComparateurDeSuivi:
    """Compares the actions of a sheet with those that the registre holds of a contract."""

    def __init__(self, registre: Registre, releve: Releve) -> None:
        self.registre, self.releve = registre, releve
        self.contrats = Contrats(registre)

    def compare(
        self, actions: Sequence[ActionLue], contrat: Contrat | None
    ) -> tuple[LigneImportee, ...]:
        """Return what becomes of each action, the axes of each contract with the first of them."""
        lines: list[LigneImportee] = []
        owners = [self._owner(one, contrat) for one in actions]
        for owner in dict.fromkeys(one.id for one in owners if one is not None):
            mine = [
                one for one, who in zip(actions, owners, strict=True) if who and who.id == owner
            ]
            axes = list(self._axes(owner, axes_de(tuple(mine))))
            for one in mine:
                lines.append(self._action(one, owner, axes))
                axes = []
        lines += [
            self._unowned(one) for one, who in zip(actions, owners, strict=True) if who is None
        ]
        return tuple(sorted(lines, key=lambda line: line.ligne))

    def _owner(self, action: ActionLue, contrat: Contrat | None) -> Contrat | None:
        if not action.contrat:
            return contrat
        found = self.contrats.find(action.contrat)
        if len(found) == 1:
            known = sure(found[0].id, found[0].nom)
            read = self.releve.lire("contrat", action.contrat, known, action.ligne)
        else:
            ids = tuple(one.id for one in found)
            reason = "plusieurs générations portent ce nom" if ids else "contrat absent du registre"
            waiting = Lecture(A_CONFIRMER, (), reason, Fautes.CONTRAT_INCONNU, ids)
            read = self.releve.lire("contrat", action.contrat, waiting, action.ligne)
        return _answered(read, self.registre)

    def _unowned(self, action: ActionLue) -> LigneImportee:
        """An action whose contract is not recognised yet: read, shown, and not written."""
        return LigneImportee(
            action.ligne,
            (action.ligne,),
            NOUVEAU,
            "actions",
            "",
            action.intitule,
            "contrat à préciser",
            a_decider=frozenset({"contrat", *_waiting(action)}),
        )

    def _axes(self, contrat_id: str, axes: Sequence[AxeLu]) -> Iterator[Changement]:
        """Axes that the sheet names and the registre does not have."""
        held = self.registre.axes_du_contrat(contrat_id)
        words = {_words(one.intitule) for one in held}
        numbers = {one.numero for one in held if one.numero}
        for axe in axes:
            if not axe.intitule or _words(axe.intitule) in words or axe.numero in numbers:
                continue
            row: Ligne = {
                "contrat_id": contrat_id,
                "numero": axe.numero,
                "intitule": axe.intitule,
                "themes": AUTRE_THEME,
                "source_url": "",
            }
            yield Changement("axes", cle_de("axes", row), None, row)

    def _action(
        self, action: ActionLue, contrat_id: str, axes: Sequence[Changement]
    ) -> LigneImportee:
        held = self._held(action, contrat_id)
        row = self._row(action, contrat_id, held)
        before = ligne_de(held) if held is not None else None
        changes = list(axes)
        if before != row:
            changes.append(Changement("actions", cle_de("actions", row), before, row))
        faults: list[Faute] = list(check_ligne("actions", row, (action.ligne,)))
        state = NOUVEAU if held is None else MODIFIE if before != row else INCHANGE
        if any(one.bloque for one in faults):
            state = ERREUR
        return LigneImportee(
            action.ligne,
            (action.ligne,),
            state,
            "actions",
            contrat_id,
            action.intitule,
            changements=tuple(changes),
            fautes=tuple(faults),
            a_decider=frozenset(_waiting(action)),
        )

    def _held(self, action: ActionLue, contrat_id: str) -> Action | None:
        """Return the action of the registre of this title, else of this number."""
        actions = self.registre.actions_du_contrat(contrat_id)
        words = _words(action.intitule)
        by_title = [one for one in actions if _words(one.intitule) == words]
        return by_title[0] if by_title else None

    def _row(self, action: ActionLue, contrat_id: str, held: Action | None) -> Ligne:
        """The row of an action once the sheet is read; an empty cell erases nothing."""
        before = ligne_de(held) if held is not None else {}
        said = {
            "axe_numero": self._axe_numero(action, contrat_id),
            "numero": action.numero,
            "pilote": action.pilote,
            "echeance": action.echeance,
            "date_statut": action.date_statut,
            "action_probante": action.action_probante,
            "source_url": action.source_url if action.source_url.startswith("http") else "",
        }
        if action.statut != NON_RENSEIGNE:
            said["statut"] = action.statut
        row = {
            "contrat_id": contrat_id,
            "intitule": before.get("intitule", action.intitule),
            "statut": NON_RENSEIGNE,
            **{column: text for column, text in before.items() if text},
        }
        row |= {column: text for column, text in said.items() if text}
        return {column: row.get(column, "") for column in _columns()}

    def _axe_numero(self, action: ActionLue, contrat_id: str) -> str:
        if action.axe.numero:
            return action.axe.numero
        for one in self.registre.axes_du_contrat(contrat_id):
            if action.axe.intitule and _words(one.intitule) == _words(action.axe.intitule):
                return one.numero
        return ""


def _columns() -> tuple[str, ...]:
    return tuple(Action.__dataclass_fields__)


def _words(text: str) -> str:
    return coller(normaliser(" ".join(text.split())))


def _waiting(action: ActionLue) -> set[str]:
    return set() if action.statut_decide else {"statut"}
