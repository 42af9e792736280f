"""Lists and numbers read from an address."""

from collections.abc import Collection, Mapping

from components.commun.adresse.vue import quoted
from components.commun.mots.formats import echappe_markdown

SEPARATEUR = ","


def read_codes(
    params: Mapping[str, str], key: str, choices: Collection[str], messages: list[str]
) -> tuple[str, ...]:
    """Read codes separated by commas, each once; add a message for those that don't exist."""
    asked = dict.fromkeys(code.strip() for code in params.get(key, "").split(SEPARATEUR))
    asked.pop("", None)
    unknown = [code for code in asked if code not in choices]
    if unknown:
        expected = echappe_markdown(", ".join(choices))
        messages.append(
            f"Paramètre «\u00a0{key}\u00a0» {quoted(', '.join(unknown))}\u00a0: valeur inconnue, "
            f"elle est ignorée. Valeurs possibles, séparées par des virgules\u00a0: {expected}."
        )
    return tuple(code for code in asked if code in choices)


def read_number(
    params: Mapping[str, str], key: str, largest: int, what: str, messages: list[str]
) -> int | None:
    """Read a whole number from 1 to ``largest``; add a message when it is something else."""
    texte = params.get(key, "")
    if not texte:
        return None
    if texte.isascii() and texte.isdigit() and len(texte) <= len(str(largest)):
        number = int(texte)
        if 1 <= number <= largest:
            return number
    messages.append(
        f"Paramètre «\u00a0{key}\u00a0» {quoted(texte)}\u00a0: {what} attendu, de 1 à {largest}. "
        "Il est ignoré."
    )
    return None
