# shellcheck shell=bash
# The image of the probe workload: Debian's static busybox and links to it, nothing else.

image_name() {
    echo "$REGISTRY/berth/probe:$1"
}

# A name without a registry that could be asked: port 1 refuses at once.
image_name_local() {
    echo "localhost:1/berth/probe:1"
}

image_make() {
    local root=$LAB_STATE/image applet
    mkdir -p "$root"/{bin,dev,etc,mnt,proc,root,run,sys,tmp,var}
    chmod 1777 "$root/tmp"
    cp /bin/busybox "$root/bin/busybox"
    for applet in $(/bin/busybox --list); do
        [[ $applet == busybox ]] || ln -s busybox "$root/bin/$applet"
    done
    echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
    echo 'root:x:0:' >"$root/etc/group"
    tar -C "$root" -cf "$LAB_STATE/image.tar" .
    rm -rf "$root"
}

# Two of them, so that an image can be changed for another.
image_push() {
    local version
    for version in 1 2; do
        on "$1" import --change 'CMD ["/bin/sh"]' --change "LABEL version=$version" \
            "$LAB_STATE/image.tar" "$(image_name "$version")" >/dev/null
        on "$1" push "$(image_name "$version")" >/dev/null
    done
    rm -f "$LAB_STATE/image.tar"
}

# So that the first task of a test needn't wait, and works under the local name too.
image_pull() {
    local version
    for version in 1 2; do
        on "$1" pull -q "$(image_name "$version")" >/dev/null
    done
    on "$1" tag "$(image_name 1)" "$(image_name_local)"
    # What the examples name; there is no way to the registry that has it.
    on "$1" tag "$(image_name 1)" busybox:1.35
}

image_digest() {
    on "$1" image inspect --format '{{index .RepoDigests 0}}' "$(image_name "$2")"
}
