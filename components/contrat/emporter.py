"""What the sheet of a contract gives to take away."""

from collections.abc import Mapping

import pandas as pd

from components.commun.mots.formats import slug
from components.contrat.actions import graphique_actions
from components.contrat.export import (
    export_communes,
    graphique_de_la_vie,
    table_des_faits,
    tables_du_contrat,
)
from components.diaporama.communs import export_deck, exports_des_donnees
from components.documents.donnees import export_csv, export_xlsx
from components.documents.emporter import Export
from components.documents.images import exports_de_carte, exports_de_graphique
from components.documents.telechargements import telecharge
from components.figures.carte_du_contrat import carte_du_contrat_a_imprimer
from components.figures.figure import Carte
from data.lecture.structures import structures_du_registre
from geo.contrat.vue import VueDuContrat
from geo.emporter.fichiers import Fichiers

CSV_DES_FAITS = "porteur, dates, étape, habitants\u00a0: une ligne par information"
CSV_DES_COMMUNES = "communes du périmètre avec leur EPCI, leur population et son année"
XLSX = "une feuille par sujet\u00a0: contrat, communes, axes, actions, signataires, sources"
SANS_PERIMETRE = (
    "Ni carte, ni GeoJSON, ni GeoPackage, ni liste de communes\u00a0: aucune source lue ne donne "
    "le périmètre de ce contrat."
)


def exports_of(vue: VueDuContrat, fichiers: Fichiers, sources: Mapping[str, str]) -> list[Export]:
    """Return the files of the sheet: pictures, deck, tables, perimeter, registre."""
    fiche, contrat = vue.fiche, vue.fiche.contrat
    where = f"{slug(contrat.id)}_{fiche.jour.isoformat()}"
    return [
        *_images(vue, sources, where),
        *export_deck(
            fichiers, f"cls-presentation_{where}", f"{vue.region.nom}, ce contrat à la loupe"
        ),
        *_tables(vue, sources, where),
        *exports_des_donnees(fichiers, sources, f"cls-perimetre_{where}"),
    ]


def fiche_a_imprimer(vue: VueDuContrat, sources: Mapping[str, str], adresse: str) -> None:
    """Draw the button of the one-page PDF, made when it is pressed; ``adresse``: of the page."""
    fiche = vue.fiche
    telecharge(
        "Fiche PDF",
        f"cls-fiche_{slug(fiche.contrat.id)}_{fiche.jour.isoformat()}.pdf",
        lambda: _pdf(vue, sources, adresse),
        "contrat-pdf",
        icon=":material/picture_as_pdf:",
        type="primary",
        help="Une page à imprimer ou à envoyer\u00a0: le statut, la carte, les axes, les "
        "signataires et les sources",
    )


def _pdf(vue: VueDuContrat, sources: Mapping[str, str], adresse: str) -> bytes:
    # Imported when asked for: what draws the map would slow the start.
    from components.contrat.pdf import pdf_contrat

    return pdf_contrat(vue.fiche, vue.classe, _carte_a_imprimer(vue), sources, adresse)


def _carte_a_imprimer(vue: VueDuContrat) -> Carte | None:
    carte = vue.carte
    if carte is None:
        return None
    fond = Fichiers.fond(carte.etat.couches, None)
    return carte_du_contrat_a_imprimer(carte, vue.fiche, fond)


def _images(vue: VueDuContrat, sources: Mapping[str, str], where: str) -> list[Export]:
    fiche, carte = vue.fiche, vue.carte
    exports: list[Export] = []
    if carte is not None:
        exports += exports_de_carte(
            lambda: carte_du_contrat_a_imprimer(
                carte, fiche, Fichiers.fond(carte.etat.couches, None)
            ),
            sources,
            f"cls-carte_{where}",
        )
    if fiche.axes.avancement.total:
        exports += exports_de_graphique(
            lambda: graphique_actions(fiche.axes, fiche.contrat.nom, fiche.jour),
            sources,
            f"cls-actions_{where}",
            "Graphique des actions",
        )
    if fiche.vie.frise is not None:
        exports += exports_de_graphique(
            lambda: graphique_de_la_vie(fiche),
            sources,
            f"cls-vie_{where}",
            "Frise de la vie du contrat",
        )
    return exports


def _by_sheet(vue: VueDuContrat) -> Mapping[str, pd.DataFrame]:
    known = structures_du_registre(vue.moteur.registre)
    return tables_du_contrat(vue.fiche, vue.communes(), vue.annee_population, known)


def _tables(vue: VueDuContrat, sources: Mapping[str, str], where: str) -> list[Export]:
    """Return the tables of the sheet: all of them as XLSX, the facts and the communes as CSV."""
    fiche, year = vue.fiche, vue.annee_population
    name = f"cls-contrat_{where}"
    exports = [
        export_xlsx(lambda: _by_sheet(vue), sources, name, XLSX),
        export_csv(lambda: table_des_faits(fiche), name, "Contrat (CSV)", CSV_DES_FAITS),
    ]
    if fiche.perimetre.est_connu:
        exports.append(
            export_csv(
                lambda: export_communes(vue.communes(), year),
                f"cls-communes_{where}",
                "Communes (CSV)",
                CSV_DES_COMMUNES,
            )
        )
    return exports
