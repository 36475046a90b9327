-- The monthly report. Months are whole numbers, 202603. Records are JSON: nothing is ever asked inside them.

-- How the school reports: one row.
CREATE TABLE reporting (
  one    INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  entry  BLOB NOT NULL,
  record TEXT
) STRICT;

-- How many pupils of a class were counted in their seats for a month.
CREATE TABLE headcount (
  month  INTEGER NOT NULL,
  class  INTEGER NOT NULL,
  entry  BLOB NOT NULL,
  by     BLOB,
  at     INTEGER,
  record TEXT,
  PRIMARY KEY (month, class)
) STRICT, WITHOUT ROWID;

-- Why a contradiction of a month stands. `about` is the contradiction with its figures, JSON.
CREATE TABLE month_explained (
  month  INTEGER NOT NULL,
  about  TEXT NOT NULL,
  entry  BLOB NOT NULL,
  by     BLOB,
  at     INTEGER,
  reason TEXT,
  PRIMARY KEY (month, about)
) STRICT, WITHOUT ROWID;

-- Signed versions, the whole report as it was signed. Never taken back.
CREATE TABLE month_signed (
  month   INTEGER NOT NULL,
  version INTEGER NOT NULL,
  entry   BLOB NOT NULL,
  by      BLOB NOT NULL,
  at      INTEGER NOT NULL,
  record  TEXT NOT NULL,
  PRIMARY KEY (month, version)
) STRICT, WITHOUT ROWID;

-- To whom a version was sent, when and how, and the receipt.
CREATE TABLE month_sent (
  month     INTEGER NOT NULL,
  version   INTEGER NOT NULL,
  recipient TEXT NOT NULL,  -- bureau, street
  entry     BLOB NOT NULL,
  by        BLOB,
  at        INTEGER,
  record    TEXT,
  PRIMARY KEY (month, version, recipient)
) STRICT, WITHOUT ROWID;
