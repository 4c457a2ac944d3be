"""One act that writes figures or targets: who did it, when, with what, and what it wrote."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from jobtrack.domain.number import plain

OPEN_BATCH = "~"  # for the key of a batch still to be written: it sorts after every key
_RESOLUTION = timedelta(microseconds=1)


class Origin(NamedTuple):
    """Who writes, when (UTC), by which command, and from which file; ``note`` says why."""

    person: str
    command: str
    now: datetime
    file: str = ""
    file_sha256: str = ""
    note: str = ""


class Batch(NamedTuple):
    """A stored act. ``previous`` is the key of the batch before it in the file that wrote it.

    ``key`` is the text ``recorded_at``-first 8 hex digits of ``digest``: keys sort by recording.
    """

    key: str
    recorded_at: str
    digest: str
    previous: str | None
    person: str
    command: str
    file: str
    file_sha256: str
    note: str

    def line(self) -> str:
        """Its own line, with which its digest begins."""
        return line("batch", self.recorded_at, self.previous, *self[4:])

    def is_made_by(self, digest: str) -> bool:
        """Whether it is what was recorded, if that is the digest of its line and its rows' now."""
        return (self.digest, self.key) == (digest, key_of(self.recorded_at, digest))


def batch_of(origin: Origin, previous: str | None, lines: Iterable[str]) -> Batch:
    """The batch that ``origin`` writes after ``previous``; ``lines`` are its rows in key order.

    An item of ``lines`` may be several lines, a newline between each two. The batch is recorded later
    than the one before it even where the clock went back.
    """
    recorded_at = origin.now.astimezone(UTC)
    if previous is not None:
        recorded_at = max(recorded_at, recorded_at_of(previous) + _RESOLUTION)
    moment = f"{recorded_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    own = (origin.person, origin.command, origin.file, origin.file_sha256, origin.note)
    digest = digest_of(line("batch", moment, previous, *own), lines)
    return Batch(key_of(moment, digest), moment, digest, previous, *own)


class Digest:
    """The sha256 of a batch's own line and of its rows', in key order, each ended by a newline."""

    def __init__(self, own: str) -> None:
        import hashlib  # noqa: PLC0415 - it loads OpenSSL, which a report has no use for

        self._hash = hashlib.sha256(f"{own}\n".encode())

    def add(self, row: str) -> None:
        """Go on with the line of the next row, or with several, a newline between each two."""
        self._hash.update(f"{row}\n".encode())

    def text(self) -> str:
        """It in hexadecimal."""
        return self._hash.hexdigest()


def digest_of(own: str, lines: Iterable[str]) -> str:
    """The ``Digest`` of these lines."""
    digest = Digest(own)
    for one in lines:
        digest.add(one)
    return digest.text()


def key_of(recorded_at: str, digest: str) -> str:
    """The key of the batch that was recorded then and has that digest."""
    return f"{recorded_at}-{digest[:8]}"


def recorded_at_of(key: str) -> datetime:
    """When the batch with this key was recorded (UTC)."""
    return datetime.fromisoformat(key.rpartition("-")[0])


def line(*fields: str | float | None) -> str:
    """The canonical text of a row: fields joined by tabs, numbers as plain decimals, None blank."""
    texts = ["" if one is None else one if isinstance(one, str) else plain(one) for one in fields]
    text = "\t".join(texts)
    if "\\" not in text and "\n" not in text and text.count("\t") == len(texts) - 1:
        return text  # as nearly every row: there is nothing to escape, and looking once costs least
    return "\t".join(map(_escaped, texts))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
