"""What a user says about a file that it does not say itself."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jobtrack.domain.definitions.fields import Fields
from jobtrack.domain.plan import Plan, find_area, find_indicator
from jobtrack.domain.text import excerpt, folded, visible
from jobtrack.errors.importing import NotAMapping
from jobtrack.errors.plans import PlanFieldWrong
from jobtrack.words import N_

IGNORE = "ignore"
_LONGEST_NAME = 200
_PLACE = re.compile(
    r"(?:.*/)?(?P<file>[^/]*?)(?:\.(?:csv|tsv|txt|xlsx?|xlsm|ods|jsonl?|ndjson))?(?::(?P<sheet>.*))?",
    re.IGNORECASE | re.DOTALL,
)
ANY_OTHER = "*"  # in keep: each column that is not recognised


class Defaults(NamedTuple):
    """What holds where neither a row, its column nor a line above the header says it; blank: nothing.

    All is as people write it. ``{file}`` in it stands for the file's name without its ending and
    ``{sheet}`` for the name of the sheet. ``published`` None: known from today.
    """

    indicator: str = ""
    area: str = ""
    period: str = ""
    unit: str = ""
    published: date | None = None
    source: str = ""
    note: str = ""
    flag: str = ""

    def over(self, other: "Defaults") -> "Defaults":
        """These where they say something, else ``other``."""
        stated = {field: value for field, value in self._asdict().items() if value}
        return other._replace(**stated)

    def filled(self, place: str) -> "Defaults":
        """These with the names of file and sheet in the place of ``{file}`` and ``{sheet}``."""
        match = _PLACE.fullmatch(place)
        assert match is not None
        names = {"{file}": match["file"], "{sheet}": match["sheet"] or ""}

        def filled(text: str) -> str:
            for sign, name in names.items():
                text = text.replace(sign, name)
            return text

        return self._replace(
            indicator=filled(self.indicator),
            area=filled(self.area),
            period=filled(self.period),
            unit=filled(self.unit),
            source=filled(self.source),
            note=filled(self.note),
        )


NO_DEFAULTS = Defaults()


class FileMapping(NamedTuple):
    """What the columns of files mean and what their texts stand for. Keys are ``folded``.

    ``columns``: header → meaning, as ``--map`` writes it. ``indicators`` and ``areas``: text → id,
    or ``ignore`` for rows that are left out. ``keep``: header → the only texts, folded, with which a
    row is read; ``*`` stands for each column that is not recognised. ``is_yearly``: a year alone is
    its December.
    """

    columns: Mapping[str, str] = {}
    indicators: Mapping[str, str] = {}
    areas: Mapping[str, str] = {}
    keep: Mapping[str, frozenset[str]] = {}
    is_yearly: bool = False
    defaults: Defaults = NO_DEFAULTS

    def over(self, other: "FileMapping") -> "FileMapping":
        """Both; where they contradict, this one."""
        return FileMapping(
            {**other.columns, **self.columns},
            {**other.indicators, **self.indicators},
            {**other.areas, **self.areas},
            {**other.keep, **self.keep},
            self.is_yearly or other.is_yearly,
            self.defaults.over(other.defaults),
        )

    def with_column(self, text: str) -> "FileMapping":
        """The same, with what ``COLUMN=meaning`` says. Errors: NotAMapping."""
        column, sign, meaning = text.rpartition("=")
        if not (sign and column.strip() and meaning.strip()):
            raise NotAMapping(text=visible(text))
        return self._replace(columns={**self.columns, folded(column): meaning.strip()})


NO_MAPPING = FileMapping()


def indicator_id(text: str, plan: Plan, mapping: FileMapping) -> str:
    """The indicator that ``text`` stands for, or ``ignore``. Errors: NoIndicator, Ambiguous."""
    mapped = mapping.indicators.get(folded(text))
    return IGNORE if mapped == IGNORE else find_indicator(plan, mapped or _short(text)).id


def area_code(text: str, plan: Plan, mapping: FileMapping) -> str:
    """The area that ``text`` stands for, or ``ignore``. Errors: NoArea, Ambiguous."""
    mapped = mapping.areas.get(folded(text))
    return IGNORE if mapped == IGNORE else find_area(plan, mapped or _short(text)).code


def _short(name: str) -> str:
    """``name``, or as much of it as a message shows where nothing can be called so."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:60]}…"


def mapping_of(document: Mapping[str, object], place: str) -> FileMapping:
    """The mapping that a file's tables describe; ``place`` names it in errors. Errors: BadPlan."""
    top = Fields(document, place)
    period = top.text("period")
    if period not in {None, "year", "month"}:
        raise PlanFieldWrong(
            place=place, field="period", value=repr(period), expected=N_('"year" or "month"')
        )
    mapping = FileMapping(
        columns=_texts(top, "columns"),
        indicators=_texts(top, "indicators"),
        areas=_texts(top, "areas"),
        keep=_lists(top, "keep"),
        is_yearly=period == "year",
        defaults=_defaults(_table(top, "defaults")),
    )
    top.close()
    return mapping


def _table(top: Fields, name: str) -> Fields:
    return Fields(top.optional_table(name), f"{top.place}: {name}")


def _texts(top: Fields, name: str) -> dict[str, str]:
    table = _table(top, name)
    return {folded(key): table.required(key, table.text(key)) for key in table.values}


def _lists(top: Fields, name: str) -> dict[str, frozenset[str]]:
    table = _table(top, name)
    for key, texts in table.values.items():
        if not (isinstance(texts, list) and all(isinstance(one, str) for one in texts)):
            raise PlanFieldWrong(
                place=table.place,
                field=visible(key),
                value=excerpt(str(texts)),
                expected=N_("a list of texts"),
            )
    return {folded(key): frozenset(map(folded, texts)) for key, texts in table.values.items()}


def _defaults(table: Fields) -> Defaults:
    texts = {field: table.text(field) or "" for field in Defaults._fields if field != "published"}
    defaults = Defaults(**texts, published=table.day("published"))
    table.close()
    return defaults
