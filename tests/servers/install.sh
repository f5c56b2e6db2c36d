#!/bin/sh
# Finds nginx and Caddy, or installs Debian's where that is allowed. Where they aren't, the tests with
# servers are skipped and say so; in CI they fail.
missing=""
for name in nginx caddy; do
  command -v "$name" >/dev/null 2>&1 || [ -x "/usr/sbin/$name" ] || missing="$missing $name"
done
[ -e /usr/share/nginx/modules-available/mod-http-brotli-static.conf ] || missing="$missing libnginx-mod-http-brotli-static"
if [ -z "$missing" ]; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo"; else sudo="no"; fi
  if [ "$sudo" != no ]; then
    echo "These are not here for the tests with servers. Installing Debian's, as root: apt-get install$missing"
    # Installed, but not started: the tests start their own.
    $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo env RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
  fi
fi
echo "These were not found and could not be installed:$missing. The tests with servers are skipped; in CI they fail."
echo "Install them with your system's package manager (Debian: apt-get install nginx caddy)."
