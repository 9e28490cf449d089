# shellcheck shell=bash
# The probe's image in the registry and on the nodes.

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
