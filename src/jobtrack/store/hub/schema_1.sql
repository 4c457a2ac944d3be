-- Version 1 of the hub: the tables of the local file, who may add what to them, and how it arrives.
-- Source: docs/hub.md. Run by the role jobtrack_keeper, which then owns everything here.

CREATE SCHEMA jobtrack;      -- what everyone reads: names and columns of the local file
CREATE SCHEMA jobtrack_hub;  -- offices, arrivals, and the only ways to write

CREATE FUNCTION jobtrack_hub.is_month(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT translate($1, '123456789', '000000000') = '0000-00'
    AND $1 COLLATE "C" BETWEEN '1900-01' AND '2999-12' AND right($1, 2) COLLATE "C" BETWEEN '01' AND '12'
$$;

-- A day that does not exist is refused by make_date itself.
CREATE FUNCTION jobtrack_hub.is_day(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN translate($1, '123456789', '000000000') = '0000-00-00'
    THEN make_date(left($1, 4)::int, substr($1, 6, 2)::int, right($1, 2)::int) IS NOT NULL
    ELSE $1 IS NULL END
$$;

CREATE TABLE jobtrack.section (
  id text COLLATE "C" PRIMARY KEY CHECK (id <> ''),
  position integer NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL
);

CREATE TABLE jobtrack.area (
  code text COLLATE "C" PRIMARY KEY CHECK (code <> ''),
  position integer NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  aliases text NOT NULL DEFAULT '',
  parent text COLLATE "C" REFERENCES jobtrack.area DEFERRABLE INITIALLY DEFERRED,
  valid_from text COLLATE "C" CHECK (jobtrack_hub.is_day(valid_from)),
  valid_to text COLLATE "C" CHECK (jobtrack_hub.is_day(valid_to))
);

CREATE TABLE jobtrack.plan (
  only_row integer PRIMARY KEY CHECK (only_row = 1),
  id text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  home text COLLATE "C" NOT NULL REFERENCES jobtrack.area DEFERRABLE INITIALLY DEFERRED,
  source text NOT NULL DEFAULT '',
  figures text NOT NULL DEFAULT ''
);

CREATE TABLE jobtrack.area_group (
  id text COLLATE "C" PRIMARY KEY CHECK (id <> ''),
  position integer NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  size bigint CHECK (size >= 0),
  source text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT ''
);

CREATE TABLE jobtrack.area_group_member (
  area_group text COLLATE "C" NOT NULL REFERENCES jobtrack.area_group DEFERRABLE INITIALLY DEFERRED,
  position integer NOT NULL,
  area text COLLATE "C" NOT NULL REFERENCES jobtrack.area DEFERRABLE INITIALLY DEFERRED,
  inferred integer NOT NULL DEFAULT 0 CHECK (inferred IN (0, 1)),
  PRIMARY KEY (area_group, area)
);

CREATE TABLE jobtrack.indicator (
  id text COLLATE "C" PRIMARY KEY CHECK (id <> ''),
  position integer NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  aliases text NOT NULL DEFAULT '',
  section text COLLATE "C" NOT NULL REFERENCES jobtrack.section DEFERRABLE INITIALLY DEFERRED,
  unit_zh text NOT NULL,
  unit_en text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('level', 'flow', 'ytd', 'ratio')),
  decimals integer NOT NULL CHECK (decimals BETWEEN 0 AND 9),
  every integer CHECK (every IN (1, 3, 6, 12)),
  lag integer NOT NULL CHECK (lag >= 0),
  seasonal integer NOT NULL CHECK (seasonal IN (0, 1)),
  combined_january integer NOT NULL CHECK (combined_january IN (0, 1)),
  roll_up integer NOT NULL CHECK (roll_up IN (0, 1)),
  reporters text COLLATE "C" REFERENCES jobtrack.area_group DEFERRABLE INITIALLY DEFERRED,
  parts text NOT NULL DEFAULT '',
  of_which text NOT NULL DEFAULT '',
  least double precision,
  most double precision,
  source text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT ''
);

CREATE TABLE jobtrack.batch (
  key text COLLATE "C" PRIMARY KEY CHECK (key = recorded_at || '-' || left(digest, 8)),
  recorded_at text COLLATE "C" NOT NULL CHECK (
    recorded_at ~ '^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$'
    AND jobtrack_hub.is_day(left(recorded_at, 10))),
  digest text COLLATE "C" NOT NULL CHECK (length(digest) = 64),
  previous text COLLATE "C" REFERENCES jobtrack.batch,
  person text NOT NULL,
  command text NOT NULL,
  file text NOT NULL DEFAULT '',
  file_sha256 text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT ''
);

-- What its rows refer to is looked up by take() for all of them at once, and nothing of it is ever
-- deleted: foreign keys, which look row by row, would take three times as long as all else.
CREATE TABLE jobtrack.snapshot (
  indicator text COLLATE "C" NOT NULL,
  area text COLLATE "C" NOT NULL,
  period text COLLATE "C" NOT NULL CHECK (jobtrack_hub.is_month(period)),
  known_from text COLLATE "C" NOT NULL CHECK (jobtrack_hub.is_day(known_from)),
  batch text COLLATE "C" NOT NULL,
  value double precision,
  qualifier text NOT NULL
    CHECK (qualifier IN ('exact', 'about', 'at least', 'more than', 'nearly')),
  flag text NOT NULL CHECK (flag IN ('A', 'P', 'E', 'B', 'M')),
  numerator double precision,
  denominator double precision CHECK (denominator > 0),
  source text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (batch, indicator, area, period, known_from),
  CHECK ((value IS NULL) = (flag = 'M')),
  CHECK ((numerator IS NULL) = (denominator IS NULL)),
  CHECK (numerator IS NULL OR value IS NOT NULL),
  CHECK (abs(value) < 1e300)
);

CREATE INDEX snapshot_current ON jobtrack.snapshot (indicator, area, period, known_from, batch);

CREATE TABLE jobtrack.target (
  id text COLLATE "C" NOT NULL CHECK (id <> ''),
  known_from text COLLATE "C" NOT NULL CHECK (jobtrack_hub.is_day(known_from)),
  batch text COLLATE "C" NOT NULL REFERENCES jobtrack.batch,
  dropped integer NOT NULL CHECK (dropped IN (0, 1)),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  indicator text COLLATE "C" NOT NULL REFERENCES jobtrack.indicator,
  area text COLLATE "C" NOT NULL REFERENCES jobtrack.area,
  area_group text COLLATE "C" REFERENCES jobtrack.area_group,
  rule text NOT NULL CHECK (rule IN ('hold', 'reach', 'quota', 'cover', 'grow')),
  direction text NOT NULL CHECK (direction IN ('at_least', 'at_most')),
  judge text NOT NULL CHECK (judge IN ('every month', 'at due')),
  bound double precision,
  start text COLLATE "C" NOT NULL CHECK (jobtrack_hub.is_month(start)),
  due text COLLATE "C" NOT NULL CHECK (jobtrack_hub.is_month(due)),
  baseline double precision,
  baseline_period text COLLATE "C" CHECK (jobtrack_hub.is_month(baseline_period)),
  min_count double precision NOT NULL,
  tolerance double precision,
  milestones text NOT NULL DEFAULT '',
  path text NOT NULL CHECK (path IN ('linear', 'step')),
  seasonal_share integer NOT NULL CHECK (seasonal_share IN (0, 1)),
  compare text CHECK (compare IN ('last year', 'last december')),
  on_track_from double precision NOT NULL,
  behind_from double precision NOT NULL,
  off_track_from double precision NOT NULL,
  source text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (id, known_from, batch),
  CHECK (start <= due),
  CHECK (rule <> 'cover' OR area_group IS NOT NULL),
  CHECK ((rule = 'cover') = (bound IS NULL))
);

CREATE TABLE jobtrack.acknowledgement (
  finding text COLLATE "C" NOT NULL CHECK (length(finding) = 64),
  batch text COLLATE "C" NOT NULL REFERENCES jobtrack.batch,
  name text NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (finding, batch)
);

CREATE VIEW jobtrack.current_snapshot AS
  SELECT indicator, area, period, value, qualifier, flag, numerator, denominator, known_from,
         source, note, batch
  FROM jobtrack.snapshot AS this
  WHERE flag <> 'M' AND NOT EXISTS (
    SELECT 1 FROM jobtrack.snapshot AS later
    WHERE (later.indicator, later.area, later.period) = (this.indicator, this.area, this.period)
      AND (later.known_from, later.batch) > (this.known_from, this.batch));

CREATE VIEW jobtrack.current_target AS
  SELECT id, name_zh, name_en, indicator, area, area_group, rule, direction, judge, bound, start,
         due, baseline, baseline_period, min_count, tolerance, milestones, path, seasonal_share,
         compare, on_track_from, behind_from, off_track_from, known_from, source, note, batch
  FROM jobtrack.target AS this
  WHERE dropped = 0 AND NOT EXISTS (
    SELECT 1 FROM jobtrack.target AS later
    WHERE later.id = this.id
      AND (later.known_from, later.batch) > (this.known_from, this.batch));

-- Nothing that arrived is changed, by whomever.

CREATE FUNCTION jobtrack_hub.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON jobtrack.batch
  FOR EACH STATEMENT EXECUTE FUNCTION jobtrack_hub.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON jobtrack.snapshot
  FOR EACH STATEMENT EXECUTE FUNCTION jobtrack_hub.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON jobtrack.target
  FOR EACH STATEMENT EXECUTE FUNCTION jobtrack_hub.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON jobtrack.acknowledgement
  FOR EACH STATEMENT EXECUTE FUNCTION jobtrack_hub.refuse_change();

-- Nor does a definition go that rows refer to; what it says may change.

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE OR UPDATE OF code ON jobtrack.area
  FOR EACH STATEMENT EXECUTE FUNCTION jobtrack_hub.refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE OR UPDATE OF id ON jobtrack.indicator
  FOR EACH STATEMENT EXECUTE FUNCTION jobtrack_hub.refuse_change();

-- Offices and their areas. A keeper, who may do all that the owner may, has every area.

CREATE TABLE jobtrack_hub.version (number integer NOT NULL);

CREATE TABLE jobtrack_hub.office (
  name text COLLATE "C" PRIMARY KEY,  -- that of its role
  made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE jobtrack_hub.office_area (
  office text COLLATE "C" NOT NULL REFERENCES jobtrack_hub.office,
  area text COLLATE "C" NOT NULL REFERENCES jobtrack.area,
  PRIMARY KEY (office, area)
);

CREATE TABLE jobtrack_hub.arrival (
  batch text COLLATE "C" PRIMARY KEY REFERENCES jobtrack.batch,
  office text NOT NULL,
  arrived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  figures bigint NOT NULL
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON jobtrack_hub.arrival
  FOR EACH STATEMENT EXECUTE FUNCTION jobtrack_hub.refuse_change();

CREATE FUNCTION jobtrack_hub.is_keeper() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT pg_has_role(session_user, 'jobtrack_keeper', 'MEMBER')
$$;

CREATE FUNCTION jobtrack_hub.own_areas() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  WITH RECURSIVE own (code) AS (
    SELECT area FROM jobtrack_hub.office_area WHERE office = session_user
    UNION SELECT code FROM jobtrack.area WHERE jobtrack_hub.is_keeper()
    UNION SELECT area.code FROM jobtrack.area JOIN own ON area.parent = own.code
  )
  SELECT code FROM own
$$;

ALTER TABLE jobtrack.snapshot ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY all_read ON jobtrack.snapshot FOR SELECT USING (true);
CREATE POLICY own_areas ON jobtrack.snapshot FOR INSERT
  WITH CHECK (area IN (SELECT jobtrack_hub.own_areas()));

-- A target is known by its id: nobody gives another office's target a new version.
ALTER TABLE jobtrack.target ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY all_read ON jobtrack.target FOR SELECT USING (true);
CREATE POLICY own_areas ON jobtrack.target FOR INSERT
  WITH CHECK (area IN (SELECT jobtrack_hub.own_areas()) AND id NOT IN (
    SELECT id FROM jobtrack.target WHERE area NOT IN (SELECT jobtrack_hub.own_areas())));

-- The text of a row as the digest of its batch takes it: docs/files.md, batches and digests.

CREATE FUNCTION jobtrack_hub.plain(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT replace(replace(replace(coalesce($1, ''), '\', '\\'), E'\t', '\t'), E'\n', '\n')
$$;

-- The shortest digits that give the number, without an exponent, and no minus zero.
CREATE FUNCTION jobtrack_hub.plain(double precision) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce($1::text::numeric::text, '')
$$;

-- What is pushed arrives in temporary tables that the keeper owns, so that the office can put no
-- trigger or rule of its own on them; COPY into them is all that it may do. Then the arrival is closed,
-- which computes the digests while another connection's arrival is taken, and taken, which may be tried
-- again.

-- Whether they are there, and the keeper's: called by the functions that are run as the keeper.
CREATE FUNCTION jobtrack_hub.is_arrival_open() RETURNS boolean LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT 5 = count(*) FROM pg_class
    WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r' AND relowner = current_user::regrole
      AND relname IN ('arriving_batch', 'arriving_snapshot', 'arriving_target',
        'arriving_acknowledgement', 'arrived')
$$;

CREATE FUNCTION jobtrack_hub.open_arrival() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  arriving text;
BEGIN
  IF jobtrack_hub.is_arrival_open() THEN
    TRUNCATE pg_temp.arriving_batch, pg_temp.arriving_snapshot, pg_temp.arriving_target,
      pg_temp.arriving_acknowledgement, pg_temp.arrived;
    RETURN;
  END IF;
  FOREACH arriving IN ARRAY ARRAY['batch', 'snapshot', 'target', 'acknowledgement'] LOOP
    EXECUTE format('CREATE TEMP TABLE arriving_%1$s (LIKE jobtrack.%1$s)', arriving);
    EXECUTE format('GRANT INSERT ON pg_temp.arriving_%s TO %I', arriving, session_user);
  END LOOP;
  ALTER TABLE pg_temp.arriving_batch ADD PRIMARY KEY (key);
  CREATE TEMP TABLE arrived (batch text COLLATE "C", digest text, figures bigint, others bigint);
END $$;

-- Note the digest that the rows of each batch make, and how many they are.
CREATE FUNCTION jobtrack_hub.close_arrival() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = jobtrack, jobtrack_hub, pg_catalog, pg_temp SET extra_float_digits = 1
  SET work_mem = '64MB' AS $$
BEGIN
  IF NOT is_arrival_open() THEN
    RAISE EXCEPTION 'nothing can arrive before open_arrival()';
  END IF;
  TRUNCATE pg_temp.arrived;
  -- Words and months, which the checks hold to what they may be, are written as they are.
  INSERT INTO pg_temp.arrived
  SELECT key, encode(sha256(convert_to(
      concat_ws(E'\t', 'batch', plain(recorded_at), plain(previous), plain(person), plain(command),
        plain(file), plain(file_sha256), plain(note)) || E'\n'
      || coalesce(figures.lines, '') || coalesce(versions.lines, '') || coalesce(findings.lines, ''),
      'UTF8')), 'hex'),
    coalesce(figures.number, 0), coalesce(versions.number, 0) + coalesce(findings.number, 0)
  FROM pg_temp.arriving_batch
  LEFT JOIN (
    SELECT batch, string_agg(concat_ws(E'\t', 'snapshot', plain(indicator), plain(area), period,
      known_from, plain(value), qualifier, flag, plain(numerator), plain(denominator), plain(source),
      plain(note)) || E'\n', '' ORDER BY indicator, area, period, known_from) AS lines,
      count(*) AS number
    FROM pg_temp.arriving_snapshot GROUP BY batch) AS figures ON figures.batch = key
  LEFT JOIN (
    SELECT batch, string_agg(concat_ws(E'\t', 'target',
      plain(id), plain(known_from), plain(dropped::text), plain(name_zh), plain(name_en),
      plain(indicator), plain(area), plain(area_group), plain(rule), plain(direction),
      plain(judge), plain(bound), plain(start), plain(due), plain(baseline),
      plain(baseline_period), plain(min_count), plain(tolerance), plain(milestones), plain(path),
      plain(seasonal_share::text), plain(compare), plain(on_track_from), plain(behind_from),
      plain(off_track_from), plain(source), plain(note)
      ) || E'\n', '' ORDER BY id, known_from) AS lines,
      count(*) AS number
    FROM pg_temp.arriving_target GROUP BY batch) AS versions ON versions.batch = key
  LEFT JOIN (
    SELECT batch, string_agg(concat_ws(E'\t', 'acknowledgement',
      plain(finding), plain(name), plain(text)
      ) || E'\n', '' ORDER BY finding) AS lines,
      count(*) AS number
    FROM pg_temp.arriving_acknowledgement GROUP BY batch) AS findings ON findings.batch = key;
END $$;

-- Take what arrived: whole batches, each with the digest that its rows make.
-- Those that are here already are left out.
CREATE FUNCTION jobtrack_hub.take() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = jobtrack, jobtrack_hub, pg_catalog, pg_temp AS $$
DECLARE
  fresh text[];
  named text;
BEGIN
  IF NOT is_arrival_open() THEN
    RAISE EXCEPTION 'nothing can arrive before open_arrival()';
  END IF;
  WITH taken AS (
    INSERT INTO batch SELECT * FROM pg_temp.arriving_batch ORDER BY key
    ON CONFLICT (key) DO NOTHING RETURNING key)
  SELECT coalesce(array_agg(key), '{}') INTO fresh FROM taken;

  SELECT arriving.key INTO named FROM pg_temp.arriving_batch AS arriving
    JOIN batch ON batch.key = arriving.key AND batch.digest <> arriving.digest
    WHERE arriving.key <> ALL (fresh) LIMIT 1;
  IF named IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'JT001', MESSAGE = named;  -- another one of that key is here
  END IF;

  SELECT key INTO named FROM pg_temp.arriving_batch AS own
  LEFT JOIN pg_temp.arrived ON arrived.batch = own.key
  LEFT JOIN (
    SELECT batch, count(*) AS number FROM (
      SELECT batch FROM pg_temp.arriving_snapshot UNION ALL
      SELECT batch FROM pg_temp.arriving_target UNION ALL
      SELECT batch FROM pg_temp.arriving_acknowledgement) AS every
    GROUP BY batch) AS now ON now.batch = own.key
  WHERE key = ANY (fresh) AND (arrived.digest IS DISTINCT FROM own.digest
    OR figures + others <> coalesce(now.number, 0))  -- rows can be added meanwhile, not changed
  ORDER BY key LIMIT 1;
  IF named IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'JT002', MESSAGE = named;  -- its rows do not make its digest
  END IF;

  SELECT concat_ws(E'\t', batch, indicator, area) INTO named FROM pg_temp.arriving_snapshot AS arriving
    WHERE batch = ANY (fresh) AND (NOT EXISTS (SELECT FROM indicator WHERE id = arriving.indicator)
      OR NOT EXISTS (SELECT FROM area WHERE code = arriving.area)) LIMIT 1;
  IF named IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'JT005', MESSAGE = named;  -- they are not defined here
  END IF;

  INSERT INTO snapshot SELECT * FROM pg_temp.arriving_snapshot WHERE batch = ANY (fresh);
  INSERT INTO target SELECT * FROM pg_temp.arriving_target WHERE batch = ANY (fresh);
  INSERT INTO acknowledgement SELECT * FROM pg_temp.arriving_acknowledgement
    WHERE batch = ANY (fresh);
  INSERT INTO arrival (batch, office, figures)
    SELECT batch, session_user, figures FROM pg_temp.arrived WHERE batch = ANY (fresh);
EXCEPTION WHEN insufficient_privilege THEN  -- the policies refuse a row without naming it
  SELECT concat_ws(E'\t', batch, area) INTO named FROM (
    SELECT batch, area FROM pg_temp.arriving_snapshot UNION ALL
    SELECT batch, area FROM pg_temp.arriving_target) AS arriving
    WHERE area NOT IN (SELECT own_areas()) ORDER BY batch, area LIMIT 1;
  IF named IS NULL THEN
    SELECT concat_ws(E'\t', arriving.batch, target.area) INTO named
    FROM pg_temp.arriving_target AS arriving JOIN target USING (id)
    WHERE target.area NOT IN (SELECT own_areas()) ORDER BY arriving.batch LIMIT 1;
  END IF;
  IF named IS NULL THEN
    RAISE;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'JT003', MESSAGE = named;
END $$;

-- Definitions are no batches: they are not versioned, and what they said before is kept here.
CREATE TABLE jobtrack_hub.definition_change (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  office text NOT NULL,
  said_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  document jsonb NOT NULL  -- the rows of each table that are new or changed
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON jobtrack_hub.definition_change
  FOR EACH STATEMENT EXECUTE FUNCTION jobtrack_hub.refuse_change();

-- Add and change definitions: those of its own areas any office, all others who has the plan's home.
CREATE FUNCTION jobtrack_hub.define(document jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = jobtrack, jobtrack_hub, pg_catalog, pg_temp AS $$
DECLARE
  has_all boolean := is_keeper() OR EXISTS (SELECT FROM plan WHERE home IN (SELECT own_areas()));
  moved text[];  -- areas that are to lie in another one than now
  foreign_one text;
BEGIN
  SELECT coalesce(array_agg(code), '{}') INTO moved
    FROM jsonb_array_elements(document -> 'area') AS row JOIN area ON code = row ->> 'code'
    WHERE parent IS DISTINCT FROM row ->> 'parent';
  SELECT noun || E'\t' || id INTO foreign_one FROM (
    SELECT 'plan' AS noun, row ->> 'id' AS id FROM jsonb_array_elements(document -> 'plan') AS row
    UNION ALL SELECT 'section', row ->> 'id' FROM jsonb_array_elements(document -> 'section') AS row
    UNION ALL SELECT 'group', row ->> 'id' FROM jsonb_array_elements(document -> 'area_group') AS row
    UNION ALL SELECT 'indicator', row ->> 'id' FROM jsonb_array_elements(document -> 'indicator') AS row
    UNION ALL SELECT 'area', code FROM jsonb_array_elements(document -> 'area') AS row, area
      WHERE code = row ->> 'code' AND code NOT IN (SELECT own_areas())) AS said
  WHERE NOT has_all LIMIT 1;
  IF foreign_one IS NULL THEN
    INSERT INTO section SELECT * FROM jsonb_populate_recordset(NULL::section, document -> 'section')
      ON CONFLICT (id) DO UPDATE SET (position, name_zh, name_en) =
        ROW (EXCLUDED.position, EXCLUDED.name_zh, EXCLUDED.name_en);
    INSERT INTO area SELECT * FROM jsonb_populate_recordset(NULL::area, document -> 'area')
      ON CONFLICT (code) DO UPDATE SET
        (position, name_zh, name_en, aliases, parent, valid_from, valid_to) =
        ROW (EXCLUDED.position, EXCLUDED.name_zh, EXCLUDED.name_en, EXCLUDED.aliases, EXCLUDED.parent,
          EXCLUDED.valid_from, EXCLUDED.valid_to);
    INSERT INTO plan SELECT * FROM jsonb_populate_recordset(NULL::plan, document -> 'plan')
      ON CONFLICT (only_row) DO UPDATE SET (id, name_zh, name_en, home, source, figures) =
        ROW (EXCLUDED.id, EXCLUDED.name_zh, EXCLUDED.name_en, EXCLUDED.home, EXCLUDED.source,
          EXCLUDED.figures);
    INSERT INTO area_group SELECT * FROM jsonb_populate_recordset(NULL::area_group, document -> 'area_group')
      ON CONFLICT (id) DO UPDATE SET (position, name_zh, name_en, size, source, note) =
        ROW (EXCLUDED.position, EXCLUDED.name_zh, EXCLUDED.name_en, EXCLUDED.size, EXCLUDED.source,
          EXCLUDED.note);
    INSERT INTO area_group_member
      SELECT * FROM jsonb_populate_recordset(NULL::area_group_member, document -> 'area_group_member')
      ON CONFLICT (area_group, area) DO UPDATE SET (position, inferred) =
        ROW (EXCLUDED.position, EXCLUDED.inferred);
    INSERT INTO indicator SELECT * FROM jsonb_populate_recordset(NULL::indicator, document -> 'indicator')
      ON CONFLICT (id) DO UPDATE SET
        (position, name_zh, name_en, aliases, section, unit_zh, unit_en, kind, decimals, every, lag,
          seasonal, combined_january, roll_up, reporters, parts, of_which, least, most, source, note) =
        ROW (EXCLUDED.position, EXCLUDED.name_zh, EXCLUDED.name_en, EXCLUDED.aliases, EXCLUDED.section,
          EXCLUDED.unit_zh, EXCLUDED.unit_en, EXCLUDED.kind, EXCLUDED.decimals, EXCLUDED.every,
          EXCLUDED.lag, EXCLUDED.seasonal, EXCLUDED.combined_january, EXCLUDED.roll_up,
          EXCLUDED.reporters, EXCLUDED.parts, EXCLUDED.of_which, EXCLUDED.least, EXCLUDED.most,
          EXCLUDED.source, EXCLUDED.note);
    SELECT 'area' || E'\t' || code INTO foreign_one FROM (
      SELECT row ->> 'code' AS code FROM jsonb_array_elements(document -> 'area') AS row
      UNION ALL
      SELECT row ->> 'area' FROM jsonb_array_elements(document -> 'area_group_member') AS row) AS said
    WHERE NOT has_all AND (code NOT IN (SELECT own_areas()) OR code = ANY (moved) AND NOT EXISTS (
      SELECT FROM area WHERE area.code = said.code AND parent IN (SELECT own_areas()))) LIMIT 1;
  END IF;
  IF foreign_one IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'JT004', MESSAGE = foreign_one;
  END IF;
  INSERT INTO definition_change (office, document) VALUES (session_user, define.document);
END $$;

-- Offices read all and write by the functions alone; readers read.

GRANT USAGE ON SCHEMA jobtrack, jobtrack_hub TO jobtrack_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA jobtrack, jobtrack_hub TO jobtrack_reader;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA jobtrack_hub FROM PUBLIC;
GRANT EXECUTE ON FUNCTION jobtrack_hub.open_arrival, jobtrack_hub.close_arrival,
  jobtrack_hub.take, jobtrack_hub.define TO jobtrack_office;
