"""Which names are those of organisations: what may be given to everybody.

The name of a person never leaves: a name is public when it is an organisation that the registre or
the référentiel knows, or when it begins with the word of one ("ARS …", "Centre hospitalier …").
"""

import re
import unicodedata
from collections.abc import Container, Iterable
from functools import cache

from data.lecture.codes_connus import noms_connus
from data.memoire import une_fois_par_objet
from data.model import Registre

# First words of organisations, without accents; acronyms as health officers write them.
PREMIERS_MOTS = frozenset(
    re.findall(
        r"\S+",
        """
    academie acteurs adil administration agence agglomeration anpaa apf ars asept asso
    association associations
    assurance asv atelier atlas atmo bailleurs bibliotheque bureau ca caarud caf caisse
    carsat cc ccas cd cdos centre centres cesc ch chi chru chs chu cias clat clic clinique cls
    clsm club clubs cmp cnam cnsa codes collectif collectivite collectivites college comite
    commissariat commission communaute communautes commune communes confederation conseil
    conseils consortium coordination cpam cpts creai crij croix-rouge csapa cu ddcs ddets
    ddetspp ddfip ddt ddtm deets delegation departement deval direction dispositif drdjscs
    dreal drees dreets dsden ecole education ehesp ehpad epci ephad epsm ept equipe espace
    etablissement etablissements etat etp faculte federation fnars fondation france gem
    gendarmerie ght gip groupe groupement handicap hopital hopitaux ime insee inserm
    instance institut ireps ligue lycee lycees maia mairie maison maisons mda mdph
    mediatheque metropole mgen ministere mission missions msa msp mutualite mutuelle mutuelles
    observatoire office oncopole ordre ors parc pays petr planning plateforme pmi pole
    police prefecture promotion protection ptsm rectorat regie region reseau reseaux
    residence sante sdis secours secretariat service services societe spip ssiad structure
    structures syndicat tisf uc udaf unafam union universite urps ville villes
    """,
    )
)
CIVILITES = frozenset({"m", "mr", "mme", "mlle", "dr", "docteur", "pr", "professeur", "me"})
SEPARATEURS = re.compile(r"\s*[;/,\n]\s*|\s+[-–—]\s+|\s+et\s+", re.IGNORECASE)
ENTRE_PARENTHESES = re.compile(r"\s*\([^)]*\)")
NATURE = re.compile(r"^(?:cc|ca|cu) (?=.*\b(?:communaute|agglomeration|metropole)\b)")
"""In front of a name that says by itself what it is: "CC Mayenne Communauté"."""
ENTRE_NOMS = " ; "
AUTEUR_TU = "Auteur non public"


def normalise(nom: str) -> str:
    """Return a name without accents, in small letters, its words separated by one space."""
    plain = unicodedata.normalize("NFKD", nom.replace("œ", "oe").replace("Œ", "oe"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(letters.casefold().replace("’", "'").split())


@une_fois_par_objet(12)
def structures_du_registre(registre: Registre) -> frozenset[str]:
    """Return the organisations that a registre or the référentiel names, for ``noms_publics``."""
    return structures_connues(
        (
            *(one.porteur for one in registre.contrats.values()),
            *(one.nom for one in registre.signataires),
            *(one.ars for one in registre.regions.values()),
        )
    )


def structures_connues(noms: Iterable[str]) -> frozenset[str]:
    """Return names of organisations normalised, with the EPCI of the last vintage.

    ``noms``: porteurs, signataires, ARS.
    """
    return _epci() | {normalise(nom) for nom in noms if nom and not _has_civility(nom)}


def est_une_structure(nom: str, connues: Container[str] = frozenset()) -> bool:
    """Tell whether a name is that of an organisation; ``connues``: normalised names."""
    plain = normalise(nom)
    if not plain or "@" in plain or _has_civility(nom):
        return False
    first = re.split(r"[ '.]", plain)[0]
    return plain in connues or first in PREMIERS_MOTS or first.startswith(("inter", "l'"))


def noms_publics(texte: str, connues: Container[str] = frozenset()) -> str:
    """Return the organisations of a text, "" when it names none: the names of persons are left out.

    A text that names organisations alone is returned as it is written.
    """
    bare = ENTRE_PARENTHESES.sub("", texte).strip()
    if normalise(texte) in connues or (bare and normalise(bare) in connues):
        return texte if bare == texte.strip() else bare
    names = [one for one in SEPARATEURS.split(bare) if one.strip()]
    kept = [one for one in names if est_une_structure(one, connues)]
    if bare == texte.strip() and _are_whole(names, kept, connues):
        return texte
    return ENTRE_NOMS.join(kept)


def auteur_public(auteur: str) -> str:
    """Return who published, as everybody may read it: an organisation, or that it is not told."""
    return noms_publics(auteur) or AUTEUR_TU


def _are_whole(names: list[str], kept: list[str], connues: Container[str]) -> bool:
    """Tell whether every part of a text is the name of an organisation, or the end of one.

    "CC de la Presqu'île et du Faou": the second part belongs to the first when it begins with an
    article or a preposition.
    """
    tails = [one for one in names if one not in kept]
    return bool(kept) and all(_is_a_tail(one) for one in tails)


def _is_a_tail(part: str) -> bool:
    return re.match(r"(?:de|du|des|la|le|les)\s|d'|l'", normalise(part)) is not None


def _has_civility(nom: str) -> bool:
    words = re.split(r"[\s.]+", normalise(nom))
    return bool(CIVILITES & set(words))


@cache
def _epci() -> frozenset[str]:
    whole = {normalise(nom) for noms in noms_connus("epci").values() for nom in noms}
    return frozenset(whole | {NATURE.sub("", nom) for nom in whole})
