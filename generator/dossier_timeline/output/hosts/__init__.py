"""How the site is served: the headers of its files, and what tells a host or a server of them."""
