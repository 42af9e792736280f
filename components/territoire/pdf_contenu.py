"""What the PDF sheet of a territory says under its map, as paragraphs grouped by subject."""

from collections.abc import Sequence

from components.commun.html import site
from components.commun.mots.contrat import Morceau, Phrase, echeance
from components.commun.mots.formats import NON_RENSEIGNE, date_partielle, habitants, nombre, pluriel
from components.commun.mots.libelles import (
    CATEGORIES_SIGNATAIRES,
    INDICATEURS_PUBLIES,
    STATUTS_CONTRAT,
)
from components.commun.statuts import statut_accorde
from components.documents.pdf.contenu import PUCE, Groupe, Paragraphe, is_site, paragraphe
from components.territoire.autour import distance
from components.territoire.demarche import FINANCEMENTS, etapes_en_cours
from components.territoire.phrases import CONTRATS_DECRITS
from geo.contrats.actions import avancement
from geo.territoire.contrat_situe import ContratSitue
from geo.territoire.situation import Situation

CONTRATS_LISTES = 12
CHIFFRES_LISTES = 5
COMMUNES_LISTEES = 8
VOISINS_LISTES = 5
SIGNATAIRES_LISTES = 14


def _item(phrase: Phrase, puce: str = PUCE) -> Paragraphe:
    return Paragraphe(phrase, puce=puce, avant=0.3)


def _plain(texte: str, puce: str = PUCE) -> Paragraphe:
    return _item((Morceau(texte),), puce)


def _unknown() -> Paragraphe:
    return paragraphe(NON_RENSEIGNE, couleur="gris")


def _source(one: ContratSitue) -> list[Paragraphe]:
    address = one.contrat.source_url
    if not is_site(address):
        return []
    text = f"Source\u00a0: {site(address)}"
    return [paragraphe(text, couleur="gris", taille=8.0, avant=0.5, lien=address)]


def axes(one: ContratSitue, titre: str = "Axes") -> Groupe:
    """Return the axes of a contract and their source."""
    items = [
        _plain(axe.intitule, f"{axe.numero}." if axe.numero else PUCE) for axe in one.axes
    ] or [_unknown()]
    return Groupe(f"{titre} – {one.contrat.nom}", (*items, *_source(one)))


def actions(one: ContratSitue, situation: Situation) -> Groupe:
    """Return how many actions a contract has, by status."""
    announced = one.contrat.nb_actions_annonce
    lines = []
    if announced:
        lines.append(_plain(f"{pluriel(announced, 'action annoncée', 'actions annoncées')}"))
    if one.actions:
        counts = avancement(one.actions, situation.jour).par_statut
        told = ", ".join(
            f"{nombre(number)} {statut_accorde(code, number)}"
            for code, number in counts.items()
            if number
        )
        found = pluriel(len(one.actions), "action connue", "actions connues")
        lines.append(_plain(f"{found} de l'atlas\u00a0: {told}"))
    return Groupe("Actions", tuple(lines) or (_unknown(),))


def signataires(one: ContratSitue) -> Groupe:
    """Return who signed a contract, by category."""
    order = list(CATEGORIES_SIGNATAIRES)
    known = sorted(one.signataires, key=lambda signatory: order.index(signatory.categorie))
    names = [signatory.nom for signatory in known[:SIGNATAIRES_LISTES]]
    text = ", ".join(names)
    if len(known) > len(names):
        text += f" et {pluriel(len(known) - len(names), 'autre')}"
    body = paragraphe(f"{text}.") if names else _unknown()
    total = f" ({len(known)})" if known else ""
    title = "Signataires annoncés" if one.statut == "projet" else "Signataires"
    return Groupe(f"{title}{total}", (body,))


