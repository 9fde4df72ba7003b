"""Each paper by its own words, and all of them together, held against the workbooks."""
