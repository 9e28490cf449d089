# shellcheck shell=bash
# The lab's registry: what is pulled, missing or addressed by digest is so for real. It serves every node, and this
# computer, at the first address of the lab.

registry_start() {
    local directory=$LAB_STATE/registry
    mkdir -p "$directory/images"
    cat >"$directory/config.yml" <<YAML
version: 0.1
log: { level: warn }
storage:
  filesystem: { rootdirectory: $directory/images }
  delete: { enabled: true }
http: { addr: "$REGISTRY" }
YAML
    (cd / && exec setsid env -i PATH="$PATH" HOME=/nonexistent OTEL_TRACES_EXPORTER=none \
        nsenter --net="/run/netns/$(network_namespace hub)" docker-registry serve "$directory/config.yml" \
        </dev/null >>"$directory/registry.log" 2>&1 9>&-) &
    await 20 "the registry answers at $REGISTRY" registry_answers || {
        tail -n 5 "$directory/registry.log" >&2
        return 1
    }
}

# By bash itself: a subshell, so that the connection is closed at once.
registry_answers() {
    (exec 3<>"/dev/tcp/${REGISTRY/:/\/}")
}
