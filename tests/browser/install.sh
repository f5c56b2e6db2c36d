#!/bin/sh
# Finds Chromium, or installs Debian's where that is allowed. Without one the browser tests fail and say so.
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo"; else sudo="no"; fi
  if [ "$sudo" != no ]; then
    echo "No Chromium is here for the browser tests. Installing Debian's, as root: apt-get install chromium"
    $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq chromium >/dev/null && exit 0
  fi
fi
echo "No Chromium was found and none could be installed: the browser tests will say so and fail."
echo "Install it with your system's package manager (Debian: apt-get install chromium)."
