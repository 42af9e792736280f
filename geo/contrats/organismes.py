"""Which names are those of organisations: the only ones that leave the atlas in the open.

What steers an action is written as its source writes it, and may be a person. A name goes out when
it is that of a territory, of a porteur or of a signatory of the registre, or when its first words
say what kind of body it is; any other one stays inside, and so does what names a person beside a
body. DESIGN section 15.
"""

import re
from collections.abc import Iterable, Iterator

from data.memoire import une_fois_par_table
from data.model import Registre
from geo.territoires.normalisation import normaliser, sans_articles
from geo.territoires.referentiel import load_referentiel

NIVEAUX_NOMMES = ("epci", "ept", "departement", "region")
"""Not the communes: many of them are also the names of families."""
SEPARATEURS = re.compile(r"\s*(?:[;/,|:()\n]|\s[-–—]\s|\ben lien avec\b)\s*")
ET = re.compile(r"\s+et\s+")
NOMS_JOINTS = 5
PERSONNE = re.compile(
    r"\b(?:m|mr|mme|mlle|mm|dr|docteur|docteure|pr|prof|professeur|professeure|monsieur|madame|"
    r"mademoiselle)\b|@"
)
GENRES = (
    "ars|agence|atlas|administration|association|assurance maladie|academie|caf|caisse|cpam|msa|"
    "carsat|mgen|mutualite|ca|cc|cu|communaute|metropole|ville|commune|mairie|departement|"
    "conseil (?:departemental|regional)|region|prefecture|sous prefecture|dreets|ddets|dreal|"
    "drajes|petr|pole|pays|syndicat|parc naturel|gip|groupement|ccas|cias|centre hospitalier|chu|"
    "chs|ch|hopital|clinique|centre (?:social|communal|intercommunal|de sante)|maison (?:de sante|"
    "france services|des)|msp|cpts|clsm|urps|ordre|education nationale|rectorat|universite|"
    "mission locale|france travail|service|services|direction|coordination|observatoire|ors|ireps|"
    "promotion sante|comite|federation|union|reseau|college|lycee|office|etablissement|fondation|"
    "institut|ministere|etat|collectivites?"
)
GENRE = re.compile(rf"^(?:les? |la |l |des? |du |d )?(?:{GENRES})\b")


def organismes(registre: Registre, texte: str) -> str:
    """Return the organisations that a text names, as it writes them, '' when it names none.

    A text that names a person with a title or an address is left out whole; of a list, what is
    not an organisation is.
    """
    if not texte.strip() or "@" in texte or PERSONNE.search(normaliser(texte)):
        return ""
    known = _connus(registre)
    if _plain(texte) in known:
        return texte.strip()
    parts = [part for part in SEPARATEURS.split(texte) if part.strip()]
    return "\u00a0; ".join(part.strip() for part in parts if _are_organisations(part, known))


def _are_organisations(texte: str, known: frozenset[str]) -> bool:
    """Tell whether a text is organisations joined by « et »: some have the word in their name."""
    pieces = ET.split(texte)
    if _plain(texte) in known or (len(pieces) == 1 and GENRE.match(normaliser(texte))):
        return True
    return len(pieces) <= NOMS_JOINTS and any(
        _are_organisations(" et ".join(pieces[:cut]), known)
        and _are_organisations(" et ".join(pieces[cut:]), known)
        for cut in range(1, len(pieces))
    )


def _plain(nom: str) -> str:
    return sans_articles(normaliser(nom))


@une_fois_par_table(12)
def _connus(registre: Registre) -> frozenset[str]:
    """Return the names of the organisations of a registre, normalised."""
    return frozenset(_plain(nom) for nom in _names(registre)) - {""}


def _names(registre: Registre) -> Iterator[str]:
    levels = load_referentiel().niveaux
    for niveau in NIVEAUX_NOMMES:
        yield from _texts(levels[niveau].noms)
    yield from (contrat.porteur for contrat in registre.contrats.values())
    yield from (signataire.nom for signataire in registre.signataires)
    yield from (annonce.ars for annonce in registre.regions.values())


def _texts(names: Iterable[object]) -> Iterator[str]:
    return (str(name) for name in names)
