"""The temporary table that holds a file's figures before they are recorded: its rows and its SQL.

A row stands for a draft. ``outcome`` is null until it is decided and then still for a new one.
``number`` is the text of a value that is no whole number, ``digest_line`` the whole line of a row with
more than a number and plain texts; where they are null, ``DIGEST_LINES`` says the same. ``cell`` is the
draft's column, and ``place`` the number of its sheet's place among those met.
"""

from functools import lru_cache

from jobtrack.domain.batch import line
from jobtrack.domain.importing.sheet import Draft
from jobtrack.domain.ledger.reversal import REDO, UNDO
from jobtrack.domain.number import plain
from jobtrack.domain.recording import Outcome
from jobtrack.domain.snapshot import Flag
from jobtrack.store import rows

REJECTED = "rejected"  # beside the outcomes: what can't be recorded
_BEYOND = 1e15  # whole numbers below it are written by SQLite as by Python

ORIGIN = ("place", "line", "cell", "is_day_stated", "is_flag_stated")
DRAFT = (*rows.SNAPSHOT, *ORIGIN)
STAGED = (*rows.SNAPSHOT, "number", "digest_line", *ORIGIN)


def _table(name: str) -> str:
    return f"""
    CREATE TEMP TABLE {name} (
      row INTEGER PRIMARY KEY,
      outcome TEXT,
      indicator TEXT, area TEXT, period TEXT, known_from TEXT, value REAL, qualifier TEXT, flag TEXT,
      numerator REAL, denominator REAL, source TEXT, note TEXT,
      number TEXT, digest_line TEXT,
      place INTEGER, line INTEGER, cell INTEGER, is_day_stated INTEGER, is_flag_stated INTEGER)
    """


TABLES = (
    _table("staged"),
    "CREATE TEMP TABLE twin (row INTEGER PRIMARY KEY, first INTEGER)",  # a draft of the first's key
    "CREATE TEMP TABLE sibling (row INTEGER PRIMARY KEY)",  # a draft whose month another one has
    # what SQL alone could not decide; the line where it has become another one
    "CREATE TEMP TABLE decided (row INTEGER PRIMARY KEY, outcome TEXT, flag TEXT, digest_line TEXT)",
)
# null is bound as blank text: sqlite3 looks for an adapter of None each time, which costs as much as
# three other values
_MAY_BE_BLANK = ("numerator", "denominator", "number", "digest_line")
_MARKS = ("nullif(?, '')" if name in _MAY_BE_BLANK else "?" for name in STAGED)
INSERT = f"INSERT INTO temp.staged ({', '.join(STAGED)}) VALUES ({', '.join(_MARKS)})"


def _same_month(one: str, other: str) -> str:
    return " AND ".join(f"{one}.{name} = {other}.{name}" for name in ("indicator", "area", "period"))


def _same_figure(one: str, other: str) -> str:
    names = ("value", "qualifier", "numerator", "denominator")
    return " AND ".join(f"{one}.{name} IS {other}.{name}" for name in names)


ARRANGE = (
    _table("arranged"),
    f"""
    INSERT INTO temp.arranged ({", ".join(STAGED)})
    SELECT {", ".join(STAGED)} FROM temp.staged ORDER BY indicator, area, period, known_from, row
    """,
    "DROP TABLE temp.staged",
    "ALTER TABLE temp.arranged RENAME TO staged",
    f"""
    INSERT INTO temp.twin  -- those of one key lie side by side
    SELECT row, min(row) OVER (PARTITION BY row - place) - 1 FROM (
      SELECT later.row, row_number() OVER (ORDER BY later.row) AS place
      FROM temp.staged AS earlier JOIN temp.staged AS later ON later.row = earlier.row + 1
      WHERE {_same_month("earlier", "later")} AND earlier.known_from = later.known_from)
    """,
)
_CONFLICT = f"""
    FROM temp.twin JOIN temp.staged AS first ON first.row = twin.first
      JOIN temp.staged AS second ON second.row = twin.row
    WHERE NOT ({_same_figure("first", "second")} AND first.flag = second.flag)
"""
CONFLICTS = f"""
    SELECT {", ".join(f"{one}.{name}" for one in ("first", "second") for name in DRAFT)}
    {_CONFLICT} ORDER BY twin.row
"""
DROP_CONFLICTS = f"""
    DELETE FROM temp.staged WHERE row IN (
      WITH contested AS MATERIALIZED (SELECT twin.first {_CONFLICT})
      SELECT first FROM contested
      UNION SELECT row FROM temp.twin WHERE first IN (SELECT first FROM contested))
"""


def _stated_by_a_twin(column: str) -> str:
    return f"""
    UPDATE temp.staged SET {column} = 1 WHERE row IN (
      SELECT twin.first FROM temp.twin JOIN temp.staged ON staged.row = twin.row WHERE {column})
    """


