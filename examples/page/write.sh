#!/bin/sh
# Writes the page of one instance. Renaming makes it whole or absent.
set -eu
directory=${TMPDIR:-/tmp}/berth-page-${INSTANCE##*/}
mkdir -p "$directory"
printf '<!doctype html><title>Page</title><p>Written %s for %s\n' "$(date -u +%H:%M:%S)" "$INSTANCE" >"$directory/next"
mv "$directory/next" "$directory/index.html"
echo "wrote $directory/index.html"
