"""What `mkdocs serve` shows besides the site: the problems, in the pages themselves."""