MERGE_TWINS = (
    _stated_by_a_twin("is_day_stated"),
    _stated_by_a_twin("is_flag_stated"),
    "DELETE FROM temp.staged WHERE row IN (SELECT row FROM temp.twin)",
    f"""
    INSERT OR IGNORE INTO temp.sibling
    WITH pair AS MATERIALIZED (
      SELECT earlier.row AS earlier, later.row AS later
      FROM temp.staged AS later JOIN temp.staged AS earlier
        ON earlier.row = (SELECT max(row) FROM temp.staged WHERE row < later.row)
      WHERE {_same_month("earlier", "later")})
    SELECT earlier FROM pair UNION ALL SELECT later FROM pair
    """,
)
UNCHANGED = f"""
    UPDATE temp.staged SET outcome = '{Outcome.UNCHANGED}'
    WHERE (is_day_stated OR row NOT IN temp.sibling) AND (
      SELECT {_same_figure("rival", "staged")}
        AND (rival.flag = staged.flag
          OR (rival.flag = '{Flag.BREAK}' AND rival.value NOT NULL AND NOT staged.is_flag_stated))
      FROM main.snapshot AS rival
      WHERE {_same_month("rival", "staged")}
        AND (rival.known_from = staged.known_from OR NOT staged.is_day_stated)
      ORDER BY rival.known_from DESC, rival.batch DESC LIMIT 1)
"""
UNCHANGED_BESIDE_REVERSALS = f"""
    {UNCHANGED} AND NOT EXISTS (  -- where something was taken back, the domain's rule decides
      SELECT 1 FROM main.snapshot AS back JOIN main.batch ON batch.key = back.batch
      WHERE {_same_month("back", "staged")} AND substr(batch.command, 1, 5) IN ('{UNDO} ', '{REDO} '))
"""
HAS_FIGURES = "SELECT EXISTS (SELECT 1 FROM main.snapshot)"
UNDECIDED = f"""
    SELECT row, {", ".join(DRAFT)} FROM temp.staged WHERE outcome IS NULL AND (
      value IS NULL OR row IN temp.sibling
      OR EXISTS (SELECT 1 FROM main.snapshot AS stored WHERE {_same_month("stored", "staged")}))
    ORDER BY row
"""
UP_TO_ROW = f"SELECT {', '.join(DRAFT)} FROM temp.staged WHERE row <= ? ORDER BY row DESC"
DECIDED = "INSERT INTO temp.decided VALUES (?, ?, ?, ?)"
DECIDE = """
    UPDATE temp.staged
    SET outcome = decided.outcome, flag = decided.flag,
      digest_line = coalesce(decided.digest_line, staged.digest_line)
    FROM temp.decided WHERE decided.row = staged.row
"""
COUNTS = "SELECT outcome, count(*) FROM temp.staged WHERE outcome NOT NULL GROUP BY outcome"
WITH_OUTCOME = f"""
    SELECT row FROM temp.staged
    WHERE coalesce(outcome, '{Outcome.NEW}') = ? ORDER BY row LIMIT ?
"""
_WRITTEN = f"""
    temp.staged WHERE outcome IS NULL OR outcome NOT IN ('{Outcome.UNCHANGED}', '{REJECTED}')
"""
IS_ANY_WRITTEN = f"SELECT EXISTS (SELECT 1 FROM {_WRITTEN})"
DIGEST_LINES = f"""
    SELECT coalesce(digest_line, printf('snapshot\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\t\t%s\t%s',
      indicator, area, period, known_from, coalesce(number, CAST(value AS INTEGER)),
      qualifier, flag, source, note))
    FROM {_WRITTEN} ORDER BY row
"""
RECORD = f"""
    INSERT INTO main.snapshot ({", ".join(rows.SNAPSHOT)}, batch)
    SELECT {", ".join(rows.SNAPSHOT)}, ? FROM {_WRITTEN} ORDER BY row
"""


def staged_values(draft: Draft, place: int) -> rows.Values:
    """In the order of ``STAGED``, for ``INSERT``; ``place`` is the number of the draft's."""
    one, _, line_number, cell, is_day_stated, is_flag_stated = draft
    values = rows.snapshot_values(one)
    (
        indicator, area, period, known_from, value, qualifier, flag, numerator, denominator, source,
        note,
    ) = values  # fmt: skip
    number = digest_line = ""
    is_plain = _is_plain(indicator) and _is_plain(area) and _is_plain(source) and _is_plain(note)
    if value is None or numerator is not None or not is_plain:
        digest_line = line("snapshot", *values)
    elif value % 1 != 0 or not -_BEYOND < value < _BEYOND:
        number = plain(value)
    return (
        indicator, area, period, known_from, value, qualifier, flag,
        "" if numerator is None else numerator, "" if denominator is None else denominator,
        source, note, number, digest_line, place, line_number, cell,
        1 if is_day_stated else 0, 1 if is_flag_stated else 0,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _is_plain(text: str) -> bool:
    """Whether a digest takes ``text`` as it is."""
    return text.isprintable() and "\\" not in text