def liste_des_contrats(contrats: Sequence[ContratSitue]) -> Groupe:
    """Return the contracts of a wide territory, those of most residents first."""
    ordered = sorted(contrats, key=lambda one: -one.population)
    items = []
    for one in ordered[:CONTRATS_LISTES]:
        status = echeance(one) if one.statut == "signe" else STATUTS_CONTRAT[one.statut].lower()
        people = f", {habitants(one.population)}" if one.population else ""
        items.append(_item((Morceau(one.contrat.nom, True), Morceau(f", {status}{people}"))))
    if len(ordered) > len(items):
        items.append(_plain(f"et {pluriel(len(ordered) - len(items), 'autre')}", "…"))
    return Groupe("Contrats signés ou en projet", tuple(items))


def communes(situation: Situation) -> Groupe | None:
    """Return the most populous communes under no contract, None when there is none."""
    bare = situation.communes_non_couvertes
    if bare.empty:
        return None
    shown = bare.head(COMMUNES_LISTEES)
    named = ", ".join(
        f"{name} ({nombre(population)})"
        for name, population in zip(shown["nom"], shown["population"], strict=True)
    )
    if len(bare) > len(shown):
        named += f" et {pluriel(len(bare) - len(shown), 'autre')}"
    count = f"{nombre(len(bare))} sur {nombre(len(situation.communes))}"
    return Groupe(
        f"Communes sans contrat recensé en cours\u00a0: {count}",
        (paragraphe(f"{named} (population)."),),
    )


def voisins(situation: Situation) -> Groupe | None:
    """Return the nearest contracts, None when there is none."""
    items = tuple(
        _item(
            (
                Morceau(one.contrat.nom, True),
                Morceau(f", {STATUTS_CONTRAT[one.statut].lower()}, {distance(near)}"),
            )
        )
        for near, one in situation.proches[:VOISINS_LISTES]
    )
    return Groupe("Contrats les plus proches", items) if items else None


def demarche(situation: Situation) -> list[Groupe]:
    """Return the steps, what the ARS can fund and whom to write to."""
    reached = etapes_en_cours(situation)
    steps = [
        _item(
            (Morceau(etape.intitule, etape.code in reached),)
            + ((Morceau(" (en cours)"),) if etape.code in reached else ()),
            f"{rank}.",
        )
        for rank, etape in enumerate(sorted(situation.etapes, key=lambda one: one.ordre), 1)
    ]
    ars = situation.ars.ars if situation.ars else "l'agence régionale de santé"
    money = [_plain(f"{what}\u00a0: {why}") for what, why in FINANCEMENTS.items()]
    contact = paragraphe(f"À qui écrire\u00a0: {ars}.", gras=True, avant=0.8)
    return [
        Groupe("Comment un contrat se construit", tuple(steps)),
        Groupe("Ce que l'ARS peut financer", (*money, contact)),
    ]


def chiffres_publies(situation: Situation) -> Groupe | None:
    """Return the figures published for the place, newest first, None when there is none."""
    figures = tuple(
        _plain(
            f"{INDICATEURS_PUBLIES[figure.indicateur]}\u00a0: {figure.valeur.replace('.', ',')} "
            f"{figure.unite} ({date_partielle(figure.date)})"
        )
        for figure in situation.publies.get(situation.territoire, ())
        if figure.indicateur in INDICATEURS_PUBLIES
    )
    return Groupe("Chiffres publiés par ailleurs", figures[:CHIFFRES_LISTES]) if figures else None


def colonnes(situation: Situation) -> tuple[list[Groupe], list[Groupe]]:
    """Return the groups of the two columns, the most useful first."""
    current = situation.de_statut("signe", "projet")
    found = (communes(situation), chiffres_publies(situation), voisins(situation))
    around = [group for group in found if group is not None]
    if not current:
        steps, money = demarche(situation)
        last = [axes(one, "Axes du dernier contrat") for one in situation.de_statut("echu")[:1]]
        return [steps, *last], [money, *around]
    if len(current) > CONTRATS_DECRITS:
        return [liste_des_contrats(current)], around
    left = [axes(one) for one in current]
    right = [group for one in current for group in (actions(one, situation), signataires(one))]
    if situation.statut in ("projet", "projet_partie"):
        left += demarche(situation)[:1]
        right += demarche(situation)[1:]
    return left, [*right, *around]
