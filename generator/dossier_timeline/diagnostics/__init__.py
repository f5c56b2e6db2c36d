"""Problems as values: what is wrong, where, and what would be right; and how they are told."""
