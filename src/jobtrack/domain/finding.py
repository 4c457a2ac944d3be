"""What ``check`` notices: each finding has a name, a sentence and the fields that it speaks of."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from jobtrack.words import ENGLISH, N_, Words


class Notice(StrEnum):
    """What a finding is about, by the word that JSON gives; docs/files.md says what to do."""

    DAMAGED = "damaged"
    UNKNOWN_REFERENCE = "unknown reference"
    FOREIGN_OBJECT = "foreign object"
    MISSING_OBJECT = "missing object"
    ALTERED_OBJECT = "altered object"
    PREDECESSOR_MISSING = "predecessor missing"
    CLOCK_BEHIND = "clock behind"
    DEFINITIONS_DIFFER = "definitions differ"
    DIGEST_DIFFERS = "digest differs"


SENTENCES: Mapping[Notice, str] = {
    Notice.DAMAGED: N_("the file is damaged: {detail}"),
    Notice.UNKNOWN_REFERENCE: N_("{count} rows of {table} name a row of {parent} that is not there"),
    Notice.FOREIGN_OBJECT: N_("{kind} {name} is not one of jobtrack's"),
    Notice.MISSING_OBJECT: N_("{kind} {name} is missing"),
    Notice.ALTERED_OBJECT: N_("{kind} {name} is not as jobtrack makes it"),
    Notice.PREDECESSOR_MISSING: N_("batch {batch} follows batch {previous}, which is missing"),
    Notice.CLOCK_BEHIND: N_("the clock says {now}, but a batch was recorded at {recorded_at}"),
    Notice.DEFINITIONS_DIFFER: N_("the definitions are not what was written: their digest differs"),
    Notice.DIGEST_DIFFERS: N_("batch {batch} is not what was recorded: its digest differs"),
}


class Finding(NamedTuple):
    """One thing that was noticed. ``fields`` are those of its sentence."""

    notice: Notice
    fields: Mapping[str, object]

    def sentence(self, words: Words = ENGLISH) -> str:
        """What was noticed, in the language of ``words``: one line."""
        return words.gettext(SENTENCES[self.notice]).format_map(self.fields)


def finding(notice: Notice, **fields: object) -> Finding:
    """The finding with these ``fields``."""
    return Finding(notice, fields)
