#!/bin/sh
# Runs nginx in the foreground on PORT_HTTP. What it writes is in a directory of this instance, removed at its end; a
# restarted instance has the same one.
set -eu

directory=${TMPDIR:-/tmp}/berth-nginx-${BERTH_INSTANCE_ID##*/}
mkdir -p -m 700 "$directory"

# Only root can run workers as somebody else.
user=
if [ "$(id -u)" = 0 ]; then user="user www-data;"; fi

cat >"$directory/nginx.conf" <<CONF
$user
worker_processes 1;
pid $directory/nginx.pid;
error_log stderr notice;
events { worker_connections 256; }
http {
    access_log /dev/stdout;
    client_body_temp_path $directory/body;
    proxy_temp_path $directory/proxy;
    fastcgi_temp_path $directory/fastcgi;
    uwsgi_temp_path $directory/uwsgi;
    scgi_temp_path $directory/scgi;
    server {
        listen 127.0.0.1:$PORT_HTTP;
        default_type text/plain;
        location = /healthz { access_log off; return 200 "ok\n"; }
        location / { return 200 "$BERTH_INSTANCE_ID\n"; }
    }
}
CONF

PATH=$PATH:/usr/sbin
nginx -e stderr -p "$directory" -c "$directory/nginx.conf" -g 'daemon off;' &
server=$!
stopping=
trap 'trap "" TERM INT; stopping=yes; kill -QUIT "$server" 2>/dev/null || :' TERM INT

# The signal ends the first wait before the server has ended.
wait "$server" && status=0 || status=$?
if [ -n "$stopping" ]; then wait "$server" && status=0 || status=$?; fi
rm -rf "$directory"
exit "$status"
