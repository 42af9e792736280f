"""Words that several slides share: what a figure rests on, in plain text."""

from components.commun.adresse.reference import membres
from components.commun.mots.certitude import (
    etat_du_registre,
    heros,
    liste_attestee,
    manquants,
    publie_a_cote,
    qui_publie,
    taux_publie,
)
from components.commun.mots.formats import habitants, jour_en_lettres, nombre, pluriel
from data.model import Contrat
from geo.certitude.certitude import Certitude
from geo.couverture.synthese import Synthese
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


def registre_en_bref(seminaire: Seminaire) -> str:
    """Return what the list of the territory is, and since when: attested, else incomplete."""
    releve_le = seminaire.moteur.registre.date_releve
    return etat_du_registre(seminaire.certitude.attestations, releve_le)


def _registre(seminaire: Seminaire, certitude: Certitude) -> str:
    how_far = "" if certitude.est_attestee else " incomplet,"
    return f"registre de l'atlas,{how_far} relevé le {releve(seminaire)}"


def pied(
    seminaire: Seminaire,
    *precisions: str,
    population: bool = True,
    certitude: Certitude | None = None,
) -> str:
    """Return the line at the foot of a slide: date, population year, source, then more.

    ``population``: whether a figure of the slide counts residents; ``certitude``: of the place that
    the slide is about, when it is not that of the seminar.
    """
    parts = [f"Situation au {jour_en_lettres(seminaire.jour)}"]
    if population:
        year = seminaire.moteur.referentiel.annee_population
        parts.append(f"population municipale {year} (INSEE)")
    parts.append(_registre(seminaire, certitude or seminaire.certitude))
    return "\u00a0· ".join((*parts, *(one for one in precisions if one)))


def ligne_des_sources(seminaire: Seminaire) -> str:
    """Return what the figures rest on, in one line: registre, population, territories, members."""
    moteur = seminaire.moteur
    year, vintage = moteur.referentiel.annee_population, int(seminaire.provenance["millesime"])
    members = membres(moteur.reference or Reference(vintage, year))
    return (
        f"Sources\u00a0: {_registre(seminaire, seminaire.certitude)}\u00a0; "
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


def titre_du_taux(certitude: Certitude) -> str:
    """Return the rate as the title of a slide says it: no more than what it rests on."""
    rate, what, _ = heros(certitude)
    if not certitude.recense and certitude.genre == "plancher":
        return "aucun contrat signé recensé"
    return f"{rate} {what}"


def dit_ailleurs(seminaire: Seminaire) -> tuple[str, ...]:
    """Say, for notes, the rate published for the territory, with its page."""
    point = seminaire.certitude.publie
    if point is None:
        return ()
    told = f"{taux_publie(point)} de la population couverte, chiffre {qui_publie(point)}"
    return (f"À vérifier\u00a0: {told}. Source\u00a0: {point.source_url}",)


def registre_incomplet(seminaire: Seminaire) -> str:
    """Say in a sentence how far the registre is from what was announced or published."""
    certitude = seminaire.certitude
    if certitude.est_attestee:
        said = liste_attestee(certitude.attestations)
        return f"{said[:1].upper()}{said[1:]}."
    beside = publie_a_cote(certitude)
    return f"{manquants(certitude)} {beside}".strip()
