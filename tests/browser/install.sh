#!/bin/sh
# Finds Chromium and its shell, or installs Debian's where that is allowed. The shell makes the tests faster and
# can do all but show a PDF. Without either the browser tests fail and say so.
missing=""
command -v chromium-headless-shell >/dev/null 2>&1 || missing="chromium-headless-shell"
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 \
  || command -v google-chrome >/dev/null 2>&1 || missing="chromium $missing"
if [ -z "$missing" ]; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo"; else sudo="no"; fi
  if [ "$sudo" != no ]; then
    echo "Not here for the browser tests: $missing. Installing Debian's, as root: apt-get install $missing"
    $sudo apt-get update -qq
    for one in $missing; do  # one by one: not every release of Debian has the shell
      DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$one" >/dev/null || echo "There is no $one to install."
    done
  fi
fi
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
echo "No Chromium was found and none could be installed: the browser tests will say so and fail."
echo "Install it with your system's package manager (Debian: apt-get install chromium)."
