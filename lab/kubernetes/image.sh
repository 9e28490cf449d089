# shellcheck shell=bash
# The probe's image in the registry and on the nodes, and the image of a pod's first process.

image_name_pause() {
    echo "localhost:1/berth/pause:1"
}

# One archive, as "docker save" makes them, of images with the same layer. The local one is an image of its own: a kubelet
# (from 1.35 on) that has pulled an image under one name asks a registry for any other name of it, even if it is there. It
# has the name, too, that the examples use; there is no way to the registry that has that. The pause image only waits to be
# ended.
images_make() {
    local directory=$LAB_STATE/images
    image_make
    mkdir -p "$directory"
    mv "$LAB_STATE/image.tar" "$directory/layer.tar"
    image_settings '"Cmd": ["/bin/sh"], "Labels": {"version": "1"}' >"$directory/1.json"
    image_settings '"Cmd": ["/bin/sh"], "Labels": {"version": "2"}' >"$directory/2.json"
    image_settings '"Cmd": ["/bin/sh"], "Labels": {"version": "local"}' >"$directory/local.json"
    image_settings '"Entrypoint": ["/bin/sh", "-c", "trap \"exit 0\" TERM INT; while :; do sleep 86400 & wait; done"]' \
        >"$directory/pause.json"
    {
        echo '['
        image_entry 1 "$(image_name 1)" && echo ,
        image_entry 2 "$(image_name 2)" && echo ,
        image_entry local "$(image_name_local)" docker.io/library/busybox:1.35 && echo ,
        image_entry pause "$(image_name_pause)" && echo ']'
    } >"$directory/manifest.json"
    tar -C "$directory" -cf "$LAB_STATE/images.tar" manifest.json 1.json 2.json local.json pause.json layer.tar
    rm -r "$directory"
}

image_settings() {
    cat <<JSON
{
  "architecture": "$(architecture)", "os": "linux", "created": "1970-01-01T00:00:00Z",
  "config": {"Env": ["PATH=/bin"], "WorkingDir": "/", $1},
  "rootfs": {"type": "layers", "diff_ids": ["sha256:$(sha256sum <"$LAB_STATE/images/layer.tar" | cut -d' ' -f1)"]},
  "history": [{"created": "1970-01-01T00:00:00Z"}]
}
JSON
}

architecture() {
    dpkg --print-architecture
}

# image_entry SETTINGS NAME...
image_entry() {
    local settings=$1 names
    names=$(printf ', "%s"' "${@:2}")
    echo "{\"Config\": \"$settings.json\", \"RepoTags\": [${names#, }], \"Layers\": [\"layer.tar\"]}"
}

# images_load NODE: what a node has from the start, and gets back if the kubelet threw it away. By their digests, too, as
# after a pull: a pod's state tells that one.
images_load() {
    local version
    containers "$1" images import --all-platforms "$LAB_STATE/images.tar" >/dev/null
    for version in 1 2; do
        containers "$1" images tag --force "$(image_name "$version")" "$(image_digest "$1" "$version")" >/dev/null
    done
}

images_push() {
    local version
    for version in 1 2; do
        containers "$1" images push --plain-http "$(image_name "$version")" >/dev/null
    done
}

# image_digest NODE VERSION: the name by its content.
image_digest() {
    local name
    name=$(image_name "$2")
    containers "$1" images list "name==$name" | awk -v name="${name%:*}" 'NR == 2 { print name "@" $3 }'
}
