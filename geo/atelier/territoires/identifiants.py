"""The territory that a code means: INSEE, SIREN or SIRET, of today or of old, damaged or not."""

import re
from collections.abc import Iterable, Sequence

from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import REFUSEE, Lecture
from geo.atelier.territoires.contexte import Contexte, NomEcrit
from geo.atelier.territoires.index import PARTIE, Candidat, Cible, IndexExact
from geo.atelier.territoires.niveaux import COMPATIBLES
from geo.atelier.territoires.reponses import Redacteur, Reponse, code_inconnu, hors_des_regions
from geo.territoires.codes import CodeAbime, CodeRefuse, lire_code

CORSE_AVANT_1976 = "20"
"""Starts the codes that Corsica had before 1976, and its postcodes of today."""
_ANNEE = re.compile(r"(?:19|20)\d{2}")
_HORS_ATLAS = re.compile(r"97[57]|98[4678]")


class Identifiants:
    """Finds territories by their codes."""

    def __init__(self, index: IndexExact, redige: Redacteur) -> None:
        self.index, self.redige = index, redige

    def reponse(self, texte: str, contexte: Contexte) -> Reponse:
        """Return what a code means where it stands."""
        try:
            read = codes_lus(texte)
        except CodeAbime as refus:
            return Reponse(Lecture(REFUSEE, (), str(refus), Fautes.CODE_PERDU))
        ecrit = NomEcrit(texte, contexte, 0, texte)
        kinds = COMPATIBLES.get(contexte.niveau, ())
        for code, remark in read:
            found = self.index.codes(code)
            at_level = [one for one in found if one.niveau in kinds] or list(found)
            if at_level:
                return self._code_found(code, at_level, remark, ecrit)
        for code, remark in _anciens_corses(read):
            found = self.index.codes(code)
            if found:
                return self.redige.proposee(
                    found[0].cible, f"ancien code de la Corse {remark}", ecrit
                )
        for code, _ in read:
            if code in self.index.ailleurs or _HORS_ATLAS.match(code):
                return hors_des_regions(self.index.ailleurs.get(code, "outre-mer"))
            places = self.index.codes_postaux(code)
            if places and contexte.niveau == "":
                return self._postcode_alone(places, ecrit)
        return code_inconnu()

    def _code_found(
        self, code: str, found: Sequence[Candidat], remark: str, ecrit: NomEcrit
    ) -> Reponse:
        targets = list(dict.fromkeys(one.cible for one in found))
        if len(targets) > 1:
            return self.redige.ambigue(found)
        one = found[0]
        places = self.index.codes_postaux(code)
        context = ecrit.contexte
        if places and one.cible not in places and not (context.niveau or context.codes_insee):
            both = [one, *(Candidat(*place, code, PARTIE) for place in places)]
            return self.redige.ambigue(both)
        why = " ".join(part for part in (remark, self.index.remarque(one)) if part)
        mended = bool(remark) and self._out_of_place(one, ecrit)
        if one.nature == PARTIE or _avant_1976(code) or mended:
            return self.redige.proposee(one.cible, why, ecrit)
        return self.redige.sure(one.cible, why or "identifiant", ecrit)

    def _out_of_place(self, one: Candidat, ecrit: NomEcrit) -> bool:
        """Tell whether a mended number may be another thing: a year, or a code of elsewhere."""
        here = ecrit.contexte
        if _ANNEE.fullmatch(ecrit.nom.strip()) and not (here.codes_insee or here.niveau):
            return True
        return bool(here.departements) and not self.index.dans(one.cible) & here.departements

    def _postcode_alone(self, places: Sequence[Cible], ecrit: NomEcrit) -> Reponse:
        if len(places) == 1:
            return self.redige.proposee(places[0], "commune de ce code postal", ecrit)
        return self.redige.ambigue([Candidat(*place, "", PARTIE) for place in places])

    def departement(self, ecrit: NomEcrit) -> Reponse:
        """Return what a number of two or three figures means: a département, perhaps."""
        code = ecrit.nom.upper()
        found = [one for one in self.index.codes(code) if one.niveau == "departement"]
        if found and ecrit.contexte.niveau == "departement":
            return self.redige.sure(found[0].cible, "code de département", ecrit)
        if found:
            return self.redige.proposee(found[0].cible, "un code de département\u00a0?", ecrit)
        return code_inconnu()


def codes_lus(texte: str) -> list[tuple[str, str]]:
    """Return the codes that a text may be, each with what was mended; none when it is no code.

    Raises CodeAbime when figures are lost.
    """
    try:
        read = lire_code(texte)
    except CodeAbime:
        raise
    except CodeRefuse:
        return []
    return [(read.code, read.remarque)]


def _avant_1976(code: str) -> bool:
    return len(code) == len("20004") and code.startswith(CORSE_AVANT_1976)


def _anciens_corses(read: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Codes of Corsica before 1976: ``20004`` is ``2A004`` or ``2B004``."""
    return [
        (f"{half}{code[2:]}", code)
        for code, _ in read
        if _avant_1976(code)
        for half in ("2A", "2B")
    ]
