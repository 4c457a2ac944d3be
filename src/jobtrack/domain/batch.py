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


def digest_of(own: str, lines: Iterable[str]) -> str:
    """The sha256, in hexadecimal, of the batch's own line and of its rows', each ended by a newline."""
    import hashlib  # noqa: PLC0415 - it loads OpenSSL, which a report has no use for

    digest = hashlib.sha256(f"{own}\n".encode())
    for one in lines:
        digest.update(f"{one}\n".encode())
    return digest.hexdigest()


def key_of(recorded_at: str, digest: str) -> str:
    """The key of the batch that was recorded then and has that digest."""
    return f"{recorded_at}-{digest[:8]}"


def recorded_at_of(key: str) -> datetime:
    """When the batch with this key was recorded (UTC)."""
    return datetime.fromisoformat(key.rpartition("-")[0])


def line(*fields: str | float | None) -> str:
    """The canonical text of a row: fields joined by tabs, numbers as plain decimals, None blank."""
    return "\t".join(
        "" if one is None else _escaped(one) if isinstance(one, str) else plain(one) for one in fields
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
