"""What a dossier is: frozen values, without files, formats or pages."""
