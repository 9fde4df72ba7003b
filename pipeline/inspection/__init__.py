"""Any Word file against the decree, point by point."""
