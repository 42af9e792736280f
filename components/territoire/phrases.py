"""The answer in plain words: is the place under a contract, which one, until when, by whom."""

from collections.abc import Iterable

from components.commun.mots.contrat import (
    Morceau,
    Phrase,
    contrat_echu,
    contrat_en_projet,
    contrat_signe,
)
from components.commun.mots.formats import (
    jour_en_lettres,
    nombre,
    pourcentage,
)
from components.commun.mots.libelles import STATUTS_CONTRAT
from geo.territoire.contrat_situe import ContratSitue
from geo.territoire.situation import Situation

CONTRATS_DECRITS = 3
SUJETS = {
    "commune": "la commune",
    "arrondissement_municipal": "l'arrondissement",
    "epci": "l'intercommunalité",
    "ept": "l'établissement public territorial",
    "departement": "le département",
    "region": "la région",
}
DANS = {
    "commune": "dans la commune",
    "arrondissement_municipal": "dans l'arrondissement",
    "epci": "dans l'intercommunalité",
    "ept": "dans l'établissement public territorial",
    "departement": "dans le département",
    "region": "dans la région",
}
EN_LETTRES = {2: "deux", 3: "trois"}
FEMININS = ("commune", "epci", "region")
D_UN_SEUL_TENANT = ("commune", "arrondissement_municipal")


def enumeration(phrases: Iterable[Phrase]) -> Phrase:
    """Put descriptions one after the other, with semicolons and a full stop."""
    pieces: list[Morceau] = []
    for phrase in phrases:
        if pieces:
            pieces.append(Morceau("\u00a0; "))
        pieces += phrase
    return (*pieces, Morceau("."))


def _covered(situation: Situation) -> Phrase:
    niveau = situation.territoire.niveau
    word = "couverte" if niveau in FEMININS else "couvert"
    if niveau not in D_UN_SEUL_TENANT:
        word = f"entièrement {word}"
    signed = situation.de_statut("signe")
    head = (Morceau(f"{SUJETS[niveau]} est "), Morceau(word, fort=True))
    if len(signed) > CONTRATS_DECRITS:
        return (*head, Morceau(f" par {len(signed)} contrats locaux de santé signés."))
    how = "un contrat local de santé signé"
    if len(signed) > 1:
        how = f"{EN_LETTRES[len(signed)]} contrats locaux de santé signés"
    return (*head, Morceau(f" par {how}\u00a0: "), *enumeration(map(contrat_signe, signed)))


def _partly_covered(situation: Situation) -> Phrase:
    niveau = situation.territoire.niveau
    signed = situation.de_statut("signe")
    figures = situation.synthese
    if not figures.population_signe:
        return (
            Morceau("une partie seulement", fort=True),
            Morceau(
                f" de {SUJETS[niveau]} est couverte par un contrat local de santé signé\u00a0: "
            ),
            *enumeration(map(contrat_signe, signed)),
        )
    pieces = [
        Morceau("les contrats signés recensés couvrent "),
        Morceau(pourcentage(figures.taux_signe), fort=True),
        Morceau(
            f" de la population ({nombre(figures.population_signe)} habitants sur "
            f"{nombre(figures.population)})"
        ),
    ]
    if figures.population_projet:
        pieces.append(Morceau(", "))
        pieces.append(Morceau(pourcentage(figures.taux_signe_ou_projet), fort=True))
        pieces.append(Morceau(" en comptant les contrats en projet"))
    if len(signed) > CONTRATS_DECRITS:
        counts = f"{len(signed)} contrats signés"
        if projects := len(situation.de_statut("projet")):
            counts += f" et {projects} en projet"
        return (*pieces, Morceau(f". {counts} y sont recensés."))
    return (*pieces, Morceau("\u00a0: "), *enumeration(map(contrat_signe, signed)))


def _in_project(situation: Situation) -> Phrase:
    projects = situation.de_statut("projet")
    niveau = situation.territoire.niveau
    many = len(projects)
    prepared = "un contrat est " if many == 1 else f"{EN_LETTRES.get(many, many)} contrats sont "
    known = _known(_unlocated(situation, "signe"))
    head = (
        Morceau(
            f"aucun contrat local de santé signé{known} n'est recensé {DANS[niveau]}, mais "
            f"{prepared}"
        ),
        Morceau("en projet", fort=True),
        *_share_in_project(situation),
    )
    if many > CONTRATS_DECRITS:
        return (*head, Morceau("."), *_also(situation, "signe"))
    listed = enumeration(map(contrat_en_projet, projects))
    return (*head, Morceau("\u00a0: "), *listed, *_also(situation, "signe"))


def _share_in_project(situation: Situation) -> Phrase:
    if situation.statut != "projet_partie":
        return ()
    figures = situation.synthese
    return (
        Morceau(
            f" pour une partie des habitants ({nombre(figures.population_projet)} sur "
            f"{nombre(figures.population)}, soit {pourcentage(figures.taux_signe_ou_projet)})"
        ),
    )


def _unlocated(situation: Situation, *wanted: str) -> tuple[ContratSitue, ...]:
    """Return the contracts of a wide territory of which no source gives the perimeter."""
    return tuple(one for one in situation.de_statut(*wanted) if not one.perimetre_connu)


def _known(unlocated: tuple[ContratSitue, ...]) -> str:
    return " au périmètre connu" if unlocated else ""


def _also(situation: Situation, *wanted: str) -> Phrase:
    """Name the contracts that may cover somebody, whose perimeter no source gives."""
    unlocated = _unlocated(situation, *wanted)
    if not unlocated:
        return ()
    names = ", ".join(
        f"{one.contrat.nom} ({STATUTS_CONTRAT[one.statut].lower()})" for one in unlocated
    )
    return (
        Morceau(" Sans périmètre connu, et compté dans aucun taux\u00a0: "),
        Morceau(f"{names}."),
    )


def _last_known(situation: Situation) -> Phrase:
    over = situation.de_statut("echu")
    if len(over) > CONTRATS_DECRITS:
        return (Morceau(f" {len(over)} contrats y ont une échéance passée."),)
    known = " Le dernier connu\u00a0: " if len(over) == 1 else " Les derniers connus\u00a0: "
    return (Morceau(known), *enumeration(map(contrat_echu, over)))


def _not_covered(situation: Situation) -> Phrase:
    known = _known(_unlocated(situation, "signe", "projet"))
    under_way = " en cours" if situation.statut == "echu" else ""
    where = DANS[situation.territoire.niveau]
    last = _last_known(situation) if situation.de_statut("echu") else ()
    return (
        Morceau("aucun contrat", fort=True),
        Morceau(f" local de santé{under_way}{known} n'est recensé {where}, ni signé ni en projet."),
        *_also(situation, "signe", "projet"),
        *last,
    )


def reponse_sans_date(situation: Situation) -> Phrase:
    """Return the answer without its day, for where the day stands just above."""
    first, *rest = _body(situation)
    return (Morceau(first.texte[:1].upper() + first.texte[1:], first.fort), *rest)


def reponse(situation: Situation) -> Phrase:
    """Return the answer: one or two sentences that begin with the day."""
    return (Morceau(f"Au {jour_en_lettres(situation.jour)}, "), *_body(situation))


def _body(situation: Situation) -> Phrase:
    told = {
        "signe": _covered,
        "partielle": _partly_covered,
        "projet": _in_project,
        "projet_partie": _in_project,
    }
    return told.get(situation.statut, _not_covered)(situation)
