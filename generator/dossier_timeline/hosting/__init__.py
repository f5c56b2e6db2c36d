"""What a dossier needs to be published from a repository of its own: recipes, and its generator, pinned."""
