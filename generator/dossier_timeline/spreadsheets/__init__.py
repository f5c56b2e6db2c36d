"""Tables that people keep in spreadsheets: their cells, what the headings mean, rows as entries."""
