# shellcheck shell=bash
# What the commands of the swarm lab share: its nodes, what distinguishes them, and how they are asked.

REGISTRY_PORT=5000
SECURE_PORT=2376
PACKAGES=(docker.io docker-registry busybox-static iptables iproute2 openssl)
SETTINGS=(ENGINE MANAGERS WORKERS DEDICATED HEARTBEAT DISK MINIMUM_API)

swarm_choose() {
    lab_choose swarm
    ENVIRONMENT=$LAB_STATE/environment
    READY=$LAB_STATE/ready
    CERTIFICATES=$LAB_STATE/certificates
    REGISTRY=$(network_address hub):$REGISTRY_PORT
}

# The settings with which the lab is up.
swarm_settings_read() {
    [[ -e $READY ]] || die "no swarm called $LAB_NAME is up: ./lab/up swarm"
    # shellcheck disable=SC1090
    source "$LAB_STATE/settings"
}

swarm_settings_write() {
    local name
    for name in "${SETTINGS[@]}"; do
        printf '%s=%q\n' "$name" "${!name}"
    done >"$LAB_STATE/settings"
}

# n1, n2, …: the managers first. Nowhere does a reader leave a pipe early (grep -q, head): whoever still writes would then
# fail, now and then.
nodes() {
    numbered 1 $((MANAGERS + WORKERS))
}

managers() {
    numbered 1 "$MANAGERS"
}

workers() {
    numbered $((MANAGERS + 1)) $((MANAGERS + WORKERS))
}

# Those that run tasks.
nodes_with_tasks() {
    if [[ $DEDICATED == yes ]]; then workers; else nodes; fi
}

numbered() {
    local number
    for ((number = $1; number <= $2; number++)); do
        echo "n$number"
    done
}

node_known() {
    [[ $1 =~ ^n[1-9][0-9]?$ && ${1#n} -le $((MANAGERS + WORKERS)) ]] ||
        die_usage "no node is called $1; there are: $(nodes | paste -sd' ')"
}

node_is_manager() {
    [[ ${1#n} -le $MANAGERS ]]
}

node_socket() {
    echo "$LAB_STATE/$1/docker.sock"
}

# Of the nodes that run tasks, two share a zone, so that spreading over zones is not the same as spreading over nodes, and
# disks cross zones.
node_place() {
    local number=${1#n}
    if [[ $DEDICATED == yes ]]; then
        number=$((number - MANAGERS))
    fi
    case $(((number + 2) % 3)) in
        0) echo "a ssd" ;;
        1) echo "a hdd" ;;
        2) echo "b ssd" ;;
    esac
}

node_zone() {
    local place
    place=$(node_place "$1")
    echo "${place% *}"
}

node_disk() {
    local place
    place=$(node_place "$1")
    echo "${place#* }"
}

# The last node is the small one.
node_is_small() {
    [[ ${1#n} == $((MANAGERS + WORKERS)) ]]
}

node_memory_mib() {
    if node_is_small "$1"; then echo 1024; else echo 4096; fi
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

for part in build engine certificates registry image cluster; do
    # shellcheck disable=SC1090
    source "$LAB_HOME/swarm/$part.sh"
done
unset part
