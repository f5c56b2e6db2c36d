"""From pages to bytes on disk: rendered, audited and published in one step."""
