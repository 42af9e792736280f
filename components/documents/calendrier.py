"""The ends of contracts as a calendar (iCalendar, RFC 5545): all-day events, dates as known.

A date known to the day is that day. A month is an event over the whole month, a year is its last
day: the title says that the day is not known. What is estimated says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.dates import DatePartielle

PRODUIT = "-//Atlas des contrats locaux de santé//FR"
DOMAINE = "atlas-cls"
UN_JOUR = timedelta(days=1)


@dataclass(frozen=True)
class Evenement:
    """An end to come: ``id`` stays the same from one file to the next.

    ``quand``: as known; ``titre``, ``detail``: in French; ``adresse``: of the sheet, "" for none.
    """

    id: str
    quand: DatePartielle
    titre: str
    detail: str
    adresse: str = ""


def calendrier(
    nom: str, description: str, evenements: Iterable[Evenement], instant: datetime
) -> bytes:
    """Return events as an .ics file; ``instant``: when what is said was known."""
    # Imported when asked for: the first page does not wait for it.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", PRODUIT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", nom)
    calendar.add("x-wr-caldesc", description)
    for one in evenements:
        first, after = jours(one.quand)
        event = Event()
        event.add("uid", f"{one.id}@{DOMAINE}")
        event.add("dtstamp", instant)
        event.add("dtstart", first)
        event.add("dtend", after)
        event.add("summary", one.titre)
        event.add("description", one.detail)
        event.add("transp", "TRANSPARENT")
        if one.adresse:
            event.add("url", one.adresse)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def jours(quand: DatePartielle) -> tuple[date, date]:
    """Return the first day of an event and the day after its last one.

    The whole of a month when the day is not known, the last day of a year when the month is not.
    """
    last = quand.dernier_jour
    first = quand.premier_jour if quand.mois is not None else last
    return first, last + UN_JOUR
