# shellcheck shell=bash
# Engines that Debian hasn't got, built from source into the cache.

ENGINE_TAGS=netgo,osusergo,no_btrfs,no_cri,no_zfs,exclude_disk_quota,exclude_graphdriver_btrfs

# The engine that is asked for, and its client, are there after this.
engine_need() {
    [[ $ENGINE == 20.10 || -x $(engine_program) && -x $(client_program) ]] || engine_build
}

engine_build() {
    local directory=$LAB_CACHE/engine-$ENGINE go
    go=$(go_program) || die "engine $ENGINE is built with Go 1.24 or newer, and there is none in the path"
    say "building engine $ENGINE with $("$go" env GOVERSION), which takes minutes"
    mkdir -p "$directory"
    (
        # Two labs may want it at once.
        flock 8
        build_program github.com/docker/docker cmd/dockerd dockerversion &&
            build_program github.com/docker/cli cmd/docker cli/version
    ) 8<"$directory" >"$directory/build.log" 2>&1 ||
        die "the build of engine $ENGINE failed: $(tail -n 5 "$directory/build.log")"
    # Sources are kept read-only.
    chmod -R u+w "$directory/modules"
    rm -rf "$directory/modules" "$directory/compiled"
    say "engine $ENGINE is in $directory"
}

# build_program MODULE PACKAGE PACKAGE_OF_VERSION: a program that calls itself by the version in go.mod, and not
# "library-import".
build_program() {
    local program=$directory/${2##*/} version
    cd "$LAB_HOME/swarm/engine-$ENGINE" || return
    version=$(sed -n "s:.*$1 v\([0-9.]*\)+incompatible.*:\1:p" go.mod)
    CGO_ENABLED=0 GOFLAGS=-mod=readonly GOMODCACHE=$directory/modules GOCACHE=$directory/compiled \
        nice "$go" build -trimpath -tags "$ENGINE_TAGS" -ldflags "-s -w -X $1/$3.Version=$version" \
        -o "$program.new" "$1/$2" && mv "$program.new" "$program"
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
