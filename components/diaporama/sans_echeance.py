"""What the slide on ends says where no end is ahead: what is already over, if anything."""

from components.commun.mots.contrat import quand
from geo.presentation.seminaire import Seminaire

TERMES_MONTRES = 5


def sans_echeance(seminaire: Seminaire) -> str:
    """Return the sentence of the slide where no contract comes to its end."""
    ahead, over = seminaire.echeancier, bool(seminaire.echus)
    if ahead.signes:
        unknown = len(ahead.sans_echeance) == len(ahead.signes)
        why = "aucune source ne dit leur échéance" if unknown else "aucun ne se termine avant"
        return f"Des contrats sont signés, {why}." + (" Échéance passée\u00a0:" if over else "")
    if over:
        return "Échéance passée, suite inconnue\u00a0:"
    return "Aucun contrat recensé n'est en vigueur\u00a0: rien à renouveler d'après le registre."


def derniers_termes(seminaire: Seminaire) -> tuple[str, ...]:
    """Return the contracts already over, one line each, the last to end first."""
    lines = []
    for contrat, end in seminaire.echus[:TERMES_MONTRES]:
        when = quand("le", "en", end.date) if end.date else "fin non renseignée"
        estimated = " (estimée)" if end.est_estimee else ""
        lines.append(f"{contrat.nom}\u00a0: {when}{estimated}")
    return tuple(lines)
