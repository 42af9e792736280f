"""The report of a publication as a PDF: the same contents as on the page, whole."""

from collections.abc import Sequence

from components.atelier.rapport import ce_qui_change, lignes_du_rapport, titre_du_rapport
from components.commun.mots.certitude import qui_publie, taux_publie
from components.commun.mots.contrat import Morceau
from components.commun.mots.formats import NON_RENSEIGNE, pourcentage
from components.documents.pdf.contenu import PUCE, Groupe, Paragraphe, paragraphe
from components.documents.pdf.rapport import DocumentRapport, TableauLong, rapport_pdf
from geo.atelier.rapport import Rapport

LIGNES = 2000


def rapport_en_pdf(rapport: Rapport, decisions: Sequence[str]) -> bytes:
    """Return the report of a publication as a PDF."""
    one = rapport.publication
    title = titre_du_rapport(one)
    return rapport_pdf(
        DocumentRapport(
            title,
            "Rapport de publication",
            f"{title}, {one.auteur}",
            _reponse(rapport),
            (_taux(rapport), _changements(rapport)),
            (
                _noms("Contrats signés de plus", rapport.apercu.signes_en_plus),
                _noms("Contrats signés de moins", rapport.apercu.signes_en_moins),
                _noms("Ce qui a été décidé", decisions),
            ),
        )
    )


def _reponse(rapport: Rapport) -> list[Paragraphe]:
    one = rapport.publication
    said = ce_qui_change(rapport)
    lines = [paragraphe(f"{said[:1].upper()}{said[1:]}.", gras=True, taille=11.5)]
    files = ", ".join(held.nom for held in one.fichiers)
    facts = (
        ("Organisme", one.auteur),
        ("Source", one.source),
        ("Motif", one.motif),
        ("Fichier gardé", files or NON_RENSEIGNE),
        ("Annulée par", ", ".join(f"publication {number}" for number in one.annulee_par)),
    )
    lines += [
        Paragraphe((Morceau(f"{label}\u00a0: ", True), Morceau(text)), avant=0.8)
        for label, text in facts
        if text
    ]
    return lines


def _taux(rapport: Rapport) -> TableauLong:
    return TableauLong(
        "Part de la population sous un contrat signé recensé",
        ("Territoire", "Avant", "Après", "Publié"),
        [
            (
                effet.nom,
                pourcentage(effet.taux_signe_avant),
                pourcentage(effet.taux_signe_apres),
                f"{taux_publie(effet.publie)}, {qui_publie(effet.publie)}" if effet.publie else "",
            )
            for effet in rapport.apercu.effets
        ],
        (5, 2, 2, 4),
        nombres=(1, 2),
    )


def _changements(rapport: Rapport) -> TableauLong:
    return TableauLong(
        "Ce qui a changé",
        ("Contrat", "Information", "Avant", "Après"),
        lignes_du_rapport(rapport.contrats)[:LIGNES],
        (4, 3, 4, 6),
    )


def _noms(titre: str, noms: Sequence[str]) -> Groupe:
    return Groupe(titre, tuple(paragraphe(name, puce=PUCE, avant=0.3) for name in noms))
