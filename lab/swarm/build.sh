# shellcheck shell=bash
# Engines that Debian hasn't got, built from source into the cache.

ENGINE_TAGS=netgo,osusergo,no_btrfs,no_cri,no_zfs,exclude_disk_quota,exclude_graphdriver_btrfs

# The engine that is asked for is there after this.
engine_need() {
    [[ $ENGINE == 20.10 || -x $(engine_program) ]] || engine_build
}

engine_build() {
    local directory=$LAB_CACHE/engine-$ENGINE go
    go=$(go_program) || die "engine $ENGINE is built with Go 1.23 or newer, and there is none in the path"
    say "building engine $ENGINE with $("$go" env GOVERSION), which takes minutes"
    mkdir -p "$directory"
    (
        flock 8
        cd "$LAB_HOME/swarm/engine-$ENGINE"
        CGO_ENABLED=0 GOFLAGS=-mod=readonly GOMODCACHE=$directory/modules GOCACHE=$directory/compiled \
            nice "$go" build -trimpath -tags "$ENGINE_TAGS" -ldflags "$(engine_flags)" -o "$directory/dockerd.new" \
            github.com/docker/docker/cmd/dockerd
    ) 8<"$directory" >"$directory/build.log" 2>&1 || die "the build of engine $ENGINE failed: $(tail -n 5 "$directory/build.log")"
    # Sources are kept read-only.
    chmod -R u+w "$directory/modules"
    rm -rf "$directory/modules" "$directory/compiled"
    mv "$directory/dockerd.new" "$directory/dockerd"
    say "engine $ENGINE is in $directory"
}

# Without them the engine calls itself "library-import". The version is the one in its go.mod.
engine_flags() {
    local version
    version=$(sed -n 's/.*github.com\/docker\/docker v\([0-9.]*\)+incompatible.*/\1/p' go.mod)
    echo "-s -w -X github.com/docker/docker/dockerversion.Version=$version"
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
