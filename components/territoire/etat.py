"""State of the territory page in the address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from components.commun.adresse.parametres import Etat, quoted, toujours
from components.commun.adresse.sortes import brut, date_montree, read_jour
from components.commun.adresse.territoires import TERRITOIRES
from components.commun.mots.formats import echappe_markdown
from geo.territoires.codes import CodeAbime, CodeRefuse, lire_code
from geo.territoires.lieux import NIVEAUX_DES_LIEUX, Lieu, collectivite_sans_cls

EXEMPLE_ATTENDU = (
    "Attendu\u00a0: le code INSEE d'une commune (29232), le SIREN d'une intercommunalité "
    "(200068120), le numéro d'un département (29) ou d'une région (93)."
)


@dataclass(frozen=True)
class EtatTerritoire(Etat):
    """What the page shows; ``lieu`` is None before a place is chosen.

    ``date_ecrite``: whether the address names the day; without it, the page shows today.
    ``code_partage``: whether another place bears the same code, so that the level is needed.
    ``PARAMETRES`` are only written: ``read_adresse`` reads a code and its level together.
    """

    lieu: Lieu | None
    jour: date
    date_ecrite: bool = False
    code_partage: bool = False

    PARAMETRES = (
        brut("code", "lieu.territoire.code", toujours),
        brut("niveau", "lieu.territoire.niveau", lambda etat: etat.code_partage),
        date_montree(lambda etat: etat.date_ecrite),
    )


@dataclass(frozen=True)
class Adresse:
    """What an address says: the state, always valid, and what was wrong or ambiguous in it.

    ``messages``: French, Markdown, escaped. ``homonymes``: the other places that bear the code.
    ``inconnu``: what to search for when no place bears the code asked for, else ''.
    """

    etat: EtatTerritoire
    messages: tuple[str, ...]
    homonymes: tuple[Lieu, ...]
    inconnu: str


def _asked(params: Mapping[str, str], codes: Sequence[str], messages: list[str]) -> tuple[str, str]:
    """Return the code and the level that an address asks for, '' when it doesn't."""
    written = [code.strip() for code in codes if code.strip()]
    if len(written) > 1:
        messages.append(
            f"L'adresse donne plusieurs codes\u00a0: seul {quoted(written[0])} est lu. Pour un "
            "autre territoire, cherchez son nom ci-dessus."
        )
    if written:
        return written[0], params.get("niveau", "")
    # The address of a territory on the coverage page reads here too.
    levels = [level for level in reversed(TERRITOIRES) if params.get(level, "").strip()]
    return (params[levels[0]].strip(), levels[0]) if levels else ("", "")


def read_adresse(
    params: Mapping[str, str],
    codes: Sequence[str],
    find: Callable[[str], tuple[Lieu, ...]],
    aujourd_hui: date,
) -> Adresse:
    """Read the state from the parameters of the address.

    Parameters
    ----------
    params : parameters of the address; unknown ones are ignored.
    codes : every value of ``code``, which may be repeated.
    find : returns the places that bear a code, the one shown by default first.
    """
    messages: list[str] = []
    jour = read_jour(params.get("date"), aujourd_hui, messages)
    dated = bool(params.get("date"))
    code, niveau = _asked(params, codes, messages)
    if not code:
        return Adresse(EtatTerritoire(None, jour, dated), tuple(messages), (), "")
    found = find(code)
    if not found:
        message, sought = _unknown(code)
        messages.append(message)
        return Adresse(EtatTerritoire(None, jour, dated), tuple(messages), (), sought)
    chosen = next((lieu for lieu in found if lieu.territoire.niveau == niveau), found[0])
    if niveau and chosen.territoire.niveau != niveau:
        messages.append(
            f"Niveau {quoted(niveau)}\u00a0: aucun territoire de ce niveau ne porte le code "
            f"{quoted(code)}, il est ignoré. Valeurs possibles\u00a0: "
            f"{echappe_markdown(', '.join(NIVEAUX_DES_LIEUX))}."
        )
    if chosen.pourquoi and not chosen.demande:
        place = echappe_markdown(f"{chosen.territoire.nom} ({chosen.territoire.code})")
        messages.append(
            f"Code {quoted(code)}\u00a0: {place} est montré. {echappe_markdown(chosen.pourquoi)}."
        )
    others = tuple(lieu for lieu in found if lieu is not chosen)
    etat = EtatTerritoire(chosen, jour, dated, code_partage=bool(others))
    return Adresse(etat, tuple(messages), others, "")


def _unknown(code: str) -> tuple[str, str]:
    """Return why a code names no place, and what to search for instead, '' when nothing is near."""
    start = f"Code {quoted(code)}\u00a0: "
    nobody = f"{start}aucun territoire de l'atlas ne porte ce code."
    try:
        collectivity = collectivite_sans_cls(lire_code(code).code)
    except CodeAbime as error:
        return f"{nobody} {echappe_markdown(str(error))}.", ""
    except CodeRefuse:  # a name: the search knows better
        return f"{nobody} {EXEMPLE_ATTENDU}", code
    if collectivity is None:
        return f"{nobody} {EXEMPLE_ATTENDU}", code
    return (
        f"{start}{collectivity} est une collectivité d'outre-mer où aucun contrat local de santé "
        "n'est recensé. L'atlas couvre les 18 régions et Saint-Martin.",
        "",
    )
