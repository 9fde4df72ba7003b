"""What each sheet of each workbook may hold: columns first, then the rules across them."""
