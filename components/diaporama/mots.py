"""Words that several slides share: what a figure rests on, in plain text."""

from components.commun.adresse.reference import membres
from components.commun.mots.annonces import est_de_ce_temps, recenses_et_annonces
from components.commun.mots.formats import (
    date_partielle,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from data.model import Contrat
from geo.couverture.synthese import Synthese
from geo.evolution.evolution import PointPublie, points_publies
from geo.presentation.seminaire import Seminaire
from geo.territoires.millesimes import Reference

ATTRIBUTION = "contours IGN, INSEE, DGCL"
LARGEUR_MOT = 46


def nom_du(seminaire: Seminaire) -> str:
    """Return the name of the territory as a title says it."""
    return nom_court(seminaire.territoire.nom)


def nom_court(nom: str) -> str:
    """Return the name of a territory without what a room does not need to read."""
    return "France" if nom.startswith("France") else nom


def court(texte: str, limite: int = LARGEUR_MOT) -> str:
    """Shorten a text to ``limite`` characters, at a word where there is one."""
    if len(texte) <= limite:
        return texte
    cut = texte[: limite - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–(")
    return (cut or texte[: limite - 1]) + "…"


def releve(seminaire: Seminaire) -> str:
    """Return the day the registre was gathered, in words."""
    return jour_en_lettres(seminaire.moteur.registre.date_releve)


def pied(seminaire: Seminaire, *precisions: str, population: bool = True) -> str:
    """Return the line at the foot of a slide: date, population year, source, then more.

    ``population``: whether a figure of the slide counts residents.
    """
    parts = [f"Situation au {jour_en_lettres(seminaire.jour)}"]
    if population:
        year = seminaire.moteur.referentiel.annee_population
        parts.append(f"population municipale {year} (INSEE)")
    parts.append(f"registre de l'atlas, incomplet, relevé le {releve(seminaire)}")
    return "\u00a0· ".join((*parts, *(one for one in precisions if one)))


def ligne_des_sources(seminaire: Seminaire) -> str:
    """Return what the figures rest on, in one line: registre, population, territories, members."""
    moteur = seminaire.moteur
    year, vintage = moteur.referentiel.annee_population, int(seminaire.provenance["millesime"])
    members = membres(moteur.reference or Reference(vintage, year))
    return (
        f"Sources\u00a0: registre de l'atlas, incomplet, relevé le {releve(seminaire)}\u00a0; "
        f"population municipale {year} (INSEE)\u00a0; code officiel géographique {vintage} "
        f"(INSEE, DGCL)\u00a0; {members}."
    )


def source_du_contrat(contrat: Contrat) -> str:
    """Return the page a contract was read on, after a sentence; '' when there is none."""
    return f" Source\u00a0: {contrat.source_url}" if contrat.source_url else ""


def reserves(synthese: Synthese) -> tuple[str, ...]:
    """Say what is estimated or unknown behind the rate of a territory, one line each."""
    lines = []
    for reserve, what in (
        (synthese.signature_inconnue, "à date de signature inconnue"),
        (synthese.echeance_estimee, "à échéance estimée ou inconnue"),
    ):
        if reserve.contrats:
            count = pluriel(len(reserve.contrats), "contrat signé", "contrats signés")
            them = "lui" if len(reserve.contrats) == 1 else "eux"
            lines.append(
                f"{count} {what}\u00a0: {habitants(reserve.population)} ne sont couverts que par "
                f"{them}."
            )
    if synthese.sans_perimetre:
        count = pluriel(len(synthese.sans_perimetre), "contrat")
        lines.append(f"{count} sans périmètre connu, dans aucun taux.")
    if synthese.contrats_inconnus:
        count = pluriel(len(synthese.contrats_inconnus), "contrat")
        where = "où il en est" if len(synthese.contrats_inconnus) == 1 else "où ils en sont"
        lines.append(f"{count} dont aucune source ne dit {where}, dans aucun taux.")
    return tuple(lines)


def reserve_courte(synthese: Synthese) -> str:
    """Return, for the foot of a slide, how many signed contracts have an uncertain date."""
    uncertain = set(synthese.signature_inconnue.contrats) | set(synthese.echeance_estimee.contrats)
    if not uncertain:
        return ""
    whole = len(synthese.contrats_signes)
    count = pluriel(whole, "contrat signé", "contrats signés")
    return f"date estimée pour {nombre(len(uncertain))} sur {count}"


def recenses(seminaire: Seminaire) -> str:
    """Return the contracts found beside those the ARS announced: ``17 … sur 55 annoncés …``.

    '' for the country, for a département, and where the ARS announced nothing.
    """
    found = seminaire.completude
    if seminaire.territoire.niveau != "region" or found is None or not found.est_annoncee:
        return ""
    return recenses_et_annonces(found, seminaire.jour)


def taux_publie(seminaire: Seminaire) -> tuple[str, str] | None:
    """Return the rate that the ARS published and its date ('' when not known), or None.

    A rate published years after the day is not set beside the one of the day.
    """
    found = seminaire.completude
    if seminaire.territoire.niveau != "region" or found is None:
        return None
    annonce = found.annonce
    if not annonce.taux_signe_publie or not est_de_ce_temps(annonce, seminaire.jour):
        return None
    value = annonce.taux_signe_publie.replace(".", ",").replace(">", "plus de ")
    when = date_partielle(annonce.date_annonce) if annonce.date_annonce else ""
    return f"{value}\u00a0%", when


def taux_publie_et_date(published: tuple[str, str]) -> str:
    """Return a rate published as a sentence says it: ``78,6 % (2025)``."""
    rate, when = published
    return f"{rate} ({when})" if when else rate


def taux_du_departement(seminaire: Seminaire) -> PointPublie | None:
    """Return the latest rate that a source publishes for a département, above the one found.

    None elsewhere (a région has the announcement of its ARS), and before its publication.
    """
    if seminaire.territoire.niveau != "departement":
        return None
    found = [
        one
        for one in points_publies(seminaire.moteur.registre, seminaire.territoire)
        if one.taux == "taux_signe" and one.jour <= seminaire.jour
    ]
    latest = found[-1] if found else None
    return latest if latest and latest.valeur > (seminaire.synthese.taux_signe or 0) else None


def dit_ailleurs(seminaire: Seminaire) -> tuple[str, ...]:
    """Say, for notes, the rate that a source publishes for a département, with its page."""
    found = taux_du_departement(seminaire)
    if found is None:
        return ()
    return (
        f"À vérifier\u00a0: une source publique dit {pourcentage(found.valeur)} de la population "
        f"couverte ({date_partielle(found.publie_le)}). Source\u00a0: {found.source_url}",
    )


def registre_incomplet(seminaire: Seminaire) -> str:
    """Say in a sentence how far the registre is from what was announced or published."""
    elsewhere = taux_du_departement(seminaire)
    if elsewhere is not None:
        return (
            f"À vérifier\u00a0: une source publique dit {pourcentage(elsewhere.valeur)} "
            f"({date_partielle(elsewhere.publie_le)})\u00a0; le registre ne retrouve pas tout."
        )
    found, published = recenses(seminaire), taux_publie(seminaire)
    if published:
        return f"L'ARS publie {taux_publie_et_date(published)}\u00a0; le registre tient {found}."
    if found:
        return f"Le registre tient {found}."
    return "Le registre est incomplet\u00a0: le taux réel peut être plus élevé."
