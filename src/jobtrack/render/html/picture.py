"""A figure as an element of a page: no style that a policy would have to allow, no name twice."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from jobtrack.domain.drawing import Drawing
from jobtrack.render.chart.figure import svg_text
from jobtrack.render.chart.words import course_text, value_text
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import month_text
from jobtrack.words import N_

_DROPPED = {"metadata", "style"}
_TOLD = {"text", "title"}  # whose text is not mere blanks
_REFERENCE = re.compile(r"(?<=#)\w+")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_SIZE = re.compile(r"([\d.]+)px")
_UNTURNED = "rotate(-0"
_OWN = {"width", "height", "version"}  # of the element itself: the page says how large it is


def picture_text(drawing: Drawing, name: str, medium: Medium) -> str:
    """``drawing`` as one ``svg`` element; every id in it begins with ``name``.

    What matplotlib writes as styles are attributes here, which the stylesheet of the page overrules by
    their values where it is dark; fonts are the page's.
    """
    source = svg_text([drawing], medium)
    root = ET.fromstring(source)  # noqa: S314 - our own
    named = {one.get("id", "") for one in root.iter()} & set(_REFERENCE.findall(source))
    names = {id: f"{name}-{id}" for id in named}
    for parent in root.iter():
        for child in [one for one in parent if _local(one.tag) in _DROPPED]:
            parent.remove(child)
    for one in root.iter():
        one.tag, one.tail = _local(one.tag), None
        one.text = one.text if one.tag in _TOLD else None
        one.attrib = dict(_attributes(one, names, is_root=one is root))
    title, description = root.find("title"), ET.Element("desc", {"id": f"{name}-desc"})
    assert title is not None
    title.set("id", f"{name}-title")
    description.text = _description(drawing, medium)
    root.insert(1, description)
    told = {"role": "img", "aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-desc"}
    root.attrib |= told | {"stroke-linejoin": "round"}
    return ET.tostring(root, encoding="unicode")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _attributes(
    element: ET.Element, names: Mapping[str, str], *, is_root: bool
) -> Iterator[tuple[str, str]]:
    """Those that are needed; ``names`` has the new one of each id that is referred to."""
    for key, value in element.attrib.items():
        local = _local(key)
        if local == "style":
            yield from _presentation(value, names)
        elif local == "id":
            if value in names:
                yield local, names[value]
        elif not (is_root and local in _OWN) and not value.startswith(_UNTURNED):
            yield local, _tidy(value, names)


def _presentation(style: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a style says, as attributes; of a font its size only."""
    for declaration in style.split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key in {"font", "font-size"}:
            yield from (("font-size", size) for size in _SIZE.findall(value))
        elif key and not key.startswith("font"):
            yield key, _tidy(value, names)


def _tidy(value: str, names: Mapping[str, str]) -> str:
    """``value`` on one line, with short numbers, and with its references under their new names."""
    short = _LONG_NUMBER.sub(lambda number: f"{round(float(number[0]), 2):g}", " ".join(value.split()))
    return _REFERENCE.sub(lambda one: names.get(one[0], one[0]), short)


def _description(drawing: Drawing, medium: Medium) -> str:
    """What the picture shows, in words."""
    facts = [course_text(course, medium) for course in drawing.courses]
    if drawing.last is not None:
        value = f"{month_text(drawing.last.period, medium)} {value_text(drawing.last, drawing, medium)}"
        facts.insert(0, medium.say(N_("last value: {value}")).format(value=value))
    return ("；" if medium.is_chinese else "; ").join(facts)
