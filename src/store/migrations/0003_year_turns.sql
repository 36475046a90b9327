-- School years that have been turned to (升级), by the year in which they begin: from which day, which grades left, and
-- who held which posts before.
CREATE TABLE turned_year (
  year   INTEGER NOT NULL PRIMARY KEY,
  entry  BLOB NOT NULL,
  record TEXT
) STRICT, WITHOUT ROWID;
