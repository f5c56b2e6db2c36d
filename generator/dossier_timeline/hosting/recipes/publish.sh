#!/bin/sh
# Publishes site/ on any host: by rsync over SSH, or in a bucket of S3-compatible storage. Run it in the
# folder of mkdocs.yml:
#
#   PUBLISH_TO=name@host:/srv/www/dossier/   sh publish.sh
#   PUBLISH_TO=s3://bucket/dossier/          sh publish.sh
#
# Build before: RELEASE=true SITE_URL=https://… .venv/bin/mkdocs build. Needs rsync and ssh, or the AWS
# command line (with AWS_ENDPOINT_URL for storage elsewhere); both find their keys in their own settings.
# What is no longer in the site is deleted there, last of all: a reader in between never gets a page
# without its files. So name a folder that holds this site and nothing else; rsync leaves .htpasswd and
# .htaccess as they are.
set -eu
: "${PUBLISH_TO:?say where: name@host:/folder/ or s3://bucket/folder/}"
from="${SITE_DIR:-site}/"
[ -f "${from}index.html" ] || { echo "There is no site in $from: build it first." >&2; exit 1; }
case "$PUBLISH_TO" in
  s3://?*/) ;;
  s3://*) echo "PUBLISH_TO must end with a slash: $PUBLISH_TO/" >&2; exit 1 ;;
  / | *:/) echo "PUBLISH_TO is the root of a machine, and all else there would be deleted." >&2; exit 1 ;;
  */) ;;
  *) echo "PUBLISH_TO must end with a slash: $PUBLISH_TO/" >&2; exit 1 ;;
esac
case "$PUBLISH_TO" in
  s3://*)
    # What is named after its content is kept for a year, as the headers of the site say.
    hex='[0-9a-f]'
    aws s3 sync "$from" "$PUBLISH_TO" --exclude "*" \
      --include "assets/*.$hex$hex$hex$hex$hex$hex$hex$hex.*" --include "pagefind/*fragment/*" \
      --include "pagefind/*index/*" --include "pagefind/*pagefind.*_*.pf_meta" \
      --cache-control "public, max-age=31536000, immutable" --only-show-errors
    aws s3 sync "$from" "$PUBLISH_TO" --exclude .gitignore \
      --exclude "assets/*.$hex$hex$hex$hex$hex$hex$hex$hex.*" --exclude "pagefind/*fragment/*" \
      --exclude "pagefind/*index/*" --exclude "pagefind/*pagefind.*_*.pf_meta" \
      --cache-control no-cache --only-show-errors
    aws s3 sync "$from" "$PUBLISH_TO" --exclude .gitignore --size-only --delete --only-show-errors
    ;;
  *)
    # RSYNC_OPTIONS=--dry-run tells what would be done; it may hold several words.
    # shellcheck disable=SC2086
    rsync --recursive --links --times --checksum --delay-updates --delete-delay --itemize-changes \
      --exclude=/.gitignore --exclude=.htpasswd --exclude=.htaccess ${RSYNC_OPTIONS:-} "$from" "$PUBLISH_TO"
    ;;
esac
echo "The site is in $PUBLISH_TO"
