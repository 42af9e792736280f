"""The headers that people give to columns, and what each column is.

A column of the file leads to a *cible*: a column of the registre, or one of those that serve to
find it (the name of a territory, a postcode). The first pattern that a header matches wins, so the
more precise ones come first.
"""

import re
from dataclasses import dataclass

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
CIBLES_TEXTE = ("nom", "porteur", "notes", "lien", "source_url", "intitule", "pilote")
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


_DES_ACTIONS = (
    "contrat axe axe_numero numero intitule statut croix avancement pilote echeance date_statut "
    "action_probante"
).split()
CIBLES = {
    CONTRATS: tuple(cible for cible in LIBELLES if cible not in _DES_ACTIONS),
    ACTIONS: (*_DES_ACTIONS, "source_url", "notes"),
}
"""What the columns of each kind of list may be."""


@dataclass(frozen=True)
class Motif:
    """A header in words, without accents or punctuation, that leads to a cible."""

    cible: str
    forme: re.Pattern[str]


def _motifs(*pairs: tuple[str, str]) -> tuple[Motif, ...]:
    return tuple(Motif(cible, re.compile(forme)) for cible, forme in pairs)


_LE = r"(?:du |de la |de l |des |de |d |le |la |les |l )?"
MOTIFS_CONTRATS = _motifs(
    ("id", rf"^(?:id|identifiant|code|ref|reference|cle) ?{_LE}(?:cls|contrat)?$|^contrat id$|^id cls$"),
    ("compte", r"^(?:axes|actions|themes des axes|actions dont le statut est connu|trouve par)$"),
    ("numero_ordre", r"^(?:n|no|num|numero|ligne|rang|ordre|n d ordre|numero d ordre|index)$"),
    ("personne", r"referent|contact|coordonnat|coordinat|charge(?:e)? de|interlocut|animat|courriel|\bmail|telephone|\btel\b|\bcdp\b"),
    ("porteur_type", rf"(?:type|nature|statut|categorie)(?: juridique)? {_LE}(?:porteur|structure|portage)|^porteur type$"),
    ("porteur_code", r"(?:siret|siren|code).*(?:porteu|structure)|(?:porteu|structure).*(?:siret|siren)|^n? ?siret"),
    ("porteur", r"porteu|portage|\bportee? par|chef de file|maitre d ouvrage|pilote"),
    ("code_postal", r"code postal|^cp$|postal"),
    ("code_epci", r"(?:siren|code|n) ?.*epci|epci.*(?:siren|code)|^n? ?siren|siren groupement"),
    ("code_commune", r"insee|codgeo|depcom|code commune|code geo|commune code"),
    ("code_territoire", r"code(?:s)? (?:du |des |de )?territoires?|^codes?$|code perimetre"),
    ("niveau", r"^niveau|echelon|type de territoire|niveau geo"),
    ("operation", r"^operation$"),
    ("generation", rf"generation|^gen$|rang du cls|numero {_LE}cls$|^n {_LE}cls$|^cls n$|^version$"),
    ("nb_actions_annonce", r"(?:nb|nbre|nombre) .*(?:actions|fiches)"),
    ("population", r"^pop\b|population|habitants|\bhab\b|residents"),
    ("source_date", r"(?:date|jour).*(?:source|maj|mise a jour|publication|information|info)"),
    ("date_signature", r"signature|\bsignee? le|date signee?$|^signee?$|conclu le|date du (?:cls|contrat)"),
    ("periode_debut", r"^(?:date |annee )?(?:de |d )?(?:debut|effet|demarrage|entree en vigueur|prise d effet|commencement)|date debut|debut (?:du |de )"),
    ("date_fin", r"^(?:date |annee )?(?:de |d )?(?:fin|echeance|terme|expiration|cloture)\b|date fin|valable jusqu|fin de validite|^jusqu|date d echeance|arrive a"),
    ("duree_ans", r"duree|nb d annees|nombre d annees"),
    ("periode", r"periode|^annees?$|^dates?$|millesime|calendrier"),
    ("etape", r"\betat\b|etape|statut|phase|avancement|situation|stade|^signe oui|ou en est"),
    ("fiabilite", r"fiabilite"),
    ("source_url", r"source"),
    ("lien", r"^liens?\b|\burl\b|page web|site internet|adresse web|^site$|lien vers"),
    ("notes", r"^notes?\b|commentaire|observation|remarque|precision|complement"),
    ("nom", rf"^(?:nom|intitule|libelle|titre|designation|denomination)(?: (?:complet|court))?(?: {_LE}(?:cls|contrat.*|demarche))?$|^cls$|^contrats?(?: local.*)?$|^(?:nom )?demarche$|^noms? {_LE}(?:cls|contrats?)"),
    ("departements", r"^(?:code |codes |n )?(?:dpts?|deps?|depts?|departements?|dd|dt)(?: .*)?$|^delegation departementale|departement(?:s)? concerne"),
    ("region", r"^(?:code |nom )?regions?\b|^ars$|^(?:code )?reg$"),
    ("perimetre", r"territoire|perimetre|zone|collectivite|bassin|^pays$|secteur|couverture"),
    ("epci", r"epci|intercommunalit|communaute|\bagglo|interco"),
    ("commune", r"commune|ville|municipalite"),
)  # fmt: skip
MOTIFS_ACTIONS = _motifs(
    ("contrat", r"^(?:cls|contrat|nom du cls|contrat id|contrat local.*|identifiant.*contrat|id contrat|id cls)$"),
    ("personne", r"referent|contact|courriel|\bmail|telephone|\btel\b|^charge(?:e)? de"),
    ("numero", r"^(?:n|no|num|numero|code|ref|reference|id)(?: (?:de |de la |d |des )?(?:l )?(?:fiches?|actions?|fa)(?: actions?)?)?$|^(?:fiche|fa|action) (?:n|no|numero)$|^fiche$"),
    ("axe_numero", r"^(?:n|no|num|numero|code) (?:de |de l |d )?(?:axe|orientation)|^axe (?:n|no|num|numero)$"),
    ("axe", r"^axes?\b|^orientations?\b|^priorites?\b|thematique|^themes?$|^volet|objectif strategique|^enjeux?\b|^ambition|^defis?\b"),
    ("avancement", r"^%|\bpct\b|pourcentage|taux|% d?|avanc$|^progress"),
    ("action_probante", r"probante"),
    ("date_statut", r"date (?:du |de )?(?:statut|maj|mise a jour|bilan|suivi|etat|point)|mise a jour|derniere maj"),
    ("echeance", r"echeance|calendrier|\bdelai|date (?:de )?fin|terme|date (?:de )?(?:realisation|butoir)|^dates?$|^quand$|^planning"),
    ("statut", r"statut|\betat\b|meteo|avancement|couleur|\bfeu\b|suivi|situation|indicateur visuel|smiley|realisation"),
    ("pilote", r"pilot|porteu|responsable|structure|^qui$|chef de file|operateur"),
    ("source_url", r"^source"),
    ("notes", r"^notes?\b|commentaire|observation|remarque|partenaires?|budget|financ|indicateur|objectif|public|moyens|bilan|description|descriptif|detail|contenu"),
    ("intitule", r"intitule|libelle|titre|^(?:nom|designation)|actions?\b|fiches?\b|projets?\b|mesures?\b|operation"),
)  # fmt: skip
MOTIFS = {CONTRATS: MOTIFS_CONTRATS, ACTIONS: MOTIFS_ACTIONS}


def cible_de(entete_en_mots: str, genre: str) -> str | None:
    """Return the cible of a header in words; None when no pattern knows it.

    The name of a cible is its own header: files that the atlas wrote come back as they are.
    """
    itself = entete_en_mots.replace(" ", "_")
    if itself in CIBLES[genre]:
        return itself
    return next((m.cible for m in MOTIFS[genre] if m.forme.search(entete_en_mots)), None)
