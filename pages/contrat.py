"""Sheet of a contract: where it stands, whom it covers, what it does, who signed it."""

from datetime import date

import streamlit as st

from components.carte.carte import publish_contrats
from components.commun.adresse.liens import (
    choix_du_contrat,
    choix_du_jour,
    liens_de_retour,
    open_territoire,
)
from components.commun.adresse.reference import membres as phrase_membres
from components.commun.adresse.reference import phrase_reference
from components.commun.adresse.vue import PERIMETRES, read_choice, read_jour
from components.commun.mots.formats import jour_en_lettres, slug
from components.commun.sources import foot, source_lines
from components.commun.style_fiche import apply_fiche_style
from components.contrat import actions as fiche_actions
from components.contrat import axes as fiche_axes
from components.contrat import entete as fiche_entete
from components.contrat import perimetre as fiche_perimetre
from components.contrat import vie as fiche_vie
from components.contrat.absente import contrat_absent
from components.contrat.actions import graphique_actions
from components.contrat.carte import carte_du_contrat_a_imprimer, carte_du_perimetre
from components.contrat.export import (
    export_communes,
    graphique_de_la_vie,
    table_des_faits,
    tables_du_contrat,
)
from components.contrat.membres import membres
from components.contrat.signataires import signataires
from components.contrat.sources import manques, sources
from components.diaporama.emporter import exports_du_diaporama
from components.documents.donnees import (
    export_csv,
    export_du_registre,
    export_xlsx,
    exports_des_perimetres,
)
from components.documents.emporter import Export, emporter
from components.documents.images import exports_de_carte, exports_de_graphique
from data.lecture.referentiel import load_provenance
from data.lecture.registre_archive import registre_zip
from geo.contrat.carte import build_carte
from geo.contrat.fiche import Fiche, build_fiche
from geo.contrat.membres import build_membres
from geo.contrat.noms_proches import contrats_proches
from geo.contrat.voisins import voisins
from geo.couverture.communes_du_perimetre import communes_du_perimetre
from geo.couverture.moteur import Couverture, Moteur, load_moteur_de
from geo.documents.formats_geographiques import perimetres_geojson, perimetres_gpkg
from geo.presentation.seminaire import build_seminaire
from geo.territoires.couches import feature_at
from geo.territoires.fond_image import load_fond
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import FRANCE, Territoire, find_territoire, territoire_of_feature

SECTIONS = (
    ("vie", "Vie du contrat"),
    ("perimetre", "Périmètre"),
    ("axes", "Axes et actions"),
    ("signataires", "Signataires"),
    ("sources", "Sources"),
    ("manques", "Ce qui manque"),
)
CSV_DES_FAITS = "porteur, dates, étape, habitants\u00a0: une ligne par information"
CSV_DES_COMMUNES = "communes du périmètre avec leur EPCI, leur population et son année"
SANS_PERIMETRE = (
    "Ni carte, ni GeoJSON, ni GeoPackage, ni liste de communes\u00a0: aucune source lue ne donne "
    "le périmètre de ce contrat."
)


def draw_life(fiche: Fiche, aujourd_hui: date) -> None:
    """Draw the steps and the timeline."""
    st.subheader("Vie du contrat", anchor="vie")
    fiche_vie.etapes(fiche)
    fiche_vie.frise(fiche, aujourd_hui)


