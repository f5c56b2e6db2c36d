"""What earlier builds made of images, by the digest of each file."""

from __future__ import annotations

from dossier_timeline.cache.buckets import Cache, CacheBucket, code_fingerprint
from dossier_timeline.media.media_making import name_image_libraries


def open_image_cache(buckets: Cache) -> CacheBucket:
    """The images that this version of the code and of the libraries made."""
    return buckets.bucket("images", name_image_libraries(code_fingerprint))
