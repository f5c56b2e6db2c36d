"""From a dossier to the pages of every language: addresses, views, prose, exports."""
