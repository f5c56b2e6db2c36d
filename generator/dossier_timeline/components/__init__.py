"""What components of pages show: a frozen dataclass for each, whose fields are its macro's parameters."""