def draw_perimeter(couverture: Couverture, fiche: Fiche, reference: Reference) -> None:
    """Draw the map, the territories and the overlaps; a click opens the coverage page."""
    st.subheader("Périmètre", anchor="perimetre")
    moteur = couverture.moteur
    contrats = moteur.registre.contrats
    if not fiche.perimetre.est_connu:
        fiche_perimetre.sans_perimetre(fiche)
        return
    members = build_membres(moteur, fiche.contrat.id, reference.millesime)
    if members is not None:
        membres(members, reference.perimetre)
    carte = build_carte(couverture, fiche.contrat.id)
    chosen: Territoire | None = None
    picture, figures = st.columns([5, 4], gap="medium")
    with picture:
        if carte is None:
            st.info("Aucun contour n'est disponible pour ce territoire.", icon=":material/map:")
        else:
            names = publish_contrats([contrat.nom for contrat in contrats.values()])
            clicked = carte_du_perimetre(carte, fiche.contrat.id, names)
            feature = feature_at(carte.etat.couches, *clicked) if clicked else None
            if feature is not None:
                niveau = "commune" if carte.formes.niveau == "commune" else "epci"
                chosen = territoire_of_feature(moteur.referentiel, niveau, feature)
    with figures:
        fiche_perimetre.repartition(fiche.perimetre, fiche.jour)
        fiche_perimetre.territoires(fiche.perimetre, fiche.jour)
        fiche_perimetre.chevauchements(fiche, contrats)
    if carte is not None:
        around = voisins(couverture, carte, fiche.contrat.id)
        chosen = fiche_perimetre.voisinage(around, contrats, fiche.jour) or chosen
    if chosen is not None:
        open_territoire(chosen, fiche.contrat.id, fiche.jour)


def draw_axes(fiche: Fiche, lines: dict[str, str]) -> None:
    """Draw the actions as a picture and tables, then the axes with their cards."""
    st.subheader("Axes et actions", anchor="axes")
    progress = fiche.axes.avancement
    fiche_axes.resume(fiche.axes, fiche.contrat.nb_actions_annonce, fiche.ars)
    if progress.total:
        fiche_axes.en_retard(fiche.axes.actions)
        picture, table = st.columns([3, 2], gap="medium")
        with picture:
            fiche_actions.image(fiche.axes)
        with table:
            fiche_actions.parts(progress)
    fiche_axes.axes(fiche.axes, fiche.ars)
    if progress.total:
        name = f"cls-actions_{slug(fiche.contrat.id)}_{fiche.jour.isoformat()}"
        fiche_actions.tableau(fiche.axes, lines, name)


def exports_of(couverture: Couverture, fiche: Fiche, lines: dict[str, str]) -> list[Export]:
    """Return what the sheet gives to take away."""
    contrat, releve = fiche.contrat, couverture.moteur.registre.date_releve
    where = f"{slug(contrat.id)}_{fiche.jour.isoformat()}"
    exports: list[Export] = []
    carte = build_carte(couverture, contrat.id) if fiche.perimetre.est_connu else None
    if carte is not None:
        exports += exports_de_carte(
            lambda: carte_du_contrat_a_imprimer(carte, fiche, load_fond(carte.etat.couches, None)),
            lines,
            f"cls-carte_{where}",
        )
    if fiche.axes.avancement.total:
        exports += exports_de_graphique(
            lambda: graphique_actions(fiche.axes, contrat.nom, fiche.jour),
            lines,
            f"cls-actions_{where}",
            "Graphique des actions",
        )
    if fiche.vie.frise is not None:
        exports += exports_de_graphique(
            lambda: graphique_de_la_vie(fiche),
            lines,
            f"cls-vie_{where}",
            "Frise de la vie du contrat",
        )
    lieu = find_territoire(couverture.moteur.referentiel, "region", contrat.region)
    exports += exports_du_diaporama(
        lambda: build_seminaire(couverture.moteur, lieu, fiche.jour, contrat.id),
        f"{lieu.nom}, ce contrat à la loupe",
        f"cls-presentation_{where}",
    )
    exports += exports_of_tables(couverture, fiche, lines, where)
    exports += exports_des_perimetres(
        lambda avance: perimetres_geojson(couverture, [contrat.id], lines, avance),
        lambda avance: perimetres_gpkg(couverture, [contrat.id], lines, avance),
        1 if fiche.perimetre.est_connu else 0,
        f"cls-perimetre_{where}",
    )
    return [*exports, export_du_registre(lambda: registre_zip(releve), releve)]


