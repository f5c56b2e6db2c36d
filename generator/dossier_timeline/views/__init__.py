"""One view for each kind of page: plain values for its template, made from the dossier alone."""
