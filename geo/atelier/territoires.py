"""The territory that a text means: by its identifier, else by its exact name in its place.

An identifier or a name that one territory alone bears, there, is sure. An old name of the same land
is sure too; one of land that merged is proposed. What only resembles is proposed, never accepted by
itself, and what may be several things is asked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data.atelier.fautes import Fautes
from data.atelier.valeurs.codes import a_la_forme_d_un_code
from data.atelier.valeurs.lecture import (
    A_CONFIRMER,
    PROPOSEE,
    REFUSEE,
    SOI,
    SURE,
    Lecture,
    vide,
)
from data.atelier.valeurs.mots import ne_dit_rien
from geo.atelier.contexte import Contexte, NomEcrit, separate
from geo.atelier.index import (
    ACTUEL,
    ANCIEN,
    COURT,
    PARTIE,
    SIGLE,
    SURES,
    Candidat,
    Cible,
    IndexExact,
    build_index_exact,
    cle_du_nom,
)
from geo.atelier.propositions import Propositions
from geo.territoires.codes import CodeAbime, CodeRefuse, lire_code
from geo.territoires.normalisation import niveau_demande, normaliser, sans_mot_de_niveau
from geo.territoires.referentiel import Referentiel

CHOIX_MAX = 12
COMPATIBLES = {
    "commune": ("commune", "arrondissement_municipal"),
    "arrondissement_municipal": ("arrondissement_municipal",),
    "epci": ("epci", "ept"),
    "ept": ("ept", "epci"),
    "departement": ("departement",),
}
_CEDEX = re.compile(r"\s+cedex\b\s*(\d{0,2})\s*$", re.IGNORECASE)
_POSTAL = re.compile(r"^(\d{5})\s+(\D.*)$|^(\D.*?)\s+(\d{5})$", re.DOTALL)
_ARRONDISSEMENT = re.compile(r"^(\d{1,2}) (?:arrondissement )?(?:de |d )?(paris|lyon|marseille)$")
_DEPARTEMENT_SEUL = re.compile(r"\d{2,3}|2[ABab]")
_PETIT_MOT = frozenset({"connu", "connue", "voir carte", "idem", "cf carte"})


@dataclass(frozen=True)
class Reponse:
    """What a text means.

    lecture : the reading, codes as values. cibles : the territories proposed.
    details : what is shown beside (level, name, residents, choices).
    """

    lecture: Lecture
    cibles: tuple[Cible, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


class Resolveur:
    """Finds territories in one referentiel; answers are kept, a list says the same thing often."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.referentiel = referentiel
        self.index: IndexExact = build_index_exact(referentiel)
        self.propositions = Propositions(self.index)
        self._known: dict[tuple[str, Contexte], Reponse] = {}

    def reponse(self, texte: str, contexte: Contexte) -> Reponse:
        """Return what a text means where it stands."""
        known = self._known.get((texte, contexte))
        if known is None:
            known = self._known[texte, contexte] = self._find(texte, contexte)
        return known

    def est_connu(self, texte: str) -> bool:
        """Tell whether a text is exactly the name or the code of something, somewhere."""
        if a_la_forme_d_un_code(texte):
            return any(self.index.codes(code) for code, _ in _codes_lus(texte))
        return bool(self.exacts(separate(texte, Contexte(), self.referentiel)))

    def est_exact(self, texte: str, contexte: Contexte) -> bool:
        """Tell whether a text is exactly a name, so that it must not be cut."""
        return bool(self.exacts(separate(texte, contexte, self.referentiel)))

    def exacts(self, ecrit: NomEcrit) -> tuple[Candidat, ...]:
        """Return the territories that bear a name, at the levels it may be."""
        normalised = normaliser(ecrit.nom)
        turned = _ARRONDISSEMENT.match(normalised)
        if turned:
            normalised = f"{turned[2]} {turned[1]}"
        found = list(self.index.nommes(cle_du_nom(normalised)))
        asked = niveau_demande(normalised)
        if asked:
            bare = self.index.nommes(cle_du_nom(sans_mot_de_niveau(normalised)))
            kinds = COMPATIBLES.get(asked, ())
            whole = [one for one in found if one.nature != COURT and one.niveau in kinds]
            found = whole or [one for one in bare if one.niveau in kinds] or found
        level = ecrit.contexte.niveau
        if level and not asked:
            there = [one for one in found if one.niveau in COMPATIBLES.get(level, ())]
            found = there or found
        return tuple(found)

    def cible_de_la_reponse(self, texte: str) -> Cible | None:
        """Return the territory that an answer of a person names: ``29232``, ``commune:29232``."""
        niveau, _, code = texte.strip().rpartition(":")
        found = self.index.codes(code.strip().upper())
        for one in found:
            if (not niveau or one.niveau == niveau) and one.nature in SURES:
                return one.cible
        if niveau == "commune_deleguee" and code in self.referentiel.commune_de_deleguee:
            return niveau, code
        return None

    def _find(self, texte: str, contexte: Contexte) -> Reponse:
        if ne_dit_rien(texte) or " ".join(texte.split()).casefold() in _PETIT_MOT:
            return self._nothing(texte, contexte)
        if a_la_forme_d_un_code(texte):
            return self._by_code(texte, contexte)
        ecrit = separate(texte, contexte, self.referentiel)
        if _DEPARTEMENT_SEUL.fullmatch(ecrit.nom):
            return self._departement(ecrit)
        outside = ecrit.contexte.hors_atlas or self._elsewhere(ecrit)
        if outside:
            return _outside(outside)
        postal = self._by_postcode(ecrit)
        if postal is not None:
            return postal
        found = self.exacts(ecrit)
        if found:
            return self._decided(found, ecrit)
        return self._near(ecrit)

    def _nothing(self, texte: str, contexte: Contexte) -> Reponse:
        """A text that says nothing, unless a commune bears it: Aucun is one (65)."""
        ecrit = NomEcrit(texte, contexte, 0, texte)
        found = [one for one in self.exacts(ecrit) if self._in_place(one, contexte)]
        return self._ambiguous(found, ecrit) if found else Reponse(vide())

    # -- by name ------------------------------------------------------------------------------

    def _elsewhere(self, ecrit: NomEcrit) -> str:
        """Return where a name lies when no territory of the atlas bears it and one outside does."""
        key = cle_du_nom(normaliser(ecrit.nom))
        return "" if self.index.nommes(key) else self.index.ailleurs.get(key, "")

    def _decided(self, found: Sequence[Candidat], ecrit: NomEcrit) -> Reponse:
        context = ecrit.contexte
        inside = [one for one in found if self._in_place(one, context)]
        pool = inside or list(found)
        targets = list(dict.fromkeys(one.cible for one in pool))
        if len(targets) > 1:
            return self._ambiguous(pool, ecrit)
        one = pool[0]
        why = self.index.remarque(one)
        if context.departements and not inside:
            why = "ce nom n'existe pas dans le département indiqué" + (f"\u00a0; {why}" if why else "")
            return self._proposed(one.cible, why, ecrit, Fautes.DEPARTEMENT_AUTRE)
        if context.niveau and one.niveau not in COMPATIBLES.get(context.niveau, (one.niveau,)):
            if not niveau_demande(normaliser(ecrit.nom)):
                return self._proposed(one.cible, f"c'est un nom de {one.niveau}", ecrit)
        if one.nature == COURT and self._other_type(one, ecrit):
            return self._proposed(one.cible, f"aujourd'hui {self.index.noms[one.cible]}", ecrit)
        if one.nature in (SIGLE, PARTIE):
            return self._proposed(one.cible, why, ecrit)
        everywhere = {other.cible for other in found}
        if context.herite and len(everywhere) > 1:
            return self._proposed(one.cible, "d'après le département du dessus", ecrit)
        return self._sure(one.cible, why or "nom exact", ecrit)

    def _in_place(self, one: Candidat, context: Contexte) -> bool:
        return not context.departements or bool(self.index.dans(one.cible) & context.departements)

    def _other_type(self, one: Candidat, ecrit: NomEcrit) -> bool:
        """Tell whether a name says a legal type (CC, CA…) that is not that of the territory."""
        written, own = normaliser(ecrit.nom).split(), normaliser(self.index.noms[one.cible]).split()
        types = {"cc", "ca", "cu"}
        return bool(written and own and written[0] in types and own[0] in types | {"metropole"}
                    and written[0] != own[0])

    def _ambiguous(self, pool: Sequence[Candidat], ecrit: NomEcrit) -> Reponse:
        ranked = sorted(pool, key=lambda one: (one.nature != ACTUEL, one.nature == PARTIE))
        choices = list(dict.fromkeys(one.cible for one in ranked))[:CHOIX_MAX]
        lecture = Lecture(
            A_CONFIRMER,
            (),
            "plusieurs territoires portent ce nom" if len(choices) > 1 else "un nom ou un mot\u00a0?",
            Fautes.TERRITOIRE_AMBIGU,
            tuple(self.code_de(cible) for cible in choices),
        )
        return Reponse(lecture, (), {"choix": [self.fiche(cible) for cible in choices]})

    def _near(self, ecrit: NomEcrit) -> Reponse:
        """Nothing bears the name: what resembles it most is proposed or offered."""
        near = self.propositions.proches(ecrit)
        if near and self.propositions.se_detache(near):
            cible, score = near[0]
            reason = f"nom approchant à {score:.0f} %, à vérifier"
            return self._proposed(cible, reason, ecrit, others=[one for one, _ in near[1:]])
        choices = [cible for cible, _ in near]
        lecture = Lecture(
            A_CONFIRMER,
            (),
            "aucun territoire ne porte exactement ce nom",
            Fautes.TERRITOIRE_INCONNU,
            tuple(self.code_de(cible) for cible in choices),
        )
        return Reponse(lecture, (), {"choix": [self.fiche(cible) for cible in choices]})

    # -- by postcode --------------------------------------------------------------------------

    def _by_postcode(self, ecrit: NomEcrit) -> Reponse | None:
        """Read an address: ``69003 LYON``, ``Lyon Cedex 03``, ``Provins Cedex``."""
        cedex = _CEDEX.search(ecrit.nom)
        name = _CEDEX.sub("", ecrit.nom)
        postal = _POSTAL.match(name)
        if not cedex and not postal:
            return None
        postcode, bare = "", name
        if postal:
            postcode, bare = postal[1] or postal[4], postal[2] or postal[3]
        if cedex and cedex[1].strip():
            district = self.exacts(replace(ecrit, nom=f"{bare} {int(cedex[1])}"))
            if len(district) == 1:
                return self._proposed(district[0].cible, "adresse postale CEDEX", ecrit)
        found = self.exacts(replace(ecrit, nom=bare))
        places = self.index.codes_postaux(postcode) if postcode else ()
        districts = [cible for cible in places if cible[0] == "arrondissement_municipal"]
        if len(districts) == 1 and found:
            return self._proposed(districts[0], "arrondissement du code postal", ecrit)
        there = [one for one in found if one.cible in places]
        if postcode and len(there) == 1 and not cedex:
            return self._sure(there[0].cible, "nom et code postal", ecrit)
        if not found:
            return None if not cedex else self._near(replace(ecrit, nom=bare))
        answer = self._decided(there or found, replace(ecrit, nom=bare))
        if answer.lecture.certitude != SURE:
            return answer
        return self._proposed(answer.cibles[0], "adresse postale", ecrit)

    # -- by code ------------------------------------------------------------------------------

    def _by_code(self, texte: str, contexte: Contexte) -> Reponse:
        try:
            read = _codes_lus(texte)
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
                return self._proposed(found[0].cible, f"ancien code de la Corse {remark}", ecrit)
        for code, _ in read:
            if code in self.index.ailleurs or re.match(r"97[57]|98[4678]", code):
                return _outside(self.index.ailleurs.get(code, "outre-mer"))
            places = self.index.codes_postaux(code)
            if places and contexte.niveau == "":
                return self._postcode_alone(places, ecrit)
        return Reponse(Lecture(REFUSEE, (), "aucun territoire ne porte ce code", Fautes.CODE_INCONNU))

    def _code_found(
        self, code: str, found: Sequence[Candidat], remark: str, ecrit: NomEcrit
    ) -> Reponse:
        targets = list(dict.fromkeys(one.cible for one in found))
        if len(targets) > 1:
            return self._ambiguous(found, ecrit)
        one = found[0]
        places = self.index.codes_postaux(code)
        context = ecrit.contexte
        if places and one.cible not in places and not (context.niveau or context.codes_insee):
            both = [one, *(Candidat(*place, code, PARTIE) for place in places)]
            return self._ambiguous(both, ecrit)
        why = " ".join(part for part in (remark, self.index.remarque(one)) if part)
        if one.nature == PARTIE:
            return self._proposed(one.cible, why, ecrit)
        return self._sure(one.cible, why or "identifiant", ecrit)

    def _postcode_alone(self, places: Sequence[Cible], ecrit: NomEcrit) -> Reponse:
        if len(places) == 1:
            return self._proposed(places[0], "commune de ce code postal", ecrit)
        return self._ambiguous([Candidat(*place, "", PARTIE) for place in places], ecrit)

    def _departement(self, ecrit: NomEcrit) -> Reponse:
        code = ecrit.nom.upper()
        found = [one for one in self.index.codes(code) if one.niveau == "departement"]
        if found and ecrit.contexte.niveau == "departement":
            return self._sure(found[0].cible, "code de département", ecrit)
        if found:
            return self._proposed(found[0].cible, "un code de département\u00a0?", ecrit)
        return Reponse(Lecture(REFUSEE, (), "aucun territoire ne porte ce code", Fautes.CODE_INCONNU))

    # -- answers ------------------------------------------------------------------------------

    def code_de(self, cible: Cible) -> str:
        """Return how a territory is written in an answer."""
        return cible[1]

    def fiche(self, cible: Cible) -> dict[str, Any]:
        """Return what is shown of a territory."""
        niveau, code = cible
        return {
            "niveau": niveau,
            "code": code,
            "nom": self.index.noms[cible],
            "departements": sorted(self.index.dans(cible)),
            "population": self.index.habitants(cible),
        }

    def _sure(self, cible: Cible, why: str, ecrit: NomEcrit) -> Reponse:
        return self._answer(SURE, cible, why, ecrit, None, ())

    def _proposed(
        self,
        cible: Cible,
        why: str,
        ecrit: NomEcrit,
        faute: Fautes = Fautes.TERRITOIRE_INCONNU,
        others: Iterable[Cible] = (),
    ) -> Reponse:
        return self._answer(PROPOSEE, cible, why, ecrit, faute, tuple(others))

    def _answer(
        self,
        certitude: str,
        cible: Cible,
        why: str,
        ecrit: NomEcrit,
        faute: Fautes | None,
        others: tuple[Cible, ...],
    ) -> Reponse:
        details = self.fiche(cible)
        if others:
            details["choix"] = [self.fiche(one) for one in (cible, *others)]
        if ecrit.communes:
            details["communes_annoncees"] = ecrit.communes
        choices = tuple(self.code_de(one) for one in others)
        value = ((SOI, self.code_de(cible)),)
        return Reponse(Lecture(certitude, value, why, faute, choices), (cible,), details)


def _codes_lus(texte: str) -> list[tuple[str, str]]:
    """Return the codes that a text may be, each with what was mended; none when it is no code.

    Raises CodeAbime when figures are lost.
    """
    try:
        read = lire_code(texte)
    except CodeAbime:
        raise
    except CodeRefuse:
        return []
    several = read if isinstance(read, tuple) else (read,)
    return [(one.code, one.remarque) for one in several]


def _anciens_corses(read: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Codes of Corsica before 1976: ``20004`` is ``2A004`` or ``2B004``."""
    return [
        (f"{half}{code[2:]}", code)
        for code, _ in read
        if len(code) == 5 and code.startswith("20")
        for half in ("2A", "2B")
    ]


def _outside(where: str) -> Reponse:
    lecture = Lecture(
        REFUSEE, (), f"hors des 18 régions ({where})", Fautes.HORS_DES_REGIONS
    )
    return Reponse(lecture)


