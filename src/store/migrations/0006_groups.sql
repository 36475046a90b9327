-- Key groups, the looks at those who belong to them, and aid. Memberships, looks and aid are JSON: nothing is ever asked
-- inside them.

CREATE TABLE membership (
  id          BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT  -- pupil, kind, first and last day, source, ground
) STRICT, WITHOUT ROWID;

-- One look at a pupil on a day; the last of a month is that month's.
CREATE TABLE group_check (
  pupil  BLOB NOT NULL,
  date   INTEGER NOT NULL,
  entry  BLOB NOT NULL,
  by     BLOB,
  at     INTEGER,
  record TEXT,
  PRIMARY KEY (pupil, date)
) STRICT, WITHOUT ROWID;

-- The school's own kinds of aid, and the rules that it has set for those that every school has.
CREATE TABLE aid_kind (
  id     BLOB NOT NULL PRIMARY KEY,
  entry  BLOB NOT NULL,
  record TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE aid (
  id          BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT  -- pupil, kind, first and last day, amount, decision paper
) STRICT, WITHOUT ROWID;
