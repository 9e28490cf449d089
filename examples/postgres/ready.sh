#!/bin/sh
# Passes when PostgreSQL takes connections.
for bin in /usr/lib/postgresql/*/bin; do :; done
exec "$bin/pg_isready" -q -h 127.0.0.1 -p "$PORT_POSTGRES"
