"""The end of a day is that of the machine's own zone."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from jobtrack.commands.surroundings import Surroundings
from jobtrack.words import ENGLISH

HERE = Surroundings(datetime(2025, 7, 1, tzinfo=UTC), ENGLISH)


@pytest.fixture(autouse=True)
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone_name", "day", "end"),
    [
        ("UTC", date(2025, 6, 30), "2025-07-01T00:00:00.000000Z"),
        ("Asia/Shanghai", date(2025, 6, 30), "2025-06-30T16:00:00.000000Z"),
        ("Europe/Berlin", date(2025, 3, 29), "2025-03-29T23:00:00.000000Z"),
        ("Europe/Berlin", date(2025, 3, 30), "2025-03-30T22:00:00.000000Z"),  # summer time began
    ],
)
def test_a_day_ends_at_midnight_of_the_zone(
    monkeypatch: pytest.MonkeyPatch, zone_name: str, day: date, end: str
):
    monkeypatch.setenv("TZ", zone_name)
    time.tzset()
    assert HERE.end_of(day) == end
