# The probe workload: does what its words before "--" say, one after the other, then what is written to its pipe.
home="${PROBE_HOME:-/tmp}/berth-probe${PROBE_ID:+/$PROBE_ID}"
say() { printf '@probe %s\n' "$*"; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
leave() { [ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$home"; exit "$1"; }
report() {
    say "host $(cat /proc/sys/kernel/hostname)"
    for word in "$@"; do say "argument $(printf %s "$word" | hex)"; done
    say "environment $(hex </proc/$$/environ)"
    say "directory $(pwd | hex)"
    say "complete"
}
lines() {
    count=1
    while [ "$count" -le "$1" ]; do
        printf 'out %s\n' "$count"
        printf 'err %s\n' "$count" >&2
        count=$((count + 1))
    done
}
serve() {
    if command -v perl >/dev/null 2>&1; then
        perl -MIO::Socket::INET -e '
            my ($port, $home, $parent) = @ARGV;
            my $server = IO::Socket::INET->new(LocalPort => $port, Listen => 16, ReuseAddr => 1) or die "listen: $!";
            while (my $client = $server->accept) {
                exit if getppid != $parent;
                my ($path) = (<$client> // "") =~ m{^\S+ (\S+)};
                while (defined(my $line = <$client>)) { last if $line !~ /\S/ }
                my $code = $path eq "/ready" && !-e "$home/ready" || $path eq "/live" && -e "$home/dead" ? 503 : 200;
                my $text = ($ENV{PROBE_ID} // "") . "\n";
                print $client "HTTP/1.0 $code Answer\r\nContent-Length: " . length($text) . "\r\n\r\n$text";
                close $client;
            }' "$1" "$home" $$ 3<&- &
    else
        printf '%s\n' 'read -r verb path rest; code=200; home=$1
            while read -r line; do [ ${#line} -gt 1 ] || break; done
            [ "$path" != /ready ] || [ -e "$home/ready" ] || code=503
            [ "$path" != /live ] || [ ! -e "$home/dead" ] || code=503
            printf "HTTP/1.0 %s Answer\r\n\r\n%s\n" "$code" "$PROBE_ID"' >"$home/answer"
        # Builds of busybox have one of two nc: one serves on with -k, the other with a second -l.
        case $(busybox nc --help 2>&1) in *-ll*) on=-ll ;; *) on=-lk ;; esac
        busybox nc "$on" -p "$1" -e /bin/sh "$home/answer" "$home" 3<&- &
    fi
    server=$!
}
eat() {
    eaten=$(head -c "$(($1 * 1048576))" /dev/zero | tr '\0' x)
    say "eaten ${#eaten}"
}
burn() {
    end=$(($(date +%s) + $1))
    while [ "$(date +%s)" -lt "$end" ]; do
        count=0
        while [ "$count" -lt 20000 ]; do count=$((count + 1)); done
    done
    read -r line </proc/$$/stat
    set -- ${line##*) }
    say "burnt $((${12} + ${13} + ${14} + ${15}))"
}
file() {
    if [ -f "$2" ]; then say "file $1 $(stat -c %a "$2") $(hex <"$2")"; else say "file $1 absent"; fi
}
obey() {
    verb=${1%%:*}
    argument=${1#*:}
    shift
    case $verb in
        ready) : >"$home/ready" ;;
        unready) rm -f "$home/ready" ;;
        live) rm -f "$home/dead" ;;
        dead) : >"$home/dead" ;;
        exit) say "exit $argument"; leave "$argument" ;;
        kill) trap - "$argument"; kill -s "$argument" $$ ;;
        lines) lines "$argument" ;;
        eat) eat "$argument" ;;
        burn) burn "$argument" ;;
        print) printf '%s\n' "$argument" ;;
        ignore) trap '' "$argument" ;;
        on) trap "say 'signal ${argument%%:*}'; leave ${argument#*:}" "${argument%%:*}" ;;
        sleep) sleep "$argument" ;;
        serve) eval "serve \"\$$argument\"" ;;
        passed) say "passed $(grep -c . "$home/passed")" ;;
        write) printf %s "${argument#*:}" >"${argument%%:*}" ;;
        file) file "${argument%%:*}" "${argument#*:}" ;;
        report) report "$@" ;;
        *) say "unknown $verb" ;;
    esac
}
server=
rm -rf "$home"
mkdir -p "$home" && mkfifo "$home/control" && exec 3<>"$home/control" && echo $$ >"$home/pid" || exit 97
trap 'leave 143' TERM
verbs=
while [ "$#" -gt 0 ] && [ "$1" != -- ]; do
    verbs="$verbs $1"
    shift
done
[ "$#" -eq 0 ] || shift
say "start $PROBE_ID"
for word in $verbs; do obey "$word" "$@"; done
while :; do
    if read -r word <&3; then obey "$word" "$@"; fi
done
