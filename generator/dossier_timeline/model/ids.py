"""What an id looks like."""

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Lower-case ASCII letters, digits and single hyphens."""