def exports_of_tables(
    couverture: Couverture, fiche: Fiche, lines: dict[str, str], where: str
) -> list[Export]:
    """Return the tables of the sheet: all of them as XLSX, the communes as CSV."""
    moteur, name = couverture.moteur, fiche.contrat.id
    year = moteur.referentiel.annee_population
    exports = [
        export_xlsx(
            lambda: tables_du_contrat(fiche, communes_du_perimetre(moteur, name), year),
            lines,
            f"cls-contrat_{where}",
            "une feuille par sujet\u00a0: contrat, communes, axes, actions, signataires, sources",
        ),
        export_csv(
            lambda: table_des_faits(fiche), f"cls-contrat_{where}", "Contrat (CSV)", CSV_DES_FAITS
        ),
    ]
    if fiche.perimetre.est_connu:
        exports.append(
            export_csv(
                lambda: export_communes(communes_du_perimetre(moteur, name), year),
                f"cls-communes_{where}",
                "Communes (CSV)",
                CSV_DES_COMMUNES,
            )
        )
    return exports


def draw_fiche(
    couverture: Couverture, fiche: Fiche, reference: Reference, aujourd_hui: date
) -> None:
    """Draw the sheet, section by section."""
    moteur = couverture.moteur
    referentiel = moteur.referentiel
    lines = source_lines(
        load_provenance(),
        moteur.registre.date_releve,
        fiche.jour,
        referentiel.annee_population,
        phrase_membres(reference),
    )
    fiche_entete.titre(fiche)
    fiche_entete.reponse(fiche, phrase_reference(reference))
    fiche_entete.chiffres(fiche)
    emporter(
        exports_of(couverture, fiche, lines),
        "contrat",
        note="" if fiche.perimetre.est_connu else SANS_PERIMETRE,
    )
    facts, links = st.columns([3, 2], gap="medium")
    with facts:
        fiche_entete.identite(fiche)
    with links:
        fiche_entete.generations(fiche, moteur.registre.contrats, fiche.jour)
    st.markdown(
        "Aller à\u00a0: " + " · ".join(f"[{label}](#{anchor})" for anchor, label in SECTIONS)
    )
    draw_life(fiche, aujourd_hui)
    draw_perimeter(couverture, fiche, reference)
    draw_axes(fiche, lines)
    st.subheader("Signataires", anchor="signataires")
    signataires(fiche.signataires)
    st.subheader("Sources", anchor="sources")
    sources(fiche, jour_en_lettres(moteur.registre.date_releve))
    st.subheader("Ce qui manque, et comment le compléter", anchor="manques")
    manques(fiche)
    foot(lines, "pages/methode.py")


def draw_absent(moteur: Moteur, demande: str, jour: date) -> None:
    """Say that no such contract is known, and name the nearest."""
    with st.container(horizontal=True, gap="small"):
        liens_de_retour((FRANCE,), jour)
    contrats = moteur.registre.contrats
    near = [contrats[name] for name in contrats_proches(moteur.registre, demande)]
    contrat_absent(demande, near, jour)
    choix_du_contrat(list(contrats.values()), "", jour)


def main() -> None:
    """Read the address, compute, draw."""
    aujourd_hui = date.today()
    apply_fiche_style()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        messages: list[str] = []
        jour = read_jour(st.query_params.get("date"), aujourd_hui, messages)
        perimetre = read_choice(st.query_params, "perimetre", PERIMETRES, PERIMETRES[0], messages)
        reference = Reference.au(jour, perimetre=perimetre)
        moteur = load_moteur_de(reference)
    contrats = moteur.registre.contrats
    demande = st.query_params.get("id", "").strip()
    if demande not in contrats:
        st.set_page_config(page_title="Contrat inconnu – Atlas des contrats locaux de santé")
        for message in messages:
            st.warning(message, icon=":material/link_off:")
        draw_absent(moteur, demande, jour)
        return
    nom = contrats[demande].nom
    st.set_page_config(page_title=f"{nom} – Atlas des contrats locaux de santé")
    couverture = moteur.couverture(jour)
    fiche = build_fiche(couverture, demande)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        liens_de_retour(fiche.territoires, jour)
        with st.popover("Autre contrat, autre date", icon=":material/tune:", type="tertiary"):
            choix_du_contrat(list(contrats.values()), demande, jour)
            choix_du_jour(demande, jour, aujourd_hui)
    for message in messages:
        st.warning(message, icon=":material/link_off:")
    draw_fiche(couverture, fiche, reference, aujourd_hui)


main()
