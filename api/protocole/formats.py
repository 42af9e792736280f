"""Which of the formats that an operation gives a reader wants (RFC 9110, section 12.5.1)."""

from collections.abc import Iterator, Sequence

from api.protocole.problemes import Dit, Probleme, cite


def choose_media(accept: str, medias: Sequence[str]) -> str:
    """Return the media to answer; raise Probleme (406) when none of them is wanted.

    Parameters
    ----------
    accept : the header; "" wants anything.
    medias : those that the operation gives, the usual one first.
    """
    if not accept.strip():
        return medias[0]
    wanted = list(_ranges(accept))
    scores = [(_quality(media, wanted), -rank) for rank, media in enumerate(medias)]
    quality, rank = max(scores)
    if quality <= 0:
        raise Probleme(
            406,
            "format_non_servi",
            Dit(
                f"L'en-tête Accept demande {cite(accept)}\u00a0; cette adresse donne "
                f"{', '.join(medias)}.",
                f"The header Accept asks for {cite(accept)}; this address gives "
                f"{', '.join(medias)}.",
            ),
            {"formats": list(medias)},
        )
    return medias[-rank]


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        kind, *options = (one.strip().lower() for one in part.split(";"))
        quality = 1.0
        for option in options:
            name, _, value = option.partition("=")
            if name.strip() == "q":
                quality = _number(value)
        yield kind, quality


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0


def _quality(media: str, wanted: Sequence[tuple[str, float]]) -> float:
    """Return how much a media is wanted: the most precise range that names it decides."""
    kind = media.partition(";")[0]
    names = (kind, f"{kind.partition('/')[0]}/*", "*/*")
    for name in names:
        found = [quality for range_, quality in wanted if range_ == name]
        if found:
            return max(found)
    return 0.0
