"""The folder of the site on disk: what stands in it, and how it is replaced in one step."""


class PublishError(Exception):
    """The site could not be written; what was published before still stands."""
