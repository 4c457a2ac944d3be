"""The tables: numbered steps that are never edited once released, applied by sqlite-utils.

``user_version`` is the number of steps applied and the authority on the schema.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from jobtrack.store.version import APPLICATION_ID

STEPS = Migrations("jobtrack")


def _month(column: str) -> str:
    """A check that ``column`` holds a month that exists, as YYYY-MM, or nothing."""
    exists = f"{column} IS strftime('%Y-%m', {column} || '-01', '+0 days')"
    return f"{exists} AND {column} BETWEEN '1900-01' AND '2999-12'"


def _day(column: str) -> str:
    """A check that ``column`` holds a day that exists, as YYYY-MM-DD, or nothing."""
    return f"{column} IS date({column}, '+0 days')"


_MOMENT = """
    recorded_at GLOB '????-??-??T??:??:??.[0-9][0-9][0-9][0-9][0-9][0-9]Z'
    AND substr(recorded_at, 1, 19)
      IS strftime('%Y-%m-%dT%H:%M:%S', substr(recorded_at, 1, 19), '+0 days')
"""


FIRST_TABLES = (
    """
    CREATE TABLE plan (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      id TEXT NOT NULL,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      home TEXT NOT NULL REFERENCES area (code) DEFERRABLE INITIALLY DEFERRED,
      source TEXT NOT NULL DEFAULT '',
      figures TEXT NOT NULL DEFAULT '',
      digest TEXT NOT NULL DEFAULT ''  -- of all definitions
    ) STRICT
    """,
    """
    CREATE TABLE section (
      id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
      position INTEGER NOT NULL,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE indicator (
      id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
      position INTEGER NOT NULL,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      aliases TEXT NOT NULL DEFAULT '',  -- one a line
      section TEXT NOT NULL REFERENCES section (id) DEFERRABLE INITIALLY DEFERRED,
      unit_zh TEXT NOT NULL,
      unit_en TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('level', 'flow', 'ytd', 'ratio')),
      decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 9),
      every INTEGER CHECK (every IN (1, 3, 6, 12)),
      lag INTEGER NOT NULL CHECK (lag >= 0),
      seasonal INTEGER NOT NULL CHECK (seasonal IN (0, 1)),
      combined_january INTEGER NOT NULL CHECK (combined_january IN (0, 1)),
      roll_up INTEGER NOT NULL CHECK (roll_up IN (0, 1)),
      reporters TEXT REFERENCES area_group (id) DEFERRABLE INITIALLY DEFERRED,
      parts TEXT NOT NULL DEFAULT '',  -- ids, one a line
      of_which TEXT NOT NULL DEFAULT '',  -- ids, one a line
      least REAL,
      most REAL,
      source TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID
    """,
    f"""
    CREATE TABLE area (
      code TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
      position INTEGER NOT NULL,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      aliases TEXT NOT NULL DEFAULT '',  -- one a line
      parent TEXT REFERENCES area (code) DEFERRABLE INITIALLY DEFERRED,
      valid_from TEXT CHECK ({_day("valid_from")}),
      valid_to TEXT CHECK ({_day("valid_to")})
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE area_group (
      id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
      position INTEGER NOT NULL,
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      size INTEGER CHECK (size >= 0),
      source TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE area_group_member (
      area_group TEXT NOT NULL REFERENCES area_group (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      area TEXT NOT NULL REFERENCES area (code) DEFERRABLE INITIALLY DEFERRED,
      inferred INTEGER NOT NULL DEFAULT 0 CHECK (inferred IN (0, 1)),
      PRIMARY KEY (area_group, area)
    ) STRICT, WITHOUT ROWID
    """,
    f"""
    CREATE TABLE batch (
      key TEXT NOT NULL PRIMARY KEY CHECK (key = recorded_at || '-' || substr(digest, 1, 8)),
      recorded_at TEXT NOT NULL CHECK ({_MOMENT}),
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      previous TEXT,
      person TEXT NOT NULL,
      command TEXT NOT NULL,
      file TEXT NOT NULL DEFAULT '',
      file_sha256 TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID
    """,
    f"""
    CREATE TABLE snapshot (
      indicator TEXT NOT NULL REFERENCES indicator (id),
      area TEXT NOT NULL REFERENCES area (code),
      period TEXT NOT NULL CHECK ({_month("period")}),
      known_from TEXT NOT NULL CHECK ({_day("known_from")}),
      batch TEXT NOT NULL REFERENCES batch (key),
      value REAL,
      qualifier TEXT NOT NULL
        CHECK (qualifier IN ('exact', 'about', 'at least', 'more than', 'nearly')),
      flag TEXT NOT NULL CHECK (flag IN ('A', 'P', 'E', 'B', 'M')),
      numerator REAL,
      denominator REAL CHECK (denominator > 0),
      source TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (indicator, area, period, known_from, batch),
      CHECK ((value IS NULL) = (flag = 'M')),
      CHECK ((numerator IS NULL) = (denominator IS NULL)),
      CHECK (numerator IS NULL OR value IS NOT NULL),
      CHECK (abs(value) < 1e300)
    ) STRICT, WITHOUT ROWID
    """,
    f"""
    CREATE TABLE target (
      id TEXT NOT NULL CHECK (id <> ''),
      known_from TEXT NOT NULL CHECK ({_day("known_from")}),
      batch TEXT NOT NULL REFERENCES batch (key),
      dropped INTEGER NOT NULL CHECK (dropped IN (0, 1)),
      name_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      indicator TEXT NOT NULL REFERENCES indicator (id),
      area TEXT NOT NULL REFERENCES area (code),
      area_group TEXT REFERENCES area_group (id),
      rule TEXT NOT NULL CHECK (rule IN ('hold', 'reach', 'quota', 'cover', 'grow')),
      direction TEXT NOT NULL CHECK (direction IN ('at_least', 'at_most')),
      judge TEXT NOT NULL CHECK (judge IN ('every month', 'at due')),
      bound REAL,
      start TEXT NOT NULL CHECK ({_month("start")}),
      due TEXT NOT NULL CHECK ({_month("due")}),
      baseline REAL,
      baseline_period TEXT CHECK ({_month("baseline_period")}),
      min_count REAL NOT NULL,
      tolerance REAL,
      milestones TEXT NOT NULL DEFAULT '',  -- MONTH=NUMBER, one a line
      path TEXT NOT NULL CHECK (path IN ('linear', 'step')),
      seasonal_share INTEGER NOT NULL CHECK (seasonal_share IN (0, 1)),
      compare TEXT CHECK (compare IN ('last year', 'last december')),
      on_track_from REAL NOT NULL,
      behind_from REAL NOT NULL,
      off_track_from REAL NOT NULL,
      source TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (id, known_from, batch),
      CHECK (start <= due),
      CHECK (rule <> 'cover' OR area_group IS NOT NULL),
      CHECK ((rule = 'cover') = (bound IS NULL))
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE acknowledgement (
      finding TEXT NOT NULL CHECK (length(finding) = 64),
      batch TEXT NOT NULL REFERENCES batch (key),  -- its note says why
      name TEXT NOT NULL,
      text TEXT NOT NULL,  -- what it said then, in English
      PRIMARY KEY (finding, batch)
    ) STRICT, WITHOUT ROWID
    """,
)


FIRST_INDEX = """
    CREATE INDEX reversal ON batch (command) WHERE command GLOB 'undo *' OR command GLOB 'redo *'
"""  # few batches take another one back, and every report asks which


def _append_only(table: str, act: str) -> str:
    return f"""
    CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} BEGIN
      SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted');
    END
    """


FIRST_VIEWS = (
    """
    CREATE VIEW current_snapshot AS
    SELECT indicator, area, period, value, qualifier, flag, numerator, denominator, known_from,
           source, note, batch
    FROM snapshot AS this
    WHERE flag <> 'M' AND NOT EXISTS (
      SELECT 1 FROM snapshot AS later
      WHERE (later.indicator, later.area, later.period) = (this.indicator, this.area, this.period)
        AND (later.known_from, later.batch) > (this.known_from, this.batch))
    """,
    """
    CREATE VIEW current_target AS
    SELECT id, name_zh, name_en, indicator, area, area_group, rule, direction, judge, bound, start,
           due, baseline, baseline_period, min_count, tolerance, milestones, path, seasonal_share,
           compare, on_track_from, behind_from, off_track_from, known_from, source, note, batch
    FROM target AS this
    WHERE NOT dropped AND NOT EXISTS (
      SELECT 1 FROM target AS later
      WHERE later.id = this.id
        AND (later.known_from, later.batch) > (this.known_from, this.batch))
    """,
)


@STEPS()
def first_schema(db: Database) -> None:
    """Definitions, batches and their rows, with views for other tools."""
    for statement in (*FIRST_TABLES, FIRST_INDEX):
        db.execute(statement)
    for table in ("batch", "snapshot", "target", "acknowledgement"):
        for act in ("UPDATE", "DELETE"):
            db.execute(_append_only(table, act))
    for statement in FIRST_VIEWS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")


def apply_steps(connection: sqlite3.Connection, steps: Migrations = STEPS) -> None:
    """Bring the database behind ``connection`` to the newest schema, step by step."""
    db = Database(connection, execute_plugins=False)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    steps.apply(db)
