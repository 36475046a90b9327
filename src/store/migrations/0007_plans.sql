-- Help: plans and what was done of them, the quotas of teaching at home, responsibility letters that were signed, and
-- the log of meetings, training and publicity. As in 0001, a thing that was taken back keeps its row with NULL.

CREATE TABLE plan (
  id          BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT  -- JSON
) STRICT, WITHOUT ROWID;

-- What was done of a plan: sessions, reviews, lessons at home.
CREATE TABLE help (
  id          BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT  -- JSON
) STRICT, WITHOUT ROWID;

-- The policy: from a date on, what teaching at home owes at a place. Where no row holds, the province's numbers do.
CREATE TABLE quota (
  place     TEXT NOT NULL,  -- home, point, remote
  from_date INTEGER NOT NULL,
  entry     BLOB NOT NULL,
  record    TEXT,           -- JSON
  PRIMARY KEY (place, from_date)
) STRICT, WITHOUT ROWID;

-- Responsibility letters that were signed. A school year is named by the year in which it began.
CREATE TABLE pledge (
  year        INTEGER NOT NULL,
  level       INTEGER NOT NULL,  -- 1 to 5
  party       BLOB NOT NULL,     -- who signed: of staff, or at level 5 the pupil whose guardian signed
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT,              -- JSON
  PRIMARY KEY (year, level, party)
) STRICT, WITHOUT ROWID;

CREATE TABLE work (
  id          BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT  -- JSON
) STRICT, WITHOUT ROWID;
