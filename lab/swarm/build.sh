# shellcheck shell=bash
# Engines that Debian hasn't got, built from source into the cache.

ENGINE_TAGS=netgo,osusergo,no_btrfs,no_cri,no_zfs,exclude_disk_quota,exclude_graphdriver_btrfs

# The engine that is asked for, and its client, are there after this.
engine_need() {
    [[ $ENGINE == 20.10 ]] || build_once "engine $ENGINE" "$LAB_CACHE/engine-$ENGINE" engine_build dockerd docker
}

# engine_build DIRECTORY
engine_build() {
    cd "$LAB_HOME/swarm/engine-$ENGINE" &&
        build_program "$1" github.com/docker/docker cmd/dockerd dockerversion &&
        build_program "$1" github.com/docker/cli cmd/docker cli/version
}

# build_program DIRECTORY MODULE PACKAGE PACKAGE_OF_VERSION: a program that calls itself by the version in go.mod, and not
# "library-import".
build_program() {
    local program=$1/${3##*/} version
    version=$(sed -n "s:.*$2 v\([0-9.]*\)+incompatible.*:\1:p" go.mod)
    nice "$GO" build -tags "$ENGINE_TAGS" -ldflags "-s -w -X $2/$4.Version=$version" \
        -o "$program.new" "$2/$3" && mv "$program.new" "$program"
}
