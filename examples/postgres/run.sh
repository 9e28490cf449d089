#!/bin/sh
# Runs PostgreSQL in the foreground on PORT_POSTGRES, on loopback. Its data is in a directory of this instance, removed
# at its end; a restarted instance has the same one. PostgreSQL refuses to run as root, so root runs it as postgres.
set -eu

directory=${TMPDIR:-/tmp}/berth-postgres-${BERTH_INSTANCE_ID##*/}
for bin in /usr/lib/postgresql/*/bin; do :; done

if [ "$(id -u)" = 0 ]; then
    install -d -o postgres -g postgres -m 700 "$directory"
    set -- setpriv --reuid=postgres --regid=postgres --init-groups --
else
    mkdir -p -m 700 "$directory"
    set --
fi
cd "$directory"

if [ ! -e "$directory/data/PG_VERSION" ]; then
    "$@" "$bin/initdb" --pgdata="$directory/data" --username=postgres --auth=trust --encoding=UTF8 --no-locale \
        --no-sync >/dev/null
fi

"$@" "$bin/postgres" -D "$directory/data" -p "$PORT_POSTGRES" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c fsync=off &
server=$!
# TERM would wait for clients to leave; INT doesn't.
stopping=
trap 'trap "" TERM INT; stopping=yes; kill -INT "$server" 2>/dev/null || :' TERM INT

# The signal ends the first wait before the server has ended.
wait "$server" && status=0 || status=$?
if [ -n "$stopping" ]; then wait "$server" && status=0 || status=$?; fi
cd /
rm -rf "$directory"
exit "$status"
