# shellcheck shell=bash
# The probe's image in the registry and on the nodes, and the image of a pod's first process.

image_name_pause() {
    echo "localhost:1/berth/pause:1"
}

# One archive, as "docker save" makes them, of images with the same layer. The pause image only waits to be ended.
images_make() {
    local directory=$LAB_STATE/images
    image_make
    mkdir -p "$directory"
    mv "$LAB_STATE/image.tar" "$directory/layer.tar"
    image_settings '"Cmd": ["/bin/sh"], "Labels": {"version": "1"}' >"$directory/1.json"
    image_settings '"Cmd": ["/bin/sh"], "Labels": {"version": "2"}' >"$directory/2.json"
    image_settings '"Entrypoint": ["/bin/sh", "-c", "trap \"exit 0\" TERM INT; while :; do sleep 86400 & wait; done"]' \
        >"$directory/pause.json"
    {
        echo '['
        image_entry 1 "$(image_name 1)" && echo ,
        image_entry 2 "$(image_name 2)" && echo ,
        image_entry pause "$(image_name_pause)" && echo ']'
    } >"$directory/manifest.json"
    tar -C "$directory" -cf "$LAB_STATE/images.tar" manifest.json 1.json 2.json pause.json layer.tar
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

image_entry() {
    echo "{\"Config\": \"$1.json\", \"RepoTags\": [\"$2\"], \"Layers\": [\"layer.tar\"]}"
}

# images_load NODE: what a node has from the start, and gets back if the kubelet threw it away.
images_load() {
    local version
    containers "$1" images import --all-platforms "$LAB_STATE/images.tar" >/dev/null
    for version in 1 2; do
        image_tag "$1" "$(image_digest "$1" "$version")"
    done
    image_tag "$1" "$(image_name_local)"
    # What the examples name; there is no way to the registry that has it.
    image_tag "$1" docker.io/library/busybox:1.35
}

# image_tag NODE NAME: a further name of the image, whose version a digest tells.
image_tag() {
    local version=1
    if [[ $2 == "$(image_digest "$1" 2)" ]]; then version=2; fi
    containers "$1" images tag --force "$(image_name "$version")" "$2" >/dev/null
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
