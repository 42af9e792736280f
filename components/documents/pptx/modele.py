"""The template of a deck: size of the slides, masters, layouts and their placeholders.

python-pptx's own template is 4:3, in English and in Calibri: its parts are kept, what they say and
where they put things is written here.
"""

import pandas as pd
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Mm

from components.commun.statuts import STATUTS, STATUTS_ACTION
from components.documents.pptx.texte import LANGUE, set_langue
from components.figures.figure import Chiffre
from components.gabarit.diapositive import Diapositive
from components.gabarit.gabarit import FORMATS, MARGE, Cadre, Gabarit, gabarit
from components.gabarit.texte import BLEU, ENCRE, GRIS

POLICE = "Arial"  # on every system, or replaced by one of the same widths
PHRASE, CHIFFRES, PUCES, AUTRES = 13, 14, 15, 16  # idx of the placeholders
PIED, NUMERO = 11, 12
INDEX = {"phrase": PHRASE, "chiffres": CHIFFRES, "puces": PUCES, "autres": AUTRES}
INVITES = {
    "phrase": "La réponse, en une phrase",
    "chiffres": "Chiffres",
    "autres": "Autres chiffres",
    "puces": "Liste",
}
COULEURS = {
    "dk1": ENCRE,
    "lt1": "#ffffff",
    "dk2": BLEU,
    "lt2": "#f6f4ef",
    "accent1": STATUTS["signe"].couleur,
    "accent2": STATUTS["projet"].couleur,
    "accent3": STATUTS["partielle"].couleur,
    "accent4": STATUTS["echu"].couleur,
    "accent5": STATUTS_ACTION["realisee"].couleur,
    "accent6": STATUTS_ACTION["en_cours"].couleur,
    "hlink": BLEU,
    "folHlink": GRIS,
}
_TABLEAU = pd.DataFrame({"": []})
_CHIFFRE = (Chiffre("", ""), Chiffre("", ""))
# A slide of each kind: the frames of a layout are those of the slide that it serves.
_MODELES = {
    "Titre": Diapositive("titre", "", "x", puces=("x",)),
    "Figure et chiffres": None,
    "Figure": None,
    "Chiffres": Diapositive("pays", "", "x", _CHIFFRE),
    "Liste": Diapositive("suite", "", "x", puces=("x",)),
    "Liste et chiffres": Diapositive("suite", "", "x", _CHIFFRE, puces=("x",)),
}
_NOMS = tuple(_MODELES)


def build_modele(format_: str) -> Deck:
    """Return an empty deck of a format, with a layout per kind of slide.

    Raises ValueError for an unknown format.
    """
    if format_ not in FORMATS:
        raise ValueError(f"format: one of {', '.join(FORMATS)} expected, {format_!r} given")
    deck = Presentation()
    width, height = FORMATS[format_]
    deck.slide_width, deck.slide_height = Mm(width), Mm(height)
    _set_presentation(deck)
    _set_theme(deck)
    _set_master(deck, format_)
    layouts = list(deck.slide_layouts)
    for layout in layouts[len(_NOMS) :]:
        deck.slide_layouts.remove(layout)
    for layout, name in zip(layouts, _NOMS, strict=False):
        _set_layout(layout, name, format_)
    return deck


def layout_of(deck: Deck, nom: str) -> SlideLayout:
    """Return the layout of a kind of slide."""
    return deck.slide_layouts[_NOMS.index(nom)]


def _set_presentation(deck: Deck) -> None:
    """Take away what python-pptx's template says of itself: kind of screen, language, picture."""
    element = deck.part._element
    element.find(qn("p:sldSz")).attrib.pop("type", None)
    set_langue(element)
    package = deck.part.package
    for name, relation in list(package._rels.items()):
        if relation.reltype == RT.THUMBNAIL:
            package._rels.pop(name)


def _set_theme(deck: Deck) -> None:
    """Give the theme the colours of the statuses and a font that every system has."""
    part = deck.slide_master.part.part_related_by(RT.THEME)
    theme = parse_xml(part.blob)
    theme.set("name", "Atlas")
    colours = theme.find(f".//{qn('a:clrScheme')}")
    colours.set("name", "Atlas")
    for name, colour in COULEURS.items():
        slot = colours.find(qn(f"a:{name}"))
        for child in list(slot):
            slot.remove(child)
        value = colour.removeprefix("#").upper()
        slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{value}"/>'))
    for kind in ("majorFont", "minorFont"):
        theme.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}").set("typeface", POLICE)
    part._blob = serialize_part_xml(theme)


def frames_of(nom: str, format_: str) -> Gabarit:
    """Return the frames of a layout."""
    model = _MODELES[nom]
    if model is not None:
        return gabarit(model, format_)
    figures = _CHIFFRE if nom == "Figure et chiffres" else ()
    return gabarit(Diapositive("", "", "x", figures, tableau=_TABLEAU), format_)


def _place(cadre: Cadre) -> str:
    return (
        f'<a:xfrm><a:off x="{Mm(cadre.x)}" y="{Mm(cadre.y)}"/>'
        f'<a:ext cx="{Mm(cadre.largeur)}" cy="{Mm(cadre.hauteur)}"/></a:xfrm>'
    )


