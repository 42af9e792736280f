"""Words, colours and patterns of the statuses and of the rate classes: defined here, once.

Colours are told apart by colour-blind readers and in black and white: luminance differs from one
status to the next, and each also has its own pattern on the map and its word beside it.
"""

from dataclasses import dataclass, replace

from components.commun.mots.certitude import CLASSES


@dataclass(frozen=True)
class Aspect:
    """How a class is drawn and named. ``code`` is the character that stands for it on the map."""

    code: str
    libelle: str
    definition: str
    couleur: str
    motif: str  # "" (solid) or a drawing of carte_assets/motifs.js
    couleur_motif: str = ""


def _aspect(classe: str, code: str, couleur: str, motif: str, couleur_motif: str = "") -> Aspect:
    word = CLASSES[classe]
    return Aspect(code, word.libelle, word.definition, couleur, motif, couleur_motif)


# Signed contracts are blue, projects orange, what is over or untold brown and grey. Where the
# registre holds nothing, the paper of the map: neutral, for it says nothing of the place.
STATUTS: dict[str, Aspect] = {
    "signe": _aspect("signe_atteste", "s", "#1f4e8c", ""),
    "signe_a_confirmer": _aspect("signe_a_confirmer", "c", "#a9c9ea", "rayures", "#1f4e8c"),
    "partielle": _aspect("partielle", "q", "#8fb8de", "points", "#1f4e8c"),
    "projet": _aspect("projet", "p", "#f4b860", "hachures", "#8a4b00"),
    "projet_partie": _aspect("projet_partie", "j", "#fbe6c4", "contre_hachures", "#8a4b00"),
    "echu": _aspect("echeance_passee", "e", "#b9aea6", "croix", "#5f544d"),
    "inconnu": _aspect("inconnu", "i", "#d9dde3", "ronds", "#5b6472"),
    "termine": _aspect("termine", "t", "#ddd3cb", "treillis", "#75675d"),
    "aucun_recense": _aspect("aucun_recense", "n", "#f6f4ef", ""),
    "non_couvert": _aspect("non_couvert", "x", "#fdfdfb", "semis", "#1b2430"),
}

# Classes of geo.certitude.classes whose aspect has the name of a status of geo.contrats.statuts.
_STATUT_DE_LA_CLASSE = {
    "signe_atteste": "signe",
    "echeance_passee": "echu",
    "renouvele": "termine",
}


def aspect_de(classe: str) -> Aspect:
    """Return the aspect of a class (geo.certitude.classes), or of a status, of a territory."""
    return STATUTS[_STATUT_DE_LA_CLASSE.get(classe, classe)]


LIBELLES_STATUTS = {code: aspect.libelle for code, aspect in STATUTS.items()} | {
    classe: STATUTS[code].libelle for classe, code in _STATUT_DE_LA_CLASSE.items()
}

# Past and coming periods on a timeline of generations; no place on a map has these statuses.
PERIODES: dict[str, Aspect] = {
    "renouvele": Aspect(
        "r", "Renouvelé", "terminé, un contrat plus récent a pris la suite", "#b7c4d3", ""
    ),
    "a_venir": Aspect(
        "v", "À venir", "signé après la date de la situation", "#ffffff", "lignes", "#1f4e8c"
    ),
}

CLASSES_TAUX: tuple[Aspect, ...] = (
    Aspect("0", "0\u00a0%", "aucun habitant couvert", "#f6f4ef", ""),
    Aspect("1", "moins de 25\u00a0%", "entre 0 et 25\u00a0% de la population", "#c9ddf1", ""),
    Aspect("2", "25 à 50\u00a0%", "entre 25 et 50\u00a0% de la population", "#97bde3", ""),
    Aspect("3", "50 à 75\u00a0%", "entre 50 et 75\u00a0% de la population", "#5d96ce", ""),
    Aspect("4", "75 à 100\u00a0%", "au moins 75\u00a0%, sans être complet", "#2f69a8", ""),
    Aspect("5", "100\u00a0%", "toute la population", "#143a6b", ""),
)

# Shares in a heat map, from 0 to 1. One hue, from the paper of the map to the blue of a signed
# contract: read by lightness alone.
ECHELLE_PARTS = ((0.0, "#f6f4ef"), (0.0001, "#e3edf7"), (0.5, "#659bd0"), (1.0, "#143a6b"))
SANS_DONNEE = "#d5dae1"

