# shellcheck shell=bash
# What the commands of the swarm lab share: its nodes, what distinguishes them, and how they are asked.

REGISTRY_PORT=5000
SECURE_PORT=2376
PACKAGES=(docker.io docker-registry busybox-static iptables iproute2 openssl)
SETTINGS=(ENGINE MANAGERS WORKERS DEDICATED HEARTBEAT DISK MINIMUM_API)

swarm_choose() {
    settings_choose swarm
}

node_socket() {
    echo "$LAB_STATE/$1/docker.sock"
}

# on NODE ARGUMENTS...: docker, asking the engine of that node, whatever the caller's environment says.
on() {
    local node=$1
    shift
    env -u DOCKER_HOST -u DOCKER_CONTEXT -u DOCKER_TLS_VERIFY -u DOCKER_API_VERSION DOCKER_CONFIG="$LAB_STATE/client" \
        timeout "${DOCKER_PATIENCE:-0}" "$(client_program)" -H "unix://$(node_socket "$node")" "$@" 9>&-
}

# A manager that answers; the first is preferred. One that is frozen would never answer.
manager_answering() {
    local node
    for node in $(managers); do
        if DOCKER_PATIENCE=3 on "$node" node ls -q >/dev/null 2>&1; then
            echo "$node"
            return
        fi
    done
    return 1
}

for part in build engine image cluster; do
    # shellcheck disable=SC1090
    source "$LAB_HOME/swarm/$part.sh"
done
unset part
