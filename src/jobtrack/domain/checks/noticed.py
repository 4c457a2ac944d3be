"""All that was noticed in one database, and what of it was let stand."""

from collections.abc import Mapping
from typing import NamedTuple

from jobtrack.domain.finding import Finding
from jobtrack.domain.ledger.acknowledgement import Acknowledgement
from jobtrack.domain.plan import Plan


class Noticed(NamedTuple):
    """Findings about the file and about the data, each in the order of their kinds.

    ``plan`` is None where the data was not looked at. ``acknowledgements`` are those that stand, by the
    key of their finding, whether it is found or not.
    """

    in_file: tuple[Finding, ...]
    plan: Plan | None
    in_data: tuple[Finding, ...]
    acknowledgements: Mapping[str, Acknowledgement]

    @property
    def acknowledged_count(self) -> int:
        """How many of the findings were let stand."""
        return sum(one.key in self.acknowledgements for one in self.in_data)

    @property
    def is_silent(self) -> bool:
        """Whether nothing was found but what was let stand."""
        return not self.in_file and self.acknowledged_count == len(self.in_data)

    def without_acknowledged(self) -> "Noticed":
        """Only what nobody has let stand."""
        left = tuple(one for one in self.in_data if one.key not in self.acknowledgements)
        return self._replace(in_data=left)
