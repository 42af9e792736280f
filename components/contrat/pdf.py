"""The one-page sheet of a contract, to print or to mail: its contents, from what was computed."""

from collections.abc import Mapping
from dataclasses import replace

from components.commun.html import site
from components.commun.mots.actions import titre_axe
from components.commun.mots.contrat import Morceau
from components.commun.mots.etat_du_contrat import etat_du_contrat
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    date_partielle,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
)
from components.commun.mots.libelles import CATEGORIES_SIGNATAIRES
from components.commun.statuts import PERIODES, STATUTS, Aspect
from components.contrat.statut import statut_et_raisons
from components.documents.pdf.contenu import PUCE, Groupe, Paragraphe, is_site, paragraphe
from components.documents.pdf.fiche import Fiche, fiche_pdf
from components.figures.figure import Carte
from geo.contrat.axes import AxeSuivi
from geo.contrat.fiche import Fiche as FicheDuContrat

SANS_CARTE = "Aucune source lue ne donne le périmètre de ce contrat\u00a0: il n'y a pas de carte."
SIGNATAIRES_PAR_CATEGORIE = 6
_INCONNU = Aspect("i", "", "", "#d9dde3", "")


def _aspect(fiche: FicheDuContrat, libelle: str) -> Aspect:
    known = STATUTS.get(fiche.statut) or PERIODES.get(fiche.statut) or _INCONNU
    return replace(known, libelle=libelle)


def _reponse(fiche: FicheDuContrat, raison: str, classe: str) -> list[Paragraphe]:
    """Return where the contract stands, the words in bold as on the screen, and why."""
    told = f"Au {jour_en_lettres(fiche.jour)}, ce contrat {etat_du_contrat(fiche, classe)}."
    pieces = tuple(
        Morceau(text, rank % 2 == 1) for rank, text in enumerate(told.split("**")) if text
    )
    return [Paragraphe(pieces, taille=11.5), paragraphe(raison, taille=9.5, avant=0.8)]


def _faits(fiche: FicheDuContrat) -> Groupe:
    contrat, perimetre = fiche.contrat, fiche.perimetre
    end = fiche.vie.echeance
    limit = date_partielle(end.date) if end.date else NON_RENSEIGNE
    people = NON_RENSEIGNE
    if perimetre.nb_communes:
        people = f"{habitants(perimetre.population)}, {pluriel(perimetre.nb_communes, 'commune')}"
    signed = date_partielle(contrat.date_signature) if contrat.date_signature else NON_RENSEIGNE
    lines = (
        ("Porteur", contrat.porteur or NON_RENSEIGNE),
        ("ARS chef de file", fiche.ars or NON_RENSEIGNE),
        ("Signature", signed),
        ("Échéance", f"{limit} (estimée)" if end.date and end.est_estimee else limit),
        ("Population", people),
    )
    return Groupe(
        "Repères",
        tuple(
            Paragraphe((Morceau(f"{label}\u00a0: ", True), Morceau(value)), avant=0.3)
            for label, value in lines
        ),
    )


def _axe(suivi: AxeSuivi) -> Paragraphe:
    done, late = suivi.avancement, suivi.avancement.en_retard
    text = titre_axe(suivi.axe)
    if done.total:
        text += f" ({pluriel(done.total, 'action connue', 'actions connues')}"
        text += f", {nombre(done.realisees)} réalisée{'s' if done.realisees > 1 else ''}"
        text += f", {nombre(late)} en retard)" if late else ")"
    return paragraphe(text, puce=PUCE, avant=0.3)


def _axes(fiche: FicheDuContrat) -> Groupe:
    items = [_axe(one) for one in fiche.axes.axes]
    if fiche.contrat.nb_actions_annonce:
        said = pluriel(fiche.contrat.nb_actions_annonce, "action annoncée", "actions annoncées")
        items.append(paragraphe(f"{said} par la source.", avant=0.8))
    return Groupe("Axes et actions", tuple(items) or (_inconnu(),))


def _signataires(fiche: FicheDuContrat) -> Groupe:
    items = []
    for categorie, members in fiche.signataires:
        names = ", ".join(one.nom for one in members[:SIGNATAIRES_PAR_CATEGORIE])
        rest = len(members) - SIGNATAIRES_PAR_CATEGORIE
        names += f" et {pluriel(rest, 'autre')}" if rest > 0 else ""
        label = CATEGORIES_SIGNATAIRES.get(categorie, categorie)
        items.append(
            Paragraphe((Morceau(f"{label}\u00a0: ", True), Morceau(f"{names}.")), avant=0.3)
        )
    return Groupe("Signataires", tuple(items) or (_inconnu(),))


def _sources(fiche: FicheDuContrat) -> Groupe:
    read = [address for address, _ in fiche.sources if is_site(address)]
    items = tuple(
        paragraphe(site(one), couleur="gris", taille=8.0, avant=0.3, lien=one) for one in read
    )
    return Groupe("Sources lues", items or (_inconnu(),))


def _inconnu() -> Paragraphe:
    return paragraphe(NON_RENSEIGNE, couleur="gris")


def pdf_contrat(
    fiche: FicheDuContrat,
    classe: str,
    carte: Carte | None,
    sources: Mapping[str, str],
    adresse: str,
) -> bytes:
    """Return the sheet of a contract as a PDF of one page.

    Parameters
    ----------
    classe : one of geo.certitude.classes.CLASSES_DE_CONTRAT.
    carte : the map of its perimeter; None when it is not known.
    sources : where the figures come from, by label. ``adresse``: of the page at the same date.
    """
    label, why = statut_et_raisons(fiche, classe)
    day, nom = jour_en_lettres(fiche.jour), fiche.contrat.nom
    return fiche_pdf(
        Fiche(
            document=f"{nom} – contrat local de santé, situation au {day}",
            bandeau=f"Fiche contrat – situation au {day}",
            titre=nom,
            sous_titre=", ".join(one.nom for one in fiche.territoires) or fiche.ars,
            statut=_aspect(fiche, label),
            reponse=_reponse(fiche, why, classe),
            carte=carte,
            sans_carte=SANS_CARTE,
            jauges=None,
            colonnes=([_axes(fiche)], [_faits(fiche), _signataires(fiche), _sources(fiche)]),
            adresse=adresse,
            sources=sources,
        )
    )
