"""What a column of a file may be: its *cible*.

A cible is a column of the registre, or one of those that serve to find it (the name of a territory,
a postcode).
"""

CONTRATS, ACTIONS = "contrats", "actions"

# Columns that the workshop reads and does not keep, with the reason that is shown.
LAISSEES = {
    "numero_ordre": "numéro de ligne",
    "personne": "nom ou adresse d'une personne : non repris",
    "compte": "compté par l'atlas",
}
NIVEAU_DE_LA_CIBLE = {
    "commune": "commune",
    "epci": "epci",
    "code_commune": "commune",
    "code_epci": "epci",
}
CIBLES_TERRITOIRE = ("code_territoire", "code_commune", "code_epci", "perimetre", "commune", "epci")
"""Columns that name territories: codes first, then names."""
CIBLES_DATE = (
    "date_signature",
    "periode_debut",
    "date_fin",
    "source_date",
    "echeance",
    "date_statut",
)
CIBLES_REPETEES = ("departements", "region", "axe", "contrat")
"""Columns that people fill on the first row of a group only."""
LIBELLES = {
    "id": "Identifiant du contrat",
    "nom": "Nom du contrat",
    "region": "Région",
    "departements": "Départements",
    "perimetre": "Territoires",
    "commune": "Communes",
    "epci": "EPCI",
    "code_territoire": "Codes de territoires",
    "code_commune": "Codes INSEE de communes",
    "code_epci": "SIREN d'EPCI",
    "niveau": "Niveau du territoire",
    "operation": "Inclusion ou exclusion",
    "code_postal": "Code postal",
    "porteur": "Porteur",
    "porteur_code": "SIREN ou SIRET du porteur",
    "porteur_type": "Type de porteur",
    "generation": "Génération",
    "date_signature": "Date de signature",
    "periode_debut": "Début de la période",
    "date_fin": "Fin",
    "periode": "Période",
    "duree_ans": "Durée",
    "etape": "État du contrat",
    "population": "Population annoncée",
    "nb_actions_annonce": "Nombre d'actions annoncé",
    "fiabilite": "Fiabilité",
    "lien": "Lien",
    "source_url": "Source",
    "source_date": "Date de la source",
    "notes": "Notes",
    "contrat": "Contrat",
    "axe": "Axe",
    "axe_numero": "Numéro de l'axe",
    "numero": "Numéro de la fiche",
    "intitule": "Intitulé de l'action",
    "statut": "Statut de l'action",
    "croix": "Statut coché",
    "avancement": "Avancement",
    "pilote": "Pilote",
    "echeance": "Échéance",
    "date_statut": "Date du statut",
    "action_probante": "Action probante",
}
"""What a person chooses from, in the order of the list."""


_DES_ACTIONS = [
    "contrat",
    "axe",
    "axe_numero",
    "numero",
    "intitule",
    "statut",
    "croix",
    "avancement",
    "pilote",
    "echeance",
    "date_statut",
    "action_probante",
]
CIBLES = {
    CONTRATS: tuple(cible for cible in LIBELLES if cible not in _DES_ACTIONS),
    ACTIONS: (*_DES_ACTIONS, "source_url", "notes"),
}
"""What the columns of each kind of list may be."""
