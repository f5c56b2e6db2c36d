"""Handing words over to translators, as XLIFF or PO, and taking them back."""
