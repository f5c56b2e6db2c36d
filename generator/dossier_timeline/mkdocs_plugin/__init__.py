"""The MkDocs plugin: its hooks, its options, and what is wrong with mkdocs.yml."""
