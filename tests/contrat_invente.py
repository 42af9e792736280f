"""An invented contract of which nothing is known: tests say what theirs needs, and no more."""

from data.model import Contrat

CONTRAT_NU = Contrat(
    id="cls-29-essai-1",
    nom="CLS d'Essai",
    region="53",
    departements=("29",),
    generation=None,
    porteur="",
    porteur_type="",
    etape="signe",
    date_signature=None,
    periode_debut=None,
    date_fin=None,
    duree_ans=None,
    nb_actions_annonce=None,
    fiabilite="source",
    lien="",
    source_url="",
    source_date=None,
    notes="",
)
