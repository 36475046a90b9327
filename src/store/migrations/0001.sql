-- The first shape of the books.
--
-- Every table of facts has: the key of the thing; `entry`, the id of the journal's entry that last said something
-- about it; and what was said. A thing that was taken back keeps its row, with NULL for what was said, so that the
-- tables come out the same in whatever order entries arrive.
--
-- Dates are whole numbers, 20260318. Classes are whole numbers, 703 for grade 7 class 3. Ids are 16 bytes.
-- Moments are milliseconds since 1970-01-01T00:00 by the clock on the wall in Beijing.
-- Codes are the language-neutral names of the domain's types, as in JSON.

-- What belongs to this copy of the books and is no fact. `machine`: which machine's entries are recorded here.
CREATE TABLE meta (
  name  TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Every entry ever recorded. The entries of one machine form a chain by seq 1, 2, 3 ...; `digest` is the SHA-256 of
-- all the other columns, among them `prev`, the digest of the entry before (32 zero bytes before the first).
CREATE TABLE journal (
  id      BLOB NOT NULL PRIMARY KEY,
  machine BLOB NOT NULL,
  seq     INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  who     BLOB NOT NULL,
  why     TEXT NOT NULL,  -- JSON
  body    TEXT NOT NULL,  -- JSON, the list of changes
  prev    BLOB NOT NULL,
  digest  BLOB NOT NULL,
  UNIQUE (machine, seq)
) STRICT;

-- The last entry of each machine's chain: so that taking out the last one is found as well.
CREATE TABLE head (
  machine BLOB NOT NULL PRIMARY KEY,
  seq     INTEGER NOT NULL,
  digest  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The bytes of files kept with records, once for each content. `digest` is their SHA-256.
CREATE TABLE attachment (
  digest BLOB NOT NULL PRIMARY KEY,
  bytes  BLOB NOT NULL
) STRICT;

-- Half-filled forms. No facts, and outside the journal.
CREATE TABLE draft (
  key  TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The school as a whole: one row.
CREATE TABLE school (
  one           INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  entry         BLOB NOT NULL,
  name          TEXT,
  sessions      TEXT,  -- JSON, in the order of the day
  notice_prefix TEXT,
  letter_prefix TEXT,
  bureau        TEXT
) STRICT;

CREATE TABLE term (
  first INTEGER NOT NULL PRIMARY KEY,
  entry BLOB NOT NULL,
  last  INTEGER,
  name  TEXT
) STRICT;

-- The school's own days. Grade 0 is the whole school.
CREATE TABLE day (
  date  INTEGER NOT NULL,
  grade INTEGER NOT NULL,
  entry BLOB NOT NULL,
  kind  TEXT,  -- off, on
  note  TEXT,
  PRIMARY KEY (date, grade)
) STRICT, WITHOUT ROWID;

-- Days that the nation sets, for years that are not built in.
CREATE TABLE national_year (
  year  INTEGER NOT NULL PRIMARY KEY,
  entry BLOB NOT NULL,
  days  TEXT  -- JSON
) STRICT;

-- The policy: from a date on, how excused days act on a streak.
CREATE TABLE excused (
  from_date INTEGER NOT NULL PRIMARY KEY,
  entry     BLOB NOT NULL,
  act       TEXT  -- pass, end
) STRICT;

-- The policy: from a date on, a row of the ladder.
CREATE TABLE rung (
  rule        TEXT NOT NULL,  -- R1 to R18, B3, B4
  from_date   INTEGER NOT NULL,
  entry       BLOB NOT NULL,
  counted     TEXT,     -- unexcused_sessions, streak, span …
  compare     TEXT,     -- at_least (以上), more_than (超过)
  number      INTEGER,
  unit        TEXT,     -- sessions, school_days, calendar_days, months …
  action      TEXT,
  owes        TEXT,     -- a role
  within      TEXT,     -- JSON: school days after the trigger day, or hours
  again       INTEGER,  -- school days after which it is owed again; 0: once
  basis       TEXT,     -- the legal basis, as printed
  PRIMARY KEY (rule, from_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id         BLOB NOT NULL PRIMARY KEY,
  entry      BLOB NOT NULL,
  name       TEXT,
  posts      TEXT,    -- JSON, a list of posts with their class or grade
  until_date INTEGER  -- the last day at the school
) STRICT, WITHOUT ROWID;

-- What the books say of a pupil, all but the class. The name is NULL when the pupil was taken back; elsewhere NULL is
-- "not said".
CREATE TABLE pupil (
  id         BLOB NOT NULL PRIMARY KEY,
  entry      BLOB NOT NULL,
  name       TEXT,
  sex        TEXT,     -- male, female
  student_no TEXT,
  id_no      TEXT,
  birth      INTEGER,
  hukou      TEXT,
  address    TEXT,
  street     TEXT,
  boarder    INTEGER,  -- 1, 0
  dormitory  TEXT,
  groups     TEXT,     -- JSON, a list of codes
  guardians  TEXT      -- JSON, in the order in which they are asked
) STRICT, WITHOUT ROWID;

-- Where a pupil stands from a date on.
CREATE TABLE standing (
  pupil     BLOB NOT NULL,
  from_date INTEGER NOT NULL,
  entry     BLOB NOT NULL,
  state     TEXT,     -- in_class, suspended, gone
  class     INTEGER,
  seat      INTEGER,
  PRIMARY KEY (pupil, from_date)
) STRICT, WITHOUT ROWID;

-- Rolls that were taken. By date first: a year is read from one stretch of the file.
CREATE TABLE roll (
  date     INTEGER NOT NULL,
  class    INTEGER NOT NULL,
  session  TEXT NOT NULL,
  entry    BLOB NOT NULL,
  taken_by BLOB,
  taken_at INTEGER,
  marks    BLOB,  -- see marks.rs; empty when everyone was there, NULL when the roll was taken back
  PRIMARY KEY (date, class, session)
) STRICT, WITHOUT ROWID;

CREATE TABLE leave_note (
  id           BLOB NOT NULL PRIMARY KEY,
  entry        BLOB NOT NULL,
  pupil        BLOB,
  from_date    INTEGER,
  from_session TEXT,  -- NULL: from the first
  to_date      INTEGER,
  to_session   TEXT,  -- NULL: to the last
  kind         TEXT,  -- sick, personal
  reason       TEXT,
  approved_by  TEXT,
  handed_in    INTEGER  -- the day on which the slip came, where it was noted
) STRICT, WITHOUT ROWID;

-- Nothing is ever asked inside the records of contacts and visits: they are JSON.
CREATE TABLE contact (
  id          BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE visit (
  id          BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT
) STRICT, WITHOUT ROWID;

-- Issued papers. The number is no key here: it is guarded when a paper is recorded.
CREATE TABLE letter (
  id        BLOB NOT NULL PRIMARY KEY,
  entry     BLOB NOT NULL,
  issued_by BLOB NOT NULL,
  series    TEXT NOT NULL,  -- internal, outgoing, record
  year      INTEGER NOT NULL,
  number    INTEGER NOT NULL,
  record    TEXT NOT NULL   -- JSON, with the paper as printed
) STRICT;

CREATE INDEX letter_number ON letter (series, year, number);

CREATE TABLE receipt (
  letter BLOB NOT NULL PRIMARY KEY,
  entry  BLOB NOT NULL,
  taker  TEXT,  -- who signed for it
  date   INTEGER,
  how    TEXT
) STRICT, WITHOUT ROWID;

-- Steps of cases: talks, attempts to persuade, entries in registers, decisions, closings.
CREATE TABLE step (
  id          BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT
) STRICT, WITHOUT ROWID;

-- Changes of status: transfers, suspensions and the like, with their papers and approvals. What is in effect has its row
-- in standing.
CREATE TABLE status (
  id          BLOB NOT NULL PRIMARY KEY,
  entry       BLOB NOT NULL,
  recorded_by BLOB,
  record      TEXT
) STRICT, WITHOUT ROWID;

-- The grade lead's week. Weeks are named by their Monday.
CREATE TABLE review (
  week   INTEGER NOT NULL,
  pupil  BLOB NOT NULL,
  entry  BLOB NOT NULL,
  by     BLOB,
  at     INTEGER,
  record TEXT,
  PRIMARY KEY (week, pupil)
) STRICT, WITHOUT ROWID;

CREATE TABLE signed_week (
  week   INTEGER NOT NULL,
  scope  INTEGER NOT NULL,  -- 0 the school, a grade, or a class
  entry  BLOB NOT NULL,
  by     BLOB,
  at     INTEGER,
  remark TEXT,
  PRIMARY KEY (week, scope)
) STRICT, WITHOUT ROWID;
