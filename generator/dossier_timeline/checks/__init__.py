"""What can be wrong with a dossier, one file a subject."""
