# shellcheck shell=bash
# Programs that Debian hasn't got, built from Go modules into the cache, once.

# build_once WHAT DIRECTORY COMMAND PROGRAM...: runs the command, which makes the programs in the directory, unless they are
# there. It can use GO, GOMODCACHE and GOCACHE, which are emptied afterwards.
build_once() {
    local what=$1 directory=$2 command=$3
    shift 3
    mkdir -p "$directory"
    programs_present "$directory" "$@" || (
        # Two labs may want it at once, and two builds at once take no less time.
        flock 8
        programs_present "$directory" "$@" || build_now "$what" "$directory" "$command"
    ) 8<"$LAB_CACHE"
}

programs_present() {
    local directory=$1 program
    shift
    for program in "$@"; do
        [[ -x $directory/$program ]] || return 1
    done
}

build_now() {
    local began=${EPOCHREALTIME/./}
    GO=$(go_program) || die "$1 is built with Go 1.24 or newer, and there is none in the path"
    say "building $1 with $("$GO" env GOVERSION), which takes minutes"
    (
        export GOMODCACHE=$2/modules GOCACHE=$2/compiled GOFLAGS='-mod=readonly -trimpath' CGO_ENABLED=0
        "$3" "$2"
    ) >"$2/build.log" 2>&1 || die "the build of $1 failed: $(tail -n 5 "$2/build.log")"
    # Sources are kept read-only.
    chmod -R u+w "$2/modules"
    rm -rf "$2/modules" "$2/compiled"
    say "$1 is in $2, built in $(seconds_since "$began") s"
}

go_program() {
    local program
    for program in go /usr/local/go/bin/go; do
        if command -v "$program" >/dev/null; then
            command -v "$program"
            return
        fi
    done
    return 1
}
