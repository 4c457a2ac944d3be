"""The report by area beside the least that SQLite itself does for the same numbers.

``python bench/by_area.py [DB]`` takes a database of ``bench/generate.py``, or makes one of 3,000
districts with four indicators and 120 months. Both take turns, each in a process of its own; what is
compared is the CPU time of the whole process. The SQL reads the current values as they were known on a
day and computes for each area of the group, of a hold: value, bound, changes on the month and the year,
attainment, gap, the worst month and its buffer, the months in breach, the trend and the months without
a value; no more than the report says of them.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from cost import cost, jobtrack, median, print_table, ratio, rounds, seconds
from generate import Size, make

COUNTRY = Size(cities=1, districts=3000, indicators=4, months=120)
OPTIONS = ("--by-area", "--group", "districts", "--known-on", "2026-11-24", "--format", "json")
BARE_SQL, REPORT = "bare SQL", "`jobtrack report --by-area --format json`"
QUERY = """
WITH known AS MATERIALIZED (
  SELECT area, period, value,
         CAST(substr(period, 1, 4) AS INTEGER) * 12 + CAST(substr(period, 6) AS INTEGER) AS month
  FROM area_group_member AS member CROSS JOIN snapshot AS this USING (area)
  WHERE member.area_group = 'districts' AND indicator = 'i000'
    AND period <= '2026-11' AND known_from <= '2026-11-24' AND flag <> 'M'
    AND NOT EXISTS (
      SELECT 1 FROM snapshot AS later
      WHERE (later.indicator, later.area, later.period) = (this.indicator, this.area, this.period)
        AND later.known_from <= '2026-11-24'
        AND (later.known_from, later.batch) > (this.known_from, this.batch))
), beside AS (
  SELECT *, first_value(month) OVER of_area AS last_month,
         first_value(value) OVER of_area AS last_value,
         lag(value) OVER in_time AS before, lag(month) OVER in_time AS month_before,
         lag(value, 5) OVER in_time AS sixth, lag(month, 5) OVER in_time AS sixth_month
  FROM known
  WINDOW of_area AS (PARTITION BY area ORDER BY month DESC),
         in_time AS (PARTITION BY area ORDER BY month)
)
SELECT area, max(CASE WHEN month = last_month THEN period END), last_value,
       last_value / 1000.0, 1000.0 - last_value,
       max(CASE WHEN month = last_month AND month_before = month - 1 THEN value - before END),
       last_value - max(CASE WHEN month = last_month - 12 THEN value END),
       min(CASE WHEN period >= '2022-01' THEN value END) - 1000.0,
       sum(period >= '2022-01' AND value < 1000.0),
       58 - sum(period >= '2022-01'),
       max(CASE WHEN month = last_month THEN (value - sixth) / (month - sixth_month) END)
FROM beside GROUP BY area
"""
BARE = f"""
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
rows = connection.execute({QUERY!r}).fetchall()
print(len(rows))
"""


def main() -> None:
    """Print the median CPU time of each and the median of their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("db", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = asked.db or make(Path(folder), COUNTRY)
        programs = {
            BARE_SQL: [sys.executable, "-c", BARE, str(db)],
            REPORT: jobtrack(db, "report", *OPTIONS),
        }
        found = rounds(asked.rounds, lambda _: {name: cost(one) for name, one in programs.items()})
    print_table(
        ("program", f"CPU, median of {asked.rounds}", "against the bare SQL"),
        (
            (name, seconds(median(found, name).cpu), f"{ratio(found, name, BARE_SQL):.2f}")
            for name in programs
        ),
    )


if __name__ == "__main__":
    main()
