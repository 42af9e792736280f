"""The territory that a text means: by its identifier, else by its exact name in its place.

An identifier or a name that one territory alone bears, there, is sure. An old name of the same land
is sure too; one of land that merged is proposed. What only resembles is proposed, never accepted by
itself, and what may be several things is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from data.atelier.fautes import Fautes
from data.atelier.valeurs.codes import a_la_forme_d_un_code
from data.atelier.valeurs.lecture import A_CONFIRMER, SURE, Lecture, vide
from data.atelier.valeurs.mots import ne_dit_rien
from geo.atelier.territoires.contexte import Contexte, NomEcrit, separate
from geo.atelier.territoires.ensembles import est_un_ensemble
from geo.atelier.territoires.identifiants import ANNEE, Identifiants, codes_lus
from geo.atelier.territoires.index import (
    COURT,
    PARTIE,
    SIGLE,
    SURES,
    Candidat,
    Cible,
    IndexExact,
    build_index_exact,
)
from geo.atelier.territoires.niveaux import COMPATIBLES
from geo.atelier.territoires.noms import cle_du_nom
from geo.atelier.territoires.propositions import Propositions
from geo.atelier.territoires.reponses import Redacteur, Reponse, hors_des_regions
from geo.territoires.normalisation import niveau_demande, normaliser, sans_mot_de_niveau
from geo.territoires.referentiel import Referentiel

_CEDEX = re.compile(r"\s+cedex\b\s*(\d{0,2})\s*$", re.IGNORECASE)
_POSTAL = re.compile(r"^(\d{5})\s+(\D.*)$|^(\D.*?)\s+(\d{5})$", re.DOTALL)
_ARRONDISSEMENT = re.compile(r"^(\d{1,2}) (?:arrondissement )?(?:de |d )?(paris|lyon|marseille)$")
_DEPARTEMENT_SEUL = re.compile(r"\d{2,3}|2[ABab]")
_PETIT_MOT = frozenset({"connu", "connue", "voir carte", "idem", "cf carte"})
_CODE_ET_NOM = re.compile(
    r"^(?P<devant>\d{9}|\d{14})\s*[-–:]?\s+(?P<nom>[^\d\W].*)$|"
    r"^(?P<nom2>[^\d\W].*?)\s*[(–:-]\s*(?P<derriere>\d{9}|\d{14})\s*\)?$"
)


SANS_TERRITOIRE = "aucun territoire ne porte exactement ce nom"
SANS_CODE = (
    "un PETR, un Pays ou un pôle n'a pas de code\u00a0: donnez ceux des EPCI qu'il réunit, séparés "
    "par «\u00a0;\u00a0»"
)


class Resolveur:
    """Finds territories in one referentiel; answers are kept, a list says the same thing often."""

    def __init__(self, referentiel: Referentiel) -> None:
        self.referentiel = referentiel
        self.index: IndexExact = build_index_exact(referentiel)
        self.redige = Redacteur(self.index)
        self.identifiants = Identifiants(self.index, self.redige)
        self.propositions = Propositions(self.index)
        self._known: dict[tuple[str, Contexte], Reponse] = {}

    def reponse(self, texte: str, contexte: Contexte) -> Reponse:
        """Return what a text means where it stands."""
        known = self._known.get((texte, contexte))
        if known is None:
            known = self._known[texte, contexte] = self._find(texte, contexte)
        return known

    def est_connu(self, texte: str) -> bool:
        """Tell whether a text is exactly the name or the code of something, somewhere.

        A column of years is one of dates, although 2023 is 02023 without its zero.
        """
        if ANNEE.fullmatch(texte.strip()):
            return False
        if a_la_forme_d_un_code(texte):
            return any(self.index.codes(code) for code, _ in codes_lus(texte))
        return bool(self.exacts(self.separe(texte, Contexte())))

    def est_exact(self, texte: str, contexte: Contexte) -> bool:
        """Tell whether a text is exactly a name, so that it must not be cut."""
        return bool(code_et_nom(texte) or self.exacts(self.separe(texte, contexte)))

    def separe(self, texte: str, contexte: Contexte) -> NomEcrit:
        """Return a name without what is said around it; one that is whole as written is kept so.

        "CC Entre Arroux, Loire et Somme" is no place of the Loire and of the Somme.
        """
        plain = " ".join(texte.split())
        if self.index.nommes(cle_du_nom(normaliser(plain))):
            return NomEcrit(plain, contexte, 0, texte)
        return separate(texte, contexte, self.referentiel)

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
            return self.identifiants.reponse(texte, contexte)
        both = code_et_nom(texte)
        if both is not None:
            return self._by_both(*both, contexte)
        ecrit = self.separe(texte, contexte)
        if _DEPARTEMENT_SEUL.fullmatch(ecrit.nom):
            return self.identifiants.departement(ecrit)
        outside = ecrit.contexte.hors_atlas or self._elsewhere(ecrit)
        if outside:
            return hors_des_regions(outside)
        postal = self._by_postcode(ecrit)
        if postal is not None:
            return postal
        found = self.exacts(ecrit)
        if found:
            return self._decided(found, ecrit)
        return self._near(ecrit)

    def _by_both(self, code: str, nom: str, contexte: Contexte) -> Reponse:
        """A SIREN and a name in one cell: sure when they say the same, asked when they do not."""
        coded = [one for read, _ in codes_lus(code) for one in self.index.codes(read)]
        ecrit = self.separe(nom, contexte)
        named = self.exacts(ecrit)
        if not coded:
            return (
                self.redige.ambigue(named) if named else self.identifiants.reponse(code, contexte)
            )
        if {one.cible for one in coded} & {one.cible for one in named}:
            return self.identifiants.reponse(code, contexte)
        if named:
            return self.redige.ambigue([*coded, *named])
        return self.redige.proposee(
            coded[0].cible, "son code\u00a0; son nom n'est pas connu", ecrit
        )

    def _nothing(self, texte: str, contexte: Contexte) -> Reponse:
        """A text that says nothing, unless a commune bears it: Aucun is one (65)."""
        ecrit = NomEcrit(texte, contexte, 0, texte)
        found = [one for one in self.exacts(ecrit) if self._in_place(one, contexte)]
        return self.redige.ambigue(found) if found else Reponse(vide())

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
            return self.redige.ambigue(pool)
        one = pool[0]
        why = self.index.remarque(one)
        if context.departements and not inside:
            why = "ce nom n'existe pas dans le département indiqué" + (
                f"\u00a0; {why}" if why else ""
            )
            return self.redige.proposee(one.cible, why, ecrit, Fautes.DEPARTEMENT_AUTRE)
        if self._other_level(one, ecrit):
            return self.redige.proposee(one.cible, f"c'est un nom de {one.niveau}", ecrit)
        if one.nature == COURT and self._other_type(one, ecrit):
            return self.redige.proposee(
                one.cible, f"aujourd'hui {self.index.noms[one.cible]}", ecrit
            )
        if one.nature in (SIGLE, PARTIE):
            return self.redige.proposee(one.cible, why, ecrit)
        everywhere = {other.cible for other in found}
        if context.herite and len(everywhere) > 1:
            return self.redige.proposee(one.cible, "d'après le département du dessus", ecrit)
        return self.redige.sure(one.cible, why or "nom exact", ecrit)

    def _in_place(self, one: Candidat, context: Contexte) -> bool:
        return not context.departements or bool(self.index.dans(one.cible) & context.departements)

    def _other_level(self, one: Candidat, ecrit: NomEcrit) -> bool:
        """Tell whether a name that says no level is of another than that of its column."""
        kinds = COMPATIBLES.get(ecrit.contexte.niveau, (one.niveau,))
        return one.niveau not in kinds and not niveau_demande(normaliser(ecrit.nom))

    def _other_type(self, one: Candidat, ecrit: NomEcrit) -> bool:
        """Tell whether a name says a legal type (CC, CA…) that is not that of the territory."""
        written, own = normaliser(ecrit.nom).split(), normaliser(self.index.noms[one.cible]).split()
        types = {"cc", "ca", "cu"}
        return bool(
            written
            and own
            and written[0] in types
            and own[0] in types | {"metropole"}
            and written[0] != own[0]
        )

    def _near(self, ecrit: NomEcrit) -> Reponse:
        """Nothing bears the name: what resembles it most is proposed or offered."""
        near = self.propositions.proches(ecrit)
        if near and self.propositions.se_detache(near):
            cible, score = near[0]
            reason = f"nom approchant à {score:.0f} %, à vérifier"
            return self.redige.proposee(cible, reason, ecrit, others=[one for one, _ in near[1:]])
        choices = [cible for cible, _ in near] or self.propositions.qui_contiennent(ecrit)
        lecture = Lecture(
            A_CONFIRMER,
            (),
            SANS_CODE if est_un_ensemble(ecrit.nom) else SANS_TERRITOIRE,
            Fautes.TERRITOIRE_INCONNU,
            tuple(cible[1] for cible in choices),
        )
        return Reponse(lecture, (), {"choix": [self.redige.fiche(cible) for cible in choices]})

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
                return self.redige.proposee(district[0].cible, "adresse postale CEDEX", ecrit)
        found = self.exacts(replace(ecrit, nom=bare))
        places = self.index.codes_postaux(postcode) if postcode else ()
        districts = [cible for cible in places if cible[0] == "arrondissement_municipal"]
        if len(districts) == 1 and found:
            return self.redige.proposee(districts[0], "arrondissement du code postal", ecrit)
        there = [one for one in found if one.cible in places]
        if postcode and len(there) == 1 and not cedex:
            return self.redige.sure(there[0].cible, "nom et code postal", ecrit)
        if not found:
            return None if not cedex else self._near(replace(ecrit, nom=bare))
        answer = self._decided(there or found, replace(ecrit, nom=bare))
        if answer.lecture.certitude != SURE:
            return answer
        return self.redige.proposee(answer.cibles[0], "adresse postale", ecrit)


def code_et_nom(texte: str) -> tuple[str, str] | None:
    """Return the SIREN or SIRET and the name of ``242900835 - CA X`` or ``CA X (242900835)``."""
    found = _CODE_ET_NOM.fullmatch(" ".join(texte.split()))
    if found is None:
        return None
    return found["devant"] or found["derriere"], found["nom"] or found["nom2"]
