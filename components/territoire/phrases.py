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
    date_partielle,
    jour_en_lettres,
    nombre,
    pluriel,
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


def _enumeration(phrases: Iterable[Phrase]) -> Phrase:
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
    return (*head, Morceau(f" par {how}\u00a0: "), *_enumeration(map(contrat_signe, signed)))


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
            *_enumeration(map(contrat_signe, signed)),
        )
    of = {"le département": "du département"}.get(SUJETS[niveau], f"de {SUJETS[niveau]}")
    pieces = [
        Morceau(pourcentage(figures.taux_signe), fort=True),
        Morceau(
            f" de la population {of} est couverte par un contrat local de santé signé "
            f"({nombre(figures.population_signe)} habitants sur {nombre(figures.population)})"
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
    return (*pieces, Morceau("\u00a0: "), *_enumeration(map(contrat_signe, signed)))


def _in_project(situation: Situation) -> Phrase:
    projects = situation.de_statut("projet")
    niveau = situation.territoire.niveau
    many = len(projects)
    prepared = "un contrat est " if many == 1 else f"{EN_LETTRES.get(many, many)} contrats sont "
    known = _known(_unlocated(situation, "signe"))
    head = (
        Morceau(f"aucun contrat local de santé{known} n'est signé {DANS[niveau]}, mais {prepared}"),
        Morceau("en projet", fort=True),
        *_share_in_project(situation),
    )
    if many > CONTRATS_DECRITS:
        return (*head, Morceau("."), *_also(situation, "signe"))
    listed = _enumeration(map(contrat_en_projet, projects))
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
        return (Morceau(f" {len(over)} contrats y sont arrivés à leur terme."),)
    known = " Le dernier connu\u00a0: " if len(over) == 1 else " Les derniers connus\u00a0: "
    return (Morceau(known), *_enumeration(map(contrat_echu, over)))


def _not_covered(situation: Situation) -> Phrase:
    known = _known(_unlocated(situation, "signe", "projet"))
    what = "n'est en cours" if situation.statut == "echu" else "n'est recensé"
    where = DANS[situation.territoire.niveau]
    last = _last_known(situation) if situation.de_statut("echu") else ()
    return (
        Morceau("aucun contrat", fort=True),
        Morceau(f" local de santé{known} {what} {where}, ni signé ni en projet."),
        *_also(situation, "signe", "projet"),
        *last,
    )


def reponse(situation: Situation) -> Phrase:
    """Return the answer: one or two sentences that begin with the day."""
    told = {
        "signe": _covered,
        "partielle": _partly_covered,
        "projet": _in_project,
        "projet_partie": _in_project,
    }
    body = told.get(situation.statut, _not_covered)(situation)
    return (Morceau(f"Au {jour_en_lettres(situation.jour)}, "), *body)


def precisions(situation: Situation) -> list[Phrase]:
    """Return what the answer leaves out and that a reader must not miss, one sentence each."""
    found = [
        _asked_part(situation),
        _ending_soon(situation),
        _other_project(situation),
        _unknown_status(situation),
        _to_locate(situation),
        _published_as_whole(situation),
        _neighbours(situation),
    ]
    return [phrase for phrase in found if phrase]


def _asked_part(situation: Situation) -> Phrase:
    if not situation.lieu.demande:
        return ()
    return (
        Morceau(situation.lieu.demande, fort=True),
        Morceau(
            f" est une ancienne commune, rattachée à {situation.territoire.nom}\u00a0: la réponse "
            "est celle de la commune entière."
        ),
    )


def _ending_soon(situation: Situation) -> Phrase:
    ending = situation.synthese.fins_prochaines
    if not ending or len(situation.de_statut("signe")) > CONTRATS_DECRITS:
        return ()
    which = "Ce contrat arrive" if len(situation.de_statut("signe")) == 1 else "Un contrat arrive"
    return (
        Morceau(which),
        Morceau(" à échéance dans moins d'un an", fort=True),
        Morceau("\u00a0: son évaluation et son renouvellement se préparent maintenant."),
    )


def _other_project(situation: Situation) -> Phrase:
    projects = situation.de_statut("projet")
    if situation.statut not in ("signe", "partielle") or not projects:
        return ()
    if len(projects) > CONTRATS_DECRITS or situation.territoire.niveau in ("departement", "region"):
        return ()
    return (Morceau("En projet aussi\u00a0: "), *_enumeration(map(contrat_en_projet, projects)))


def _unknown_status(situation: Situation) -> Phrase:
    unknown = situation.de_statut("inconnu")
    if not unknown or len(unknown) > CONTRATS_DECRITS or situation.statut == "signe":
        return ()
    names = ", ".join(one.contrat.nom for one in unknown)
    if len(unknown) == 1:
        said = (
            "Un contrat est cité, sans que sa source dise où il en est\u00a0: il n'est pas compté"
        )
    else:
        count = EN_LETTRES[len(unknown)].capitalize()
        said = (
            f"{count} contrats sont cités, sans que leurs sources disent où ils en sont\u00a0: ils "
            "ne sont pas comptés"
        )
    return (Morceau(f"{said} ({names})."),)


def _to_locate(situation: Situation) -> Phrase:
    found = situation.a_localiser
    if not found or situation.statut == "signe":
        return ()
    names = ", ".join(
        f"{one.contrat.nom} ({STATUTS_CONTRAT[one.statut].lower()})"
        for one in found[:CONTRATS_DECRITS]
    )
    rest = len(found) - CONTRATS_DECRITS
    if rest > 0:
        names += f" et {pluriel(rest, 'autre')}"
    return (
        Morceau("À vérifier", fort=True),
        Morceau(
            f"\u00a0: aucune source ne donne le périmètre de contrats du département qui peuvent "
            f"inclure {SUJETS[situation.territoire.niveau]}\u00a0: {names}."
        ),
    )


def _published_as_whole(situation: Situation) -> Phrase:
    """A publication that says that everybody is covered, where the registre knows less."""
    if situation.statut == "signe":
        return ()
    for place, figures in situation.publies.items():
        for figure in figures:
            whole = figure.indicateur == "taux_population_signe" and figure.valeur == "100"
            if whole and (figure.date is None or figure.date.premier_jour <= situation.jour):
                when = f", {date_partielle(figure.date)}" if figure.date else ""
                return (
                    Morceau("À vérifier", fort=True),
                    Morceau(
                        f"\u00a0: une source publique dit toute la population couverte ({place.nom}"
                        f"{when}), ce que le registre de l'atlas ne retrouve pas."
                    ),
                )
    return ()


def _neighbours(situation: Situation) -> Phrase:
    around = situation.voisinage
    niveau = situation.territoire.niveau
    if niveau == "arrondissement_municipal" or not around.communes or situation.statut == "signe":
        return ()
    whole = pluriel(len(around.communes), "commune limitrophe", "communes limitrophes")
    parts = []
    if around.nb_signe:
        parts.append(f"{nombre(around.nb_signe)} sous un contrat signé")
    if around.nb_projet:
        parts.append(f"{nombre(around.nb_projet)} dans un projet")
    if not parts:
        return (Morceau(f"Autour\u00a0: {whole}, sans contrat signé ni projet recensé."),)
    return (Morceau(f"Autour\u00a0: {whole}, dont " + " et ".join(parts) + "."),)
