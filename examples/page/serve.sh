#!/bin/sh
# Runs Page.java from its source. exec, so that the signal to stop reaches the server and not this shell.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m "${0%/*}/Page.java" \
    "${TMPDIR:-/tmp}/berth-page-${INSTANCE##*/}/index.html"
