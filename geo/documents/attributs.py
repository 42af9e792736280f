"""What the features of a file say: name, type and meaning of each attribute, told with the data."""

from data.lecture.schemas import fields_by_name
from geo.certitude.classes import CLASSES_DE_CONTRAT
from geo.contrats.statuts import STATUTS


def _choix(colonne: str, sens: str) -> str:
    """Return the meaning of an attribute with the values that the schema of contracts allows."""
    values = fields_by_name("contrats")[colonne]["constraints"]["enum"]
    return f"{sens} : {', '.join(values)}"


# Name, type (texte, entier, booleen, jour) and meaning of each attribute, in order.
ATTRIBUTS: tuple[tuple[str, str, str], ...] = (
    ("id", "texte", "identifiant du contrat dans le registre"),
    ("nom", "texte", "nom du contrat"),
    ("statut", "texte", f"statut à la date de la situation : {', '.join(STATUTS)}"),
    (
        "classe",
        "texte",
        "ce statut et sa certitude (dates lues ou non, suite connue ou non) : "
        + ", ".join(CLASSES_DE_CONTRAT),
    ),
    ("situation", "jour", "date de la situation : le jour auquel le statut est donné"),
    ("etape", "texte", _choix("etape", "étape dans la vie du contrat, selon la source")),
    ("generation", "entier", "rang du contrat sur son territoire (1 : premier)"),
    ("porteur", "texte", "structure qui porte le contrat"),
    ("porteur_type", "texte", _choix("porteur_type", "nature du porteur")),
    (
        "regions",
        "texte",
        "codes INSEE des régions que touche le périmètre, séparés par une espace ; région du "
        "registre quand il n'est pas connu",
    ),
    (
        "departements",
        "texte",
        "codes INSEE des départements que touche le périmètre, séparés par une espace ; ceux du "
        "registre quand il n'est pas connu",
    ),
    ("date_signature", "texte", "date de signature telle que la source la donne (2023, 2023-07…)"),
    ("date_signature_precision", "texte", "précision de cette date : annee, mois, jour"),
    ("debut", "jour", "premier jour retenu pour le calcul du statut signé"),
    ("debut_estime", "booleen", "vrai quand la date de signature est inconnue"),
    ("periode_debut", "texte", "début de la période lue, quand la signature n'est pas datée"),
    ("date_fin", "texte", "date de fin telle que la source la donne"),
    ("date_fin_precision", "texte", "précision de cette date : annee, mois, jour"),
    ("fin", "jour", "dernier jour retenu pour le calcul du statut signé"),
    ("fin_estimee", "booleen", "vrai quand l'échéance est estimée"),
    ("duree_ans", "entier", "durée annoncée, en années"),
    (
        "population",
        "entier",
        "habitants que le contrat fait compter dans les taux : communes, arrondissements et "
        "communes déléguées couverts en entier, comptés une fois",
    ),
    ("population_annee", "entier", "année de référence de la population municipale (INSEE)"),
    ("nb_communes", "entier", "communes couvertes en entier"),
    (
        "nb_communes_en_partie",
        "entier",
        "communes dessinées en entier dont le contrat ne couvre qu'une partie (quartier, commune "
        "déléguée, arrondissement)",
    ),
    ("perimetre_connu", "booleen", "faux quand aucune source lue ne donne le périmètre"),
    ("fiabilite", "texte", _choix("fiabilite", "d'où vient l'information")),
    ("source_url", "texte", "page où le contrat a été lu"),
    ("source_date", "texte", "date de cette page"),
)
