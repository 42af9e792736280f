"""What the answer leaves out and that a reader must not miss."""

from components.commun.mots.contrat import Morceau, Phrase, contrat_en_projet
from components.commun.mots.formats import date_partielle, nombre, pluriel
from components.commun.mots.libelles import STATUTS_CONTRAT
from components.territoire.phrases import CONTRATS_DECRITS, EN_LETTRES, SUJETS, enumeration
from geo.territoire.situation import Situation


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
    return (Morceau("En projet aussi\u00a0: "), *enumeration(map(contrat_en_projet, projects)))


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
                        "\u00a0: une source publique disait toute la population couverte "
                        f"({place.nom}{when}), plus que ce que le registre retrouve à la date "
                        "regardée."
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
        return (Morceau(f"Autour\u00a0: {whole}, sans contrat recensé en cours ou en projet."),)
    return (Morceau(f"Autour\u00a0: {whole}, dont " + " et ".join(parts) + "."),)