# What a scenario changes, over the statuses that it leaves: see geo.simulation.carte.
SIMULATION: dict[str, Aspect] = {
    "ajoute": Aspect(
        "a",
        "Ajouté (simulation)",
        "le scénario y ajoute un contrat signé, et toute la population est alors couverte",
        "#1e7d4f",
        "lignes",
        "#ffffff",
    ),
    "ajoute_partie": Aspect(
        "b",
        "Ajouté en partie (simulation)",
        "le scénario y couvre des habitants qui ne l'étaient pas, sans les couvrir tous",
        "#b5e0c6",
        "colonnes",
        "#14603a",
    ),
    "retire": Aspect(
        "r",
        "Retiré (simulation)",
        "le scénario y retire à des habitants leur contrat signé",
        "#e8c4d8",
        "grille",
        "#8a1f5c",
    ),
}

# The same, of changes that are about to be published.
_MOTS_DE_L_EFFET = {
    "ajoute": ("Couverte en plus", "toute la population y serait sous un contrat signé"),
    "ajoute_partie": (
        "Couverte en plus, en partie",
        "des habitants y seraient sous un contrat signé, et pas tous",
    ),
    "retire": ("Couverte en moins", "des habitants n'y seraient plus sous un contrat signé"),
}
EFFET: dict[str, Aspect] = {
    name: replace(SIMULATION[name], libelle=label, definition=meaning)
    for name, (label, meaning) in _MOTS_DE_L_EFFET.items()
}

# What a perimeter holds, on the map where it is chosen: see geo.saisie.carte.
PERIMETRE: dict[str, Aspect] = {
    "ajoute": replace(
        SIMULATION["ajoute"],
        libelle="Ajouté",
        definition="n'est pas dans le périmètre publié, et y entre en entier",
    ),
    "ajoute_partie": replace(
        SIMULATION["ajoute_partie"],
        libelle="Ajouté en partie",
        definition="une partie entre dans le périmètre",
    ),
    "retire": replace(
        SIMULATION["retire"],
        libelle="Retiré",
        definition="était dans le périmètre publié, et en sort, en tout ou en partie",
    ),
    "dedans": replace(
        STATUTS["signe"], libelle="Dans le périmètre", definition="en entier, comme publié"
    ),
    "dedans_partie": replace(
        STATUTS["partielle"],
        libelle="En partie dans le périmètre",
        definition="certains de ses habitants y sont, et pas tous",
    ),
    "dehors": replace(
        STATUTS["aucun_recense"],
        libelle="Hors du périmètre",
        definition="un clic l'ajoute",
    ),
}

HORS_VUE = "."

# The same patterns, as plotly writes them.
MOTIFS_PLOTLY = {
    "": "",
    "hachures": "/",
    "contre_hachures": "\\",
    "points": ".",
    "croix": "x",
    "lignes": "-",
    "colonnes": "|",
    "grille": "+",
    "rayures": "/",
    "ronds": "+",
    "treillis": "x",
    "semis": ".",
}

# Statuses of actions, in the order of geo.contrats.actions.STATUTS_ACTION. Another hue than the
# contracts': an action done is not a contract signed.
STATUTS_ACTION: dict[str, Aspect] = {
    "realisee": Aspect("r", "Réalisée", "la source dit que l'action est faite", "#0b5345", ""),
    "en_cours": Aspect("c", "En cours", "l'action a commencé", "#7cc4b0", "hachures", "#0b5345"),
    "non_demarree": Aspect(
        "d", "Non démarrée", "la source dit que l'action n'a pas commencé", "#ffffff", ""
    ),
    "suspendue": Aspect(
        "u",
        "Suspendue",
        "l'action est arrêtée, sans être abandonnée",
        "#f1c75b",
        "lignes",
        "#7a5200",
    ),
    "abandonnee": Aspect(
        "a",
        "Abandonnée",
        "l'action ne sera pas menée\u00a0; elle ne compte plus dans l'avancement",
        "#a79b94",
        "croix",
        "#4b423c",
    ),
    "non_renseigne": Aspect(
        "i",
        "Statut non renseigné",
        "aucune source lue ne dit où en est l'action",
        "#e6e9ee",
        "points",
        "#7b8694",
    ),
}
LIBELLES_ACTION = {code: aspect.libelle for code, aspect in STATUTS_ACTION.items()}
_PLURIELS = {
    "realisee": "réalisées",
    "non_demarree": "non démarrées",
    "suspendue": "suspendues",
    "abandonnee": "abandonnées",
    "non_renseigne": "de statut non renseigné",
}


def statut_accorde(statut: str, nombre: int) -> str:
    """Return the status of some actions after their number: ``réalisée``, ``réalisées``."""
    if nombre < 2 and statut != "non_renseigne":
        return STATUTS_ACTION[statut].libelle.lower()
    return _PLURIELS.get(statut, STATUTS_ACTION[statut].libelle.lower())
