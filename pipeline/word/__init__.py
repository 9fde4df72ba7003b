"""What a Word file says: its words, its seal, its comments, the widths of its letters, its ruled lines."""
