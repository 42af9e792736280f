"""Reading one cell: a date, a duration, a number, a code, a status, in people's own words."""
