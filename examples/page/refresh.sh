#!/bin/sh
# Writes the page anew every few seconds, and deletes it when nobody serves it any more.
directory=${TMPDIR:-/tmp}/berth-page-${INSTANCE##*/}
trap 'rm -rf "$directory"; exit 0' TERM
while :; do
    sleep 5 &
    wait $!
    "${0%/*}/write.sh"
done
