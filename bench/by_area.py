"""The report by area beside the least that SQLite itself does for the same numbers.

Run ``python bench/by_area.py DB`` with a database of ``bench/generate.py`` (3,000 districts). Both take
turns, each in a process of its own; what is compared is the CPU time of the whole process. The SQL
reads the current values as they were known on a day and computes for each area of the group, of a hold:
value, bound, changes on the month and the year, attainment, gap, the worst month and its buffer, the
months in breach, the trend and the months without a value; no more than the report says of them.
"""

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 15
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


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one run."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[:4]} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Print the median CPU time of each and the median of their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("db", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    options = ["--by-area", "--group", "districts", "--known-on", "2026-11-24", "--format", "json"]
    report = [sys.executable, "-m", "jobtrack", "report", *options, "--db", str(asked.db)]
    bare = [sys.executable, "-c", BARE, str(asked.db)]
    rounds = [(cpu_seconds(bare), cpu_seconds(report)) for _ in range(asked.rounds)]
    seconds = [statistics.median(column) for column in zip(*rounds, strict=True)]
    ratio = statistics.median(ours / least for least, ours in rounds)
    print("| program | CPU | against the bare SQL |\n|---|---|---|")
    print(f"| bare SQL | {seconds[0]:.2f} s | 1.00 |")
    print(f"| `jobtrack report --by-area --format json` | {seconds[1]:.2f} s | {ratio:.2f} |")


if __name__ == "__main__":
    main()
