"""The headers that people give to columns, in words, without accents or punctuation.

One line per cible, its patterns separated by a bar; the first cible that a header matches wins, so
the more precise ones come first. ``{le}`` stands for an article, or nothing.
"""

import re
from dataclasses import dataclass

from data.atelier.tableau.colonnes_mots import ACTIONS, CIBLES, CONTRATS

_LE = r"(?:du |de la |de l |des |de |d |le |la |les |l )?"
_CONTRATS = r"""
id                  ^(?:id|identifiant|code|ref|reference|cle) ?{le}(?:cls|contrat)?$
                    | ^contrat id$ | ^id cls$
compte              ^(?:axes|actions|themes des axes|actions dont le statut est connu|trouve par)$
numero_ordre        ^(?:n|no|num|numero|ligne|rang|ordre|n d ordre|numero d ordre|index)$
personne            referent | contact | coordonnat | coordinat | charge(?:e)? de | interlocut
                    | animat | courriel | \bmail | telephone | \btel\b | \bcdp\b
porteur_type        ^porteur type$ | (?:type|nature|statut)(?: juridique)? {le}(?:porteur|structure)
                    | (?:type|statut|categorie)(?: juridique)? {le}portage
porteur_code        (?:siret|siren|code).*(?:porteu|structure)
                    | (?:porteu|structure).*(?:siret|siren) | ^n? ?siret
porteur             porteu | portage | \bportee? par | chef de file | maitre d ouvrage | pilote
code_postal         code postal | ^cp$ | postal
code_epci           (?:siren|code|n) ?.*epci | epci.*(?:siren|code) | ^n? ?siren
                    | siren groupement
code_commune        insee | codgeo | depcom | code commune | code geo | commune code
code_territoire     code(?:s)? (?:du |des |de )?territoires? | ^codes?$ | code perimetre
niveau              ^niveau | echelon | type de territoire | niveau geo
operation           ^operation$
generation          generation | ^gen$ | rang du cls | numero {le}cls$ | ^n {le}cls$ | ^cls n$
                    | ^version$
nb_actions_annonce  (?:nb|nbre|nombre) .*(?:actions|fiches)
population          ^pop\b | population | habitants | \bhab\b | residents
source_date         (?:date|jour).*(?:source|maj|mise a jour|publication|information|info)
date_signature      signature | \bsignee? le | date signee?$ | ^signee?$ | conclu le
                    | date du (?:cls|contrat)
periode_debut       ^(?:date |annee )?(?:de |d )?(?:debut|effet|demarrage|commencement)
                    | ^(?:date |annee )?(?:de |d )?(?:entree en vigueur|prise d effet)
                    | date debut | debut (?:du |de )
date_fin            ^(?:date |annee )?(?:de |d )?(?:fin|echeance|terme|expiration|cloture)\b
                    | date fin | valable jusqu | fin de validite | ^jusqu | date d echeance
                    | arrive a
duree_ans           duree | nb d annees | nombre d annees
periode             periode | ^validite | ^annees?$ | ^dates?$ | millesime | calendrier
etape               \betat\b | etape | statut | phase | avancement | situation | stade
                    | ^signe oui | ou en est | ^cls signe
fiabilite           fiabilite
source_url          source
lien                ^liens?\b | \burl\b | page web | site internet | adresse web | ^site$
                    | lien vers
notes               ^notes?\b | commentaire | observation | remarque | precision | complement
nom                 ^(?:nom|intitule|libelle|titre|designation|denomination)(?: (?:complet|court))?$
                    | ^(?:nom|intitule|libelle|titre|designation) {le}(?:cls|contrat.*|demarche)$
                    | ^cls$ | ^contrats?(?: local.*)?$ | ^(?:nom )?demarche$
                    | ^noms? {le}(?:cls|contrats?)
departements        ^(?:code |codes |n )?(?:dpts?|deps?|depts?|departements?|dd|dt)(?: .*)?$
                    | ^delegation departementale | departement(?:s)? concerne
region              ^(?:code |nom )?regions?\b | ^ars$ | ^(?:code )?reg$
perimetre           territoire | perimetre | zone | collectivite | bassin | ^pays$ | secteur
                    | couverture
epci                epci | intercommunalit | communaute | \bagglo | interco
commune             commune | ville | municipalite
"""
_ACTIONS = r"""
contrat             ^(?:cls|contrat|nom du cls|contrat id|id contrat|id cls)$
                    | ^(?:contrat local.*|identifiant.*contrat)$
personne            referent | contact | courriel | \bmail | telephone | \btel\b
                    | ^charge(?:e)? de
numero              ^(?:n|no|num|numero|code|ref|reference|id)$
                    | ^(?:n|no|num|numero|code|ref|id) {le}(?:fiches?|actions?|fa)(?: actions?)?$
                    | ^(?:fiche|fa|action) (?:n|no|numero)$ | ^fiche$
axe_numero          ^(?:n|no|num|numero|code) (?:de |de l |d )?(?:axe|orientation)
                    | ^axe (?:n|no|num|numero)$
axe                 ^axes?\b | ^orientations?\b | ^priorites?\b | thematique | ^themes?$ | ^volet
                    | objectif strategique | ^enjeux?\b | ^ambition | ^defis?\b
avancement          \bpct\b | pourcentage | taux | avanc$ | ^progress
action_probante     probante
date_statut         date (?:du |de )?(?:statut|maj|mise a jour|bilan|suivi|etat|point)
                    | mise a jour | derniere maj
echeance            echeance | calendrier | \bdelai | date (?:de )?fin | terme
                    | date (?:de )?(?:realisation|butoir) | ^dates?$ | ^quand$ | ^planning
statut              statut | \betat\b | meteo | avancement | couleur | \bfeu\b | suivi | situation
                    | indicateur visuel | smiley | realisation
pilote              pilot | porteu | responsable | structure | ^qui$ | chef de file | operateur
source_url          ^source
notes               ^notes?\b | commentaire | observation | remarque | partenaires? | budget
                    | financ | indicateur | objectif | public | moyens | bilan | description
                    | descriptif | detail | contenu
intitule            intitule | libelle | titre | ^(?:nom|designation) | actions?\b | fiches?\b
                    | projets?\b | mesures?\b | operation
"""


@dataclass(frozen=True)
class Motif:
    """A form of header that leads to a cible."""

    cible: str
    forme: re.Pattern[str]


def _motifs(table: str) -> tuple[Motif, ...]:
    """Read a table of patterns: a line that starts with a blank goes on the one above."""
    forms: dict[str, list[str]] = {}
    cible = ""
    for line in table.strip("\n").split("\n"):
        head, _, rest = line.partition(" ")
        cible = head or cible
        forms.setdefault(cible, []).extend(one.strip() for one in rest.strip(" |").split(" | "))
    return tuple(
        Motif(cible, re.compile("|".join(several).replace("{le}", _LE)))
        for cible, several in forms.items()
    )


MOTIFS = {CONTRATS: _motifs(_CONTRATS), ACTIONS: _motifs(_ACTIONS)}


def cible_de(entete_en_mots: str, genre: str) -> str | None:
    """Return the cible of a header in words; None when no pattern knows it.

    The name of a cible is its own header: files that the atlas wrote come back as they are.
    """
    itself = entete_en_mots.replace(" ", "_")
    if itself in CIBLES[genre]:
        return itself
    return next((m.cible for m in MOTIFS[genre] if m.forme.search(entete_en_mots)), None)
