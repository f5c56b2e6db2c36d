"""From the files of a content folder to a dossier, with a line and column for everything."""
