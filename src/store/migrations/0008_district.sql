-- A district: its schools, and the monthly files that they have sent. In a school's own books these stay empty.

CREATE TABLE district_school (
  id     BLOB NOT NULL PRIMARY KEY,
  entry  BLOB NOT NULL,
  record TEXT  -- JSON: code, name, kind, whether it stands on a list and is expected to send
) STRICT, WITHOUT ROWID;

-- Months are whole numbers, 202603.
CREATE TABLE received (
  school  BLOB NOT NULL,
  month   INTEGER NOT NULL,
  version INTEGER NOT NULL,
  entry   BLOB NOT NULL,
  report  TEXT,  -- JSON, the school's file
  PRIMARY KEY (school, month, version)
) STRICT;

-- From a date on, the calendar days within which a transfer must turn up at another school.
CREATE TABLE match_within (
  from_date INTEGER NOT NULL PRIMARY KEY,
  entry     BLOB NOT NULL,
  days      INTEGER
) STRICT;
