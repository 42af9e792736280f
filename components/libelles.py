"""French words for the codes of the domain: levels, statuses of contracts, steps, themes."""

NIVEAUX = {
    "france": "France",
    "region": "Région",
    "departement": "Département",
    "epci": "EPCI",
    "commune": "Commune",
}
NIVEAUX_PLURIEL = {
    "region": "régions",
    "departement": "départements",
    "epci": "EPCI",
    "commune": "communes",
}
STATUTS_CONTRAT = {
    "signe": "Signé",
    "projet": "En projet",
    "echu": "Échu",
    "renouvele": "Renouvelé",
    "a_venir": "À venir",
    "inconnu": "Statut inconnu",
}
ETAPES = {
    "lettre_intention": "Lettre d'intention",
    "cadrage": "Cadrage",
    "diagnostic": "Diagnostic territorial",
    "elaboration": "Élaboration concertée",
    "signe": "Signé",
    "evaluation": "Évaluation",
    "renouvellement": "Renouvellement",
    "echu": "Échu",
    "inconnue": "Inconnue",
}
THEMES = {
    "prevention_promotion": "Prévention et promotion de la santé",
    "acces_soins": "Accès aux soins",
    "parcours": "Parcours de santé",
    "sante_mentale": "Santé mentale",
    "sante_environnement": "Santé et environnement",
    "publics_vulnerables": "Publics vulnérables",
    "personnes_agees": "Personnes âgées",
    "handicap": "Handicap",
    "addictions": "Addictions",
    "enfance_jeunesse": "Enfance et jeunesse",
    "attractivite_metiers": "Attractivité des métiers",
    "participation_citoyenne": "Participation citoyenne",
    "acces_droits": "Accès aux droits",
    "nutrition_activite": "Nutrition et activité physique",
    "cancer_depistage": "Cancer et dépistage",
    "coordination_gouvernance": "Coordination et gouvernance",
    "violences": "Violences",
    "numerique": "Numérique en santé",
    "autre": "Autre thème",
}
INDICATEURS_PUBLIES = {
    "nb_cls_signes": "CLS signés",
    "nb_cls_projet": "CLS en projet",
    "taux_population_signe": "Population couverte par un CLS signé",
    "taux_population_signe_ou_projet": "Population couverte par un CLS signé ou en projet",
}
