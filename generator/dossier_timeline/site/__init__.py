"""Which pages there are, at which addresses, and what all of them have at hand."""
