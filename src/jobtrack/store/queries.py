"""Questions that other tools may ask of a database, in SQL that reads its tables and views only.

They look at what stands in the tables; what is judged, summed over areas or projected is the report's.
"""

from jobtrack.domain.catalogue import Query
from jobtrack.words import N_

_PROGRESS = """
WITH latest AS (
  SELECT target.id, max(figure.period) AS period
  FROM current_target AS target JOIN current_snapshot AS figure USING (indicator, area)
  WHERE figure.period <= target.due
    AND (figure.period >= target.start OR target.rule = 'reach')
  GROUP BY target.id
), reached AS (
  SELECT target.*, latest.period, indicator.decimals, {name} AS name, {unit} AS unit,
         {area} AS area_name, (
    SELECT CASE WHEN target.rule = 'quota' AND indicator.kind = 'flow'
                THEN sum(figure.value) ELSE max(figure.value) END
    FROM current_snapshot AS figure
    WHERE figure.indicator = target.indicator AND figure.area = target.area
      AND (figure.period = latest.period
           OR (target.rule = 'quota' AND indicator.kind = 'flow'
               AND figure.period BETWEEN target.start AND latest.period))) AS reached
  FROM current_target AS target
  JOIN indicator ON indicator.id = target.indicator
  JOIN area ON area.code = target.area
  LEFT JOIN latest ON latest.id = target.id
  WHERE target.rule IN ('hold', 'reach', 'quota') AND target.area_group IS NULL
)
SELECT id AS target, name, indicator, area, area_name, rule, due, period, {reached} AS value, unit,
       direction, {bound} AS bound,
       CASE WHEN direction = 'at_least' AND bound > 0 THEN round(100.0 * reached / bound, 1) END
         AS percent_of_bound,
       {gap} AS gap
FROM reached ORDER BY due DESC, id
"""
_GAP = "round(CASE direction WHEN 'at_least' THEN bound - reached ELSE reached - bound END, decimals)"
_GAPS = """
WITH RECURSIVE known AS MATERIALIZED (
  SELECT indicator, area, period FROM current_snapshot
), newest AS (
  SELECT indicator, max(period) AS last FROM known GROUP BY indicator
), span AS (
  SELECT indicator, area, min(period) AS first, last FROM known JOIN newest USING (indicator)
  GROUP BY indicator, area
), month (period, last) AS (
  SELECT min(first), max(last) FROM span
  UNION ALL
  SELECT strftime('%Y-%m', period || '-01', '+1 month'), last FROM month WHERE period < last
), missing AS (
  SELECT span.indicator, span.area, month.period
  FROM span
  JOIN indicator ON indicator.id = span.indicator
  JOIN month ON month.period BETWEEN span.first AND span.last
  WHERE CAST(substr(month.period, 6) AS INTEGER) % indicator.every = 0
    AND NOT (indicator.combined_january AND substr(month.period, 6) = '01')
  EXCEPT SELECT indicator, area, period FROM known
)
SELECT missing.indicator, {indicator} AS indicator_name, missing.area, {area} AS area_name,
       missing.period
FROM missing
JOIN indicator ON indicator.id = missing.indicator
JOIN area ON area.code = missing.area
ORDER BY indicator.position, area.position, missing.period
"""
_WAITING = """
WITH reporter AS (
  SELECT indicator.id AS indicator, member.area
  FROM indicator JOIN area_group_member AS member ON member.area_group = indicator.reporters
  WHERE member.area <> (SELECT home FROM plan)
  UNION
  SELECT place.indicator, beside.code
  FROM (SELECT DISTINCT indicator, area FROM current_snapshot) AS place
  JOIN indicator ON indicator.id = place.indicator AND indicator.reporters IS NULL
  JOIN area ON area.code = place.area
  JOIN area AS beside ON beside.parent = area.parent
), known AS (
  SELECT reporter.indicator, reporter.area, max(figure.period) AS last
  FROM reporter LEFT JOIN current_snapshot AS figure USING (indicator, area)
  GROUP BY reporter.indicator, reporter.area
), newest AS (
  SELECT indicator, max(last) AS period, date(max(last) || '-01', '+1 month', '-1 day') AS day
  FROM known GROUP BY indicator HAVING max(last) IS NOT NULL
)
SELECT known.indicator, {indicator} AS indicator_name, newest.period, known.area, {area} AS area_name,
       known.last AS last_period
FROM known
JOIN newest USING (indicator)
JOIN indicator ON indicator.id = known.indicator
JOIN area ON area.code = known.area
WHERE (known.last IS NULL OR (indicator.every IS NOT NULL AND known.last < newest.period))
  AND (area.valid_from IS NULL OR area.valid_from <= newest.day)
  AND (area.valid_to IS NULL OR area.valid_to > newest.day)
ORDER BY indicator.position, area.position
"""
_REVISIONS = """
WITH version AS (
  SELECT *, count(*) OVER (PARTITION BY indicator, area, period) AS versions, row_number() OVER (
    PARTITION BY indicator, area, period ORDER BY known_from, batch) AS place
  FROM snapshot
)
SELECT indicator, {indicator} AS indicator_name, area, {area} AS area_name, period, {unit} AS unit,
       latest.versions, first.known_from AS first_known_from, {first} AS first_value,
       latest.known_from AS latest_known_from, {latest} AS latest_value,
       {difference} AS difference, latest.source
FROM version AS first JOIN version AS latest USING (indicator, area, period)
JOIN indicator ON indicator.id = first.indicator
JOIN area ON area.code = first.area
WHERE first.place = 1 AND latest.place = latest.versions AND latest.versions > 1
ORDER BY latest.known_from DESC, latest.batch DESC, indicator, area, period DESC
"""
_KNOWN_ON = """
SELECT figure.indicator, {indicator} AS indicator_name, figure.area, {area} AS area_name,
       figure.period, {value} AS value, {unit} AS unit, figure.qualifier, figure.flag,
       figure.known_from, figure.source
FROM (
  SELECT *, row_number() OVER (
    PARTITION BY indicator, area, period ORDER BY known_from DESC, batch DESC) AS place
  FROM snapshot
  WHERE known_from <= coalesce(nullif(:known_on, ''), '9999-12-31') AND :indicator IN ('', indicator)
) AS figure
JOIN indicator ON indicator.id = figure.indicator
JOIN area ON area.code = figure.area
WHERE figure.place = 1 AND figure.flag <> 'M'
ORDER BY figure.indicator, figure.area, figure.period
"""
_ACKNOWLEDGED = """
WITH reversal AS (
  SELECT substr(command, 6) AS root, command, max(key) AS key
  FROM batch WHERE command GLOB 'undo *' OR command GLOB 'redo *' GROUP BY root
)
SELECT known.name, known.text, batch.note, batch.person, batch.recorded_at, known.finding,
       max(batch.key) AS batch
FROM acknowledgement AS known
JOIN batch ON batch.key = known.batch
LEFT JOIN reversal ON reversal.root = batch.key
WHERE reversal.command IS NULL OR reversal.command GLOB 'redo *'
GROUP BY known.finding ORDER BY max(batch.key) DESC, known.finding
"""
_QUESTIONS = (  # in the order shown
    Query(
        "progress",
        N_("Progress: the latest value against its bound"),
        N_(
            "Of each hold, reach and quota for one area. 'jobtrack report' judges them, with sums "
            "over areas, covers and growth as well."
        ),
        _PROGRESS,
    ),
    Query(
        "gaps",
        N_("Gaps: expected months without a value"),
        N_("From the first value of an area to the newest month of the indicator."),
        _GAPS,
    ),
    Query(
        "waiting",
        N_("Who is missing: areas without a value for the newest month"),
        N_("Areas beside one that has reported the indicator, or of the group that reports it."),
        _WAITING,
    ),
    Query(
        "revisions",
        N_("Revisions: months that have more than one figure"),
        N_("The first and the latest, the newest change first; what undo wrote is among them."),
        _REVISIONS,
    ),
    Query(
        "known_on",
        N_("As known on a day"),
        N_(
            "Every figure as it was known on the day known_on (YYYY-MM-DD; blank: now), of one "
            "indicator or, if that is blank, of all."
        ),
        _KNOWN_ON,
    ),
    Query(
        "acknowledged",
        N_("Acknowledged: findings that somebody lets stand"),
        N_("Who let which finding stand, when and why, but for what undo took back."),
        _ACKNOWLEDGED,
    ),
)


def queries(language: str) -> tuple[Query, ...]:
    """The questions, in the order shown, with names in ``language``, else in the other one."""
    return tuple(one._replace(sql=_in(language, one.sql)) for one in _QUESTIONS)


def _in(language: str, sql: str) -> str:
    def text(table: str, column: str) -> str:
        first, second = (f"{table}.{column}_{one}" for one in _languages(language))
        return f"coalesce(nullif({first}, ''), {second})"

    return sql.strip().format(
        name=text("target", "name"),
        unit=text("indicator", "unit"),
        indicator=text("indicator", "name"),
        area=text("area", "name"),
        reached=_plain("reached"),
        bound=_plain("bound"),
        gap=_plain(_GAP),
        first=_plain("first.value"),
        latest=_plain("latest.value"),
        difference=_plain("round(latest.value - first.value, indicator.decimals)"),
        value=_plain("figure.value"),
    )


def _plain(number: str) -> str:
    """``number`` without a point where it is whole."""
    return f"iif({number} = CAST({number} AS INTEGER), CAST({number} AS INTEGER), {number})"


def _languages(first: str) -> tuple[str, str]:
    return ("zh", "en") if first == "zh" else ("en", "zh")
