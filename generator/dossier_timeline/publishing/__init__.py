"""The folder of the site on disk: what stands in it, and how it is replaced in one step."""
