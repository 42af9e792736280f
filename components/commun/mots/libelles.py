"""French words for the codes of the domain: levels, statuses of contracts, steps, themes."""

ATLAS = "Atlas des contrats locaux de santé"
"""The name of the atlas, in titles and files."""
NIVEAUX = {
    "france": "France",
    "region": "Région",
    "departement": "Département",
    "epci": "EPCI",
    "commune": "Commune",
    "ept": "EPT",
    "arrondissement_municipal": "Arrondissement municipal",
}
NIVEAUX_PLURIEL = {
    "region": "régions",
    "departement": "départements",
    "epci": "EPCI",
    "commune": "communes",
    "ept": "EPT",
    "arrondissement_municipal": "arrondissements municipaux",
}
# As in "les plus peuplées", in the gender of the level.
PEUPLES = {
    "region": "peuplées",
    "departement": "peuplés",
    "epci": "peuplés",
    "commune": "peuplées",
    "ept": "peuplés",
    "arrondissement_municipal": "peuplés",
}
STATUTS_CONTRAT = {
    "signe": "Signé",
    "projet": "En projet",
    "echu": "Échéance passée, suite inconnue",
    "renouvele": "Terminé, renouvelé",
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
    "echu": "Échéance passée",
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
PORTEURS = {
    "commune": "commune",
    "epci": "EPCI (intercommunalité)",
    "ept": "EPT (établissement public territorial)",
    "petr": "PETR (pôle d'équilibre territorial et rural)",
    "pole_metropolitain": "pôle métropolitain",
    "syndicat_mixte": "syndicat mixte",
    "departement": "département",
    "association": "association",
    "gip": "GIP (groupement d'intérêt public)",
    "groupement_epci": "groupement de plusieurs EPCI",
    "autre": "autre structure",
}
CATEGORIES_SIGNATAIRES = {
    "ars": "Agence régionale de santé",
    "collectivite": "Collectivités du territoire",
    "prefecture_etat": "État, préfecture",
    "departement": "Département",
    "region": "Région",
    "assurance_maladie": "Assurance maladie (CPAM)",
    "caf": "Caisse d'allocations familiales (CAF)",
    "msa": "Mutualité sociale agricole (MSA)",
    "etablissement_sante": "Établissements de santé",
    "education_nationale": "Éducation nationale",
    "urps_ordre": "Unions et ordres de professionnels (URPS, ordres)",
    "cpts": "Communautés de professionnels de santé (CPTS)",
    "mutualite": "Mutualité",
    "association": "Associations",
    "autre": "Autres signataires",
}
STATUTS_CONTRAT_COMPTES = {
    "signe": ("signé", "signés"),
    "projet": ("en projet", "en projet"),
    "echu": ("à l'échéance passée, suite inconnue",) * 2,
    "renouvele": ("terminé et renouvelé", "terminés et renouvelés"),
    "a_venir": ("à venir", "à venir"),
    "inconnu": ("de statut inconnu", "de statut inconnu"),
}
CHAMPS_TROUVES = {
    "nom": "nom",
    "porteur": "porteur",
    "perimetre": "territoire",
    "ensemble": "nom, porteur et territoires",
    "departement": "département",
    "region": "région",
    "commune": "commune",
}
TRIS_CONTRATS = {
    "pertinence": "Pertinence",
    "statut": "Statut",
    "nom": "Nom",
    "fin": "Fin la plus proche",
    "signature": "Signature la plus récente",
    "population": "Population",
}
FICHIERS_DU_REGISTRE = {
    "contrats": "le contrat",
    "page": "page consacrée au contrat",
    "perimetres": "périmètre",
    "axes": "axes",
    "actions": "actions",
    "signataires": "signataires",
}
COLONNES_DU_REGISTRE = {
    "etape": "Étape",
    "date_signature": "Date de signature",
    "date_fin": "Date de fin",
    "generation": "Génération",
    "porteur": "Porteur",
    "porteur_type": "Type de porteur",
    "source_url": "Page source",
    "source_date": "Date de la source",
    "statut": "Statut",
    "axe_numero": "Axe",
    "pilote": "Pilote",
    "echeance": "Échéance",
}
NIVEAUX_DES_LIEUX = {
    **NIVEAUX,
    "ept": "EPT (établissement public territorial)",
}
