"""How numbers, dates and amounts are written in running text, in any language."""
