"""What PowerPoint demands of a file before it opens it without a repair (ECMA-376), as faults.

A program that forgives opens much more: these are the demands on which a file is refused.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from openpyxl import load_workbook
from PIL import Image

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LIENS = "http://schemas.openxmlformats.org/package/2006/relationships"
PREMIER_NUMERO = {
    "sldId": (256, 2**31),
    "sldMasterId": (2**31, 2**32),
    "sldLayoutId": (2**31, 2**32),
}
REMPLISSAGES = "noFill solidFill gradFill blipFill pattFill grpFill"
AXE = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark "
    "minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt "
)
MONTRES = (
    "showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator "
    "showLeaderLines leaderLines"
)
# The order in which the children of an element come, as its schema says.
ORDRES = {
    f"{{{namespace}}}{name}": order.split()
    for namespace, names in {
        A: {
            "p": "pPr r br fld endParaRPr",
            "pPr": "lnSpc spcBef spcAft buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont "
            "buNone buAutoNum buChar buBlip tabLst defRPr extLst",
            "rPr": f"ln {REMPLISSAGES} effectLst effectDag highlight uLnTx uLn uFillTx uFill latin "
            "ea cs sym hlinkClick hlinkMouseOver rtl extLst",
            "tbl": "tblPr tblGrid tr",
            "tc": "txBody tcPr extLst",
            "tcPr": f"lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D {REMPLISSAGES} headers extLst",
            "ln": "noFill solidFill gradFill pattFill prstDash custDash round bevel miter headEnd "
            "tailEnd extLst",
        },
        C: {
            "chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection "
            "chart spPr txPr externalData printSettings userShapes extLst",
            "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea "
            "legend plotVisOnly dispBlanksAs showDLblsOverMax extLst",
            "plotArea": "layout barChart lineChart valAx catAx dateAx serAx dTable spPr extLst",
            "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId "
            "extLst",
            "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker "
            "smooth axId extLst",
            "ser": "idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline "
            "errBars cat val smooth shape extLst",
            "dLbl": f"idx delete layout tx numFmt spPr txPr dLblPos {MONTRES} extLst",
            "dLbls": f"dLbl delete numFmt spPr txPr dLblPos {MONTRES} extLst",
            "catAx": f"{AXE}auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
            "valAx": f"{AXE}crossBetween majorUnit minorUnit dispUnits extLst",
        },
        P: {
            "sld": "cSld clrMapOvr transition timing extLst",
            "presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz "
            "notesSz smartTags embeddedFontLst custShowLst photoAlbum custDataLst kinsoku "
            "defaultTextStyle modifyVerifier extLst",
        },
    }.items()
    for name, order in names.items()
}
# Those that come in any order among themselves, where the order above would forbid it.
MELES = {
    f"{{{A}}}p": {"r", "br", "fld"},
    f"{{{C}}}plotArea": {"valAx", "catAx", "barChart", "lineChart"},
}


def fautes(contenu: bytes) -> list[str]:
    """Return every fault found in a file, none when PowerPoint opens it as it is."""
    with ZipFile(BytesIO(contenu)) as archive:
        noms = archive.namelist()
        parts = {nom: archive.read(nom) for nom in noms}
    found = [f"{nom}: twice in the file" for nom, number in Counter(noms).items() if number > 1]
    trees = {}
    for nom, part in parts.items():
        if nom.endswith((".xml", ".rels")):
            try:
                trees[nom] = etree.fromstring(part)
            except etree.XMLSyntaxError as error:
                found.append(f"{nom}: {error}")
    found += _content_types(trees, parts)
    found += _relations(trees, parts)
    for nom, tree in trees.items():
        found += [f"{nom}: {fault}" for fault in _of_a_part(nom, tree)]
    found += _media(parts)
    return found


def _content_types(trees: Mapping, parts: Mapping[str, bytes]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    named = [one.get("PartName") for one in types.iter(f"{{{TYPES}}}Override")]
    kinds = {one.get("Extension").lower() for one in types.iter(f"{{{TYPES}}}Default")}
    for nom in named:
        if nom.lstrip("/") not in parts:
            yield f"content type of a part that is not there: {nom}"
    if len(named) != len(set(named)):
        yield "a part has two content types"
    for nom in parts:
        if nom == "[Content_Types].xml":
            continue
        known = f"/{nom}" in named
        if not known and (nom.rpartition(".")[2].lower() not in kinds or nom.endswith(".xml")):
            yield f"no content type: {nom}"


def _relations(trees: Mapping, parts: Mapping[str, bytes]) -> Iterator[str]:
    reached = {"[Content_Types].xml"}
    for nom, tree in trees.items():
        if not nom.endswith(".rels"):
            continue
        reached.add(nom)
        folder, _, file = nom.rpartition("/")
        owner = posixpath.normpath(posixpath.join(folder, "..", file.removesuffix(".rels")))
        links = list(tree.iter(f"{{{LIENS}}}Relationship"))
        ids = [one.get("Id") for one in links]
        if len(ids) != len(set(ids)):
            yield f"{nom}: two relations of one name"
        for one in links:
            if one.get("TargetMode") == "External":
                continue
            base = posixpath.dirname(owner) if file != ".rels" else ""
            target = posixpath.normpath(posixpath.join("/", base, one.get("Target"))).lstrip("/")
            reached.add(target)
            if target not in parts:
                yield f"{nom}: {one.get('Id')} leads to nothing ({target})"
        if file != ".rels" and owner in trees:
            used = {
                value
                for element in trees[owner].iter()
                for key, value in element.attrib.items()
                if key.startswith(f"{{{R}}}") and value
            }
            for missing in sorted(used - set(ids)):
                yield f"{owner}: {missing} is no relation"
    for nom, tree in trees.items():
        asks = any(key.startswith(f"{{{R}}}") for one in tree.iter() for key in one.attrib)
        folder, _, file = nom.rpartition("/")
        if asks and f"{folder}/_rels/{file}.rels" not in parts:
            yield f"{nom}: relations asked for, none written"
    for nom in sorted(set(parts) - reached):
        yield f"{nom}: nothing leads to it"


def _of_a_part(nom: str, tree: etree._Element) -> Iterator[str]:
    drawn = [one.get("id") for one in tree.iter(f"{{{P}}}cNvPr")]
    for number, times in Counter(drawn).items():
        if times > 1 or not (number or "").isdigit() or int(number) < 1:
            yield f"identifier of a shape: {number}, {times} times"
    for kind, (first, beyond) in PREMIER_NUMERO.items():
        numbers = [int(one.get("id")) for one in tree.iter(f"{{{P}}}{kind}")]
        if len(numbers) != len(set(numbers)) or not all(first <= n < beyond for n in numbers):
            yield f"numbers of {kind}: {numbers}"
    for element in tree.iter():
        order = ORDRES.get(element.tag)
        if order is not None:
            yield from _order(element, order)
    for table in tree.iter(f"{{{A}}}tbl"):
        columns = len(table.findall(f"{{{A}}}tblGrid/{{{A}}}gridCol"))
        if any(len(row.findall(f"{{{A}}}tc")) != columns for row in table.findall(f"{{{A}}}tr")):
            yield "a row has not the columns of its table"
    for body in tree.iter(f"{{{P}}}txBody", f"{{{A}}}txBody"):
        if body.find(f"{{{A}}}p") is None:
            yield "a text without a paragraph"
    yield from _axes(tree)


def _order(element: etree._Element, order: list[str]) -> Iterator[str]:
    mixed = MELES.get(element.tag, set())
    names = [etree.QName(child).localname for child in element if isinstance(child.tag, str)]
    for name in names:
        if name not in order:
            yield f"{etree.QName(element).localname}: {name} is not one of its parts"
    ranks = [
        min(map(order.index, mixed)) if n in mixed else order.index(n) for n in names if n in order
    ]
    if ranks != sorted(ranks):
        yield f"{etree.QName(element).localname}: {' '.join(names)} out of order"


def _axes(tree: etree._Element) -> Iterator[str]:
    for plot in tree.iter(f"{{{C}}}plotArea"):
        axes = [one for one in plot if one.tag in (f"{{{C}}}catAx", f"{{{C}}}valAx")]
        known = [one.find(f"{{{C}}}axId").get("val") for one in axes]
        asked = [one.get("val") for chart in plot for one in chart.findall(f"{{{C}}}axId")]
        crossed = [one.find(f"{{{C}}}crossAx").get("val") for one in axes]
        if len(known) != len(set(known)) or not {*asked, *crossed} <= set(known):
            yield f"axes {known}, asked for {asked}, crossed by {crossed}"
        numbers = [one.find(f"{{{C}}}idx").get("val") for one in plot.iter(f"{{{C}}}ser")]
        if len(numbers) != len(set(numbers)):
            yield f"two series of one number: {numbers}"


def _media(parts: Mapping[str, bytes]) -> Iterator[str]:
    for nom, part in parts.items():
        if nom.startswith("ppt/media/"):
            with Image.open(BytesIO(part)) as picture:
                picture.verify()
                if (picture.format or "").lower() != nom.rpartition(".")[2].lower():
                    yield f"{nom}: a picture in {picture.format}"
        if nom.startswith("ppt/embeddings/"):
            load_workbook(BytesIO(part))
