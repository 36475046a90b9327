-- The school's own words in the self-inspection of a year (自查报告的文字), a section each.
CREATE TABLE prose (
  year INTEGER NOT NULL,
  section TEXT NOT NULL,
  entry BLOB NOT NULL,
  text TEXT,
  PRIMARY KEY (year, section)
) STRICT, WITHOUT ROWID;
