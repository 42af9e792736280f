"""A list of twenty invented contracts on real EPCI of one région, kept as an agency keeps its own.

Titles above the table, départements written once, several EPCI in a cell, dates and states in
words, a total and a note below: everything is invented save the names of the territories.
"""

LIGNES = (
    (
        "18",
        "CC Pays Fort Sancerrois Val de Loire",
        "Pays de Sancerre",
        "1ère",
        "12/07/2023",
        "5 ans",
    ),
    ("", "CC Berry Grand Sud", "CC Berry Grand Sud", "1", "juil-24", "5 ans"),
    (
        "",
        "CC la Septaine ; CC Terres du Haut Berry",
        "CC la Septaine",
        "1",
        "03/02/22",
        "2022-2026",
    ),
    ("", "CC Sauldre et Sologne", "CC Sauldre et Sologne", "2ème", "2025", "3 ans"),
    ("28", "CC Coeur de Beauce", "CC Coeur de Beauce", "1", "T3 2024 (prév.)", "5"),
    (
        "",
        "CC du Grand Châteaudun\nCC du Bonnevalais",
        "CC du Grand Châteaudun",
        "1",
        "15/11/2024",
        "4 ans",
    ),
    ("", "CC du Perche", "CC du Perche", "1", "", ""),
    (
        "36",
        "CC Écueillé-Valençay / CC Chabris - Pays de Bazelle",
        "Pays de Valençay",
        "2",
        "01/03/2023",
        "5 ans",
    ),
    ("", "CC du Val de Bouzanne", "CC du Val de Bouzanne", "1", "2024-05-06", "3 ans"),
    ("", "CC de la Marche Berichonne", "CC de la Marche Berrichonne", "1", "06/2025", "5 ans"),
    ("37", "CC Chinon, Vienne et Loire", "CC Chinon, Vienne et Loire", "2", "18/09/2023", "5 ans"),
    (
        "",
        "CC du Val d'Amboise et CC du Castelrenaudais",
        "CC du Val d'Amboise",
        "1",
        "20/01/2025",
        "5 ans",
    ),
    ("", "Tours Métropole Val de Loire", "Tours Métropole", "1", "10/10/2023", "5 ans"),
    (
        "",
        "CC Touraine Val de Vienne (sauf Richelieu)",
        "CC Touraine Val de Vienne",
        "1",
        "02/12/2024",
        "4 ans",
    ),
    ("41", "CA de Blois ''Agglopolys''", "CIAS du Blaisois", "3", "14/02/2024", "5 ans"),
    ("", "CC Val-de-Cher-Controis", "CC Val-de-Cher-Controis", "1", "04/04/2024", "5 ans"),
    ("", "CC Coeur de Sologne", "CC Coeur de Sologne", "1", "", ""),
    ("45", "CC Giennoises", "CC Giennoises", "2", "30/06/2023", "5 ans"),
    ("", "CC du Val de Sully", "CC du Val de Sully", "1", "11/03/2025", "4 ans"),
    ("", "CC des Loges", "CC des Loges", "1", "12/12/2022", "5 ans"),
)
ETATS = {
    4: "En négo.",
    6: "LI reçue le 3/2",
    3: "signé - avenant en cours",
    16: "Diagnostic en cours",
}
ENTETE = (
    "Dpt;N°;Territoire (EPCI concernés);Porteur;Génération;Date de signature;Durée;État;"
    "Référent DD;;"
)
NOM = "suivi_cls_centre_val_de_loire.csv"
REGION = "24"


def liste(encodage: str = "cp1252") -> bytes:
    """Return the list as a text file with semicolons, as a spreadsheet of an office saves it."""
    lines = [
        "ARS d'Essai - Direction de la santé publique;;;;;;;;;;",
        "Liste des CLS - mise à jour : 12/07/2026;;;;;;;;;;",
        ";;;;;;;;;;",
        ENTETE,
    ]
    for rank, (dpt, place, porteur, generation, signature, duree) in enumerate(LIGNES):
        cells = (dpt, str(rank + 1), _cell(place), porteur, generation, signature, duree)
        lines.append(";".join((*cells, ETATS.get(rank, "Signé"), "à désigner", "", "")))
    lines += [
        ";;;;;;Total;17 signés / 3 en cours;;;",
        ";;;;;;;;;;",
        "* hors communes nouvelles;;;;;;;;;;",
    ]
    return ("\r\n".join(lines) + "\r\n").encode(encodage)


def _cell(text: str) -> str:
    return f'"{text}"' if any(one in text for one in ';\n"') else text
