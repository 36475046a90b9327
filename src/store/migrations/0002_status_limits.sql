-- The times that changes of status keep to (时限), as the school has set them; without the row those of the handbook.
-- From here on a standing may be "deferred" as well.
CREATE TABLE status_limits (
  one    INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  entry  BLOB NOT NULL,
  record TEXT  -- JSON
) STRICT;
