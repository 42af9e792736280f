"""The name of a région or a département after « de »: « de la Bretagne », « du Finistère »."""

from geo.territoires.territoire import FRANCE, Territoire

MASCULINS = frozenset(
    [
        "Calvados",
        "Cantal",
        "Cher",
        "Doubs",
        "Finistère",
        "Gard",
        "Gers",
        "Jura",
        "Loiret",
        "Lot",
        "Morbihan",
        "Nord",
        "Pas-de-Calais",
        "Puy-de-Dôme",
        "Bas-Rhin",
        "Haut-Rhin",
        "Rhône",
        "Tarn",
        "Var",
        "Vaucluse",
        "Val-de-Marne",
        "Val-d'Oise",
        "Territoire de Belfort",
        "Grand Est",
        "Centre-Val de Loire",
    ]
)
PLURIELS = frozenset(
    [
        "Alpes-de-Haute-Provence",
        "Hautes-Alpes",
        "Alpes-Maritimes",
        "Ardennes",
        "Bouches-du-Rhône",
        "Côtes-d'Armor",
        "Deux-Sèvres",
        "Landes",
        "Pyrénées-Atlantiques",
        "Hautes-Pyrénées",
        "Pyrénées-Orientales",
        "Vosges",
        "Yvelines",
        "Hauts-de-Seine",
        "Pays de la Loire",
        "Hauts-de-France",
    ]
)
SANS_ARTICLE = frozenset(
    [
        "Paris",
        "Mayotte",
        "La Réunion",
        "Bourgogne-Franche-Comté",
        "Provence-Alpes-Côte d'Azur",
        "Auvergne-Rhône-Alpes",
    ]
)
VOYELLES = "AEIOUYÉÎ"
ELISIONS = ("Hérault",)


def de(territoire: Territoire) -> str:
    """Return the name of the country, a région or a département after « de », not escaped.

    Names in « -et- » take no article (``d'Ille-et-Vilaine``).
    """
    nom = territoire.nom
    if territoire == FRANCE:
        return f"de la {nom}"
    elided = nom[0] in VOYELLES or nom in ELISIONS
    if nom in SANS_ARTICLE or "-et-" in nom:
        return f"d'{nom}" if elided else f"de {nom}"
    if nom in MASCULINS:
        return f"du {nom}"
    if nom in PLURIELS:
        return f"des {nom}"
    return f"de l'{nom}" if elided else f"de la {nom}"
