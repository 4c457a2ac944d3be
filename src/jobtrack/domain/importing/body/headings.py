"""Lines between the figures that hold none: titles, the header again, the header of another table."""

from collections.abc import Sequence

from jobtrack.domain.importing.header.above import above
from jobtrack.domain.importing.header.dates import dated_title
from jobtrack.domain.importing.header.headers import is_number_like
from jobtrack.domain.importing.header.layout import Layout
from jobtrack.domain.importing.header.said import Lexicon
from jobtrack.domain.importing.header.words import Role
from jobtrack.domain.typed.figure import is_no_value

Filled = tuple[str, ...]  # the texts of a line that are not blank


class Headings:
    """What stands between the lines of a table.

    ``is_other`` once a line says that the figures below it are of another table: another header, or a
    title with another indicator, area or month where the figures take theirs from the title.
    """

    def __init__(
        self, layout: Layout, home: str, lexicon: Lexicon, repeated: frozenset[Filled]
    ) -> None:
        self.is_other = False
        self._lexicon = lexicon
        self._repeated = repeated  # the header and the lines above it, which pages say again
        self._has_title = False
        fallback, saids = layout.fallback, [one.said for one in layout.figures]
        roles = {one.role for one in layout.columns}
        period = dated_title(fallback.period)
        self._indicator = self._area = self._period = ""
        if Role.INDICATOR not in roles and not all(said.indicator for said in saids):
            self._indicator = fallback.indicator
        if Role.AREA not in roles and not all(said.area for said in saids):
            self._area = fallback.area or home
        if not {Role.PERIOD, Role.YEAR} & roles and not all(said.dated.text for said in saids):
            self._period = period.text if period is not None else ""

    def has(self, texts: Sequence[str]) -> bool:
        """Whether the line is one of them, blank ones included; what it says is remembered."""
        filled = tuple(text for text in texts if text)
        if any(map(is_number_like, filled)):
            return False
        if filled in self._repeated:
            self.is_other = self.is_other or (self._has_title and bool(self._indicator or self._period))
            return True
        if len(set(filled)) > 1:
            is_header = self._is_header(filled)
            self.is_other = self.is_other or is_header
            return is_header
        if filled and not is_no_value(filled[0]):
            self._hear(filled[0])
            return len(filled) > 1
        return not filled

    def _is_header(self, filled: Filled) -> bool:
        """Whether two texts are known and one says what a column holds: not as the name of an area."""
        saids = {text: self._lexicon.said(text) for text in dict.fromkeys(filled)}
        known = [text for text, said in saids.items() if said is not None]
        return len(known) > 1 and any(
            said is not None and said.role is not None and not self._lexicon.is_name(text)
            for text, said in saids.items()
        )

    def _hear(self, title: str) -> None:
        """Take note of what a title says of the figures below it."""
        said = above([(title,)], self._lexicon)
        is_other = (
            (self._indicator and said.indicator not in {"", self._indicator})
            or (self._area and said.area not in {"", self._area})
            or (self._period and said.dated.month and said.dated.text not in {"", self._period})
        )
        self._has_title = True
        self.is_other = self.is_other or bool(is_other)
