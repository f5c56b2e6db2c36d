"""Images that the site shows and files that it offers: read within bounds, made harmless."""