def _level(taille: float, couleur: str, gras: bool, puce: bool, ancre: str) -> str:
    """Return the style of the text of a placeholder."""
    margin = Mm(8) if puce else 0
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if puce else "<a:buNone/>"
    return (
        f'<a:lvl1pPr marL="{margin}" indent="{-margin}" algn="{ancre}">'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{bullet}'
        f'<a:defRPr lang="{LANGUE}" sz="{round(taille * 100)}" b="{int(gras)}">'
        f'<a:solidFill><a:srgbClr val="{couleur.removeprefix("#").upper()}"/></a:solidFill>'
        f"</a:defRPr></a:lvl1pPr>"
    )


def _placeholder(
    rang: int,
    nom: str,
    ph: str,
    cadre: Cadre,
    style: str,
    invite: str,
    ancrage: str = "t",
    champ: str = "",
) -> object:
    """Return a placeholder of a layout; ``champ``: the field that it holds."""
    run = f'<a:r><a:rPr lang="{LANGUE}"/><a:t>{invite}</a:t></a:r>'
    if champ:
        run = (
            f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="{champ}">'
            f'<a:rPr lang="{LANGUE}"/><a:t>‹N°›</a:t></a:fld>'
        )
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{rang}" name="{nom}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_place(cadre)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{ancrage}"><a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>'
        f'<a:p>{run}<a:endParaRPr lang="{LANGUE}"/></a:p></p:txBody></p:sp>'
    )


def _bar(rang: int, cadre: Cadre) -> object:
    """Return a plain blue rectangle, an ornament that screen readers skip."""
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{rang}" name="Filet">'
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
        ' val="1"/></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_place(cadre)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/>"
        f'<a:p><a:endParaRPr lang="{LANGUE}"/></a:p></p:txBody></p:sp>'
    )


def _clear(tree: object) -> None:
    for child in list(tree)[2:]:  # type: ignore[call-overload]
        tree.remove(child)  # type: ignore[attr-defined]


def _foot_and_number(frames: Gabarit) -> list[object]:
    return [
        _placeholder(
            20,
            "Pied de page",
            f'type="ftr" sz="quarter" idx="{PIED}"',
            frames.pied,
            _level(12, GRIS, False, False, "l"),
            "",
            "ctr",
        ),
        _placeholder(
            21,
            "Numéro de diapositive",
            f'type="sldNum" sz="quarter" idx="{NUMERO}"',
            frames.numero,
            _level(14, GRIS, True, False, "r"),
            "",
            "ctr",
            "slidenum",
        ),
    ]


def _set_master(deck: Deck, format_: str) -> None:
    """Put the placeholders of the master where those of the layouts are."""
    frames = frames_of("Figure", format_)
    body = Cadre(MARGE, 55, frames.titre.largeur, 116)
    tree = deck.slide_master.shapes._spTree
    _clear(tree)
    for element in (
        _placeholder(
            2,
            "Titre",
            'type="title"',
            frames.titre,
            "",
            "Modifier le titre",
            "ctr",
        ),
        _placeholder(3, "Texte", 'type="body" idx="1"', body, "", "Modifier le texte"),
        *_foot_and_number(frames),
    ):
        tree.append(element)
    styles = deck.slide_master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle"))
    _clear_all(title)
    title.append(parse_xml(_with_namespace(_level(30, BLEU, True, False, "l"))))
    for properties in styles.iter(qn("a:defRPr")):
        properties.set("lang", LANGUE)


def _clear_all(element: object) -> None:
    for child in list(element):  # type: ignore[call-overload]
        element.remove(child)  # type: ignore[attr-defined]


def _with_namespace(xml: str) -> str:
    return xml.replace("<a:lvl1pPr", f"<a:lvl1pPr {nsdecls('a')}", 1)


def _set_layout(layout: SlideLayout, nom: str, format_: str) -> None:
    """Write the placeholders of a layout."""
    frames = frames_of(nom, format_)
    element = layout._element
    element.find(qn("p:cSld")).set("name", nom)
    element.attrib.pop("type", None)
    if nom == "Titre":
        element.set("type", "title")
    tree = layout.shapes._spTree
    _clear(tree)
    is_title = nom == "Titre"
    tree.append(
        _placeholder(
            2,
            "Titre",
            'type="ctrTitle"' if is_title else 'type="title"',
            frames.titre,
            _level(44 if is_title else 30, BLEU, True, False, "l"),
            "Titre de la diapositive",
            "b" if is_title else "ctr",
        )
    )
    for rank, (role, index) in enumerate(INDEX.items()):
        frame = getattr(frames, role)
        if frame is None and not (role in ("puces", "autres") and nom == "Figure et chiffres"):
            continue
        if frame is None:
            frame = frames.chiffres
        kind = 'type="subTitle"' if is_title and role == "phrase" else 'type="body"'
        size = {"phrase": 24 if is_title else 20, "puces": 22}.get(role, 18)
        tree.append(
            _placeholder(
                3 + rank,
                INVITES[role],
                f'{kind} sz="quarter" idx="{index}"',
                frame,
                _level(size, ENCRE, False, role == "puces" and not is_title, "l"),
                INVITES[role],
            )
        )
    for one in _foot_and_number(frames):
        tree.append(one)
    x = MARGE if is_title else 0.0
    bar = Cadre(x, 38, 2.4, 46) if is_title else Cadre(x, 8, 4, 23)
    tree.append(_bar(30, bar))
