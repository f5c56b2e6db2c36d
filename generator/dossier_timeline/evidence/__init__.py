"""Source texts cut into passages, and what the dossier claims held against them."""
