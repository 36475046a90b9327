-- New entrants: the lists of those who should come, their notices, who has registered, who is traced, what became of them.

-- A child on the list of a year.
CREATE TABLE entrant (
  id     BLOB NOT NULL PRIMARY KEY,
  entry  BLOB NOT NULL,
  record TEXT  -- JSON
) STRICT, WITHOUT ROWID;

-- Issued notices, one a child. The number is no key here: it is guarded when notices are recorded.
CREATE TABLE entry_notice (
  entrant BLOB NOT NULL PRIMARY KEY,
  entry   BLOB NOT NULL,
  year    INTEGER NOT NULL,
  number  INTEGER NOT NULL,
  record  TEXT NOT NULL  -- JSON, what varies on the notice, as printed
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_notice_number ON entry_notice (year, number);

-- Who took a notice.
CREATE TABLE delivery (
  entrant BLOB NOT NULL PRIMARY KEY,
  entry   BLOB NOT NULL,
  taker   TEXT,
  date    INTEGER,
  how     TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE registration (
  entrant     BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT  -- JSON
) STRICT, WITHOUT ROWID;

-- What was done to find a child who has not come.
CREATE TABLE trace (
  id          BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT  -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_outcome (
  entrant     BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT  -- JSON, with its evidence
) STRICT, WITHOUT ROWID;
