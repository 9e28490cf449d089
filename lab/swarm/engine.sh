# shellcheck shell=bash
# One node: a machine with containerd and Docker Engine.

engine_program() {
    case $ENGINE in
        20.10) echo /usr/sbin/dockerd ;;
        28) echo "$LAB_CACHE/engine-28/dockerd" ;;
    esac
}

# The client of the same age: an engine may refuse an older one.
client_program() {
    case $ENGINE in
        20.10) echo /usr/bin/docker ;;
        28) echo "$LAB_CACHE/engine-28/docker" ;;
    esac
}

# node_prepare NODE: its disk, and what its machine and its daemons read.
node_prepare() {
    local directory
    directory=$(machine_directory "$1")
    node_disk_make "$1"
    mkdir -p "$directory/disk/docker" "$directory/disk/containerd"
    node_memory "$1" >"$directory/meminfo"
    containerd_settings "$directory" >"$directory/containerd.toml"
    engine_settings "$1" "$directory" >"$directory/daemon.json"
}

# Without the parts that look for file systems and networks nobody uses here, or make directories in /opt.
containerd_settings() {
    cat <<TOML
version = 2
root = "$1/disk/containerd"
state = "/run/containerd"
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt",
  "io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp",
  "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]
[grpc]
  address = "/run/containerd/containerd.sock"
TOML
}

# The bridge of its own is needed although no task uses it: without one, tasks have no network but lo, and a published
# port does nothing and says nothing. cgroupfs: there is no systemd in a machine of the lab.
engine_settings() {
    cat <<JSON
{
  "hosts": ["unix://$(node_socket "$1")", "tcp://$(network_address "$1"):$SECURE_PORT"],
  "tlsverify": true,
  "tlscacert": "$CERTIFICATES/ca.pem",
  "tlscert": "$CERTIFICATES/server/cert.pem",
  "tlskey": "$CERTIFICATES/server/key.pem",
  "data-root": "$2/disk/docker",
  "exec-root": "/run/docker",
  "pidfile": "/run/docker.pid",
  "containerd": "/run/containerd/containerd.sock",
  "cgroup-parent": "/berth-$LAB_NAME-$1",
  "exec-opts": ["native.cgroupdriver=cgroupfs"],
  "storage-driver": "overlay2",
  "userland-proxy": false,
  "bip": "172.30.0.1/24",
  "insecure-registries": ["$REGISTRY"],
  "labels": ["rack=r${1#n}", "size=$(node_size "$1")"]
}
JSON
}

# node_boot NODE: from nothing that runs to an engine that answers.
node_boot() {
    machine_start "$1" && containerd_start "$1" && engine_start "$1"
}

containerd_start() {
    machine_serve "$1" "$LAB_STATE/$1/containerd.log" containerd --config "$LAB_STATE/$1/containerd.toml"
    AWAIT_PROCESS=$SERVED await 20 "containerd on $1 has made its socket" machine_run "$1" test -S /run/containerd/containerd.sock
}

# The small node's engine may use one processor only, which is what it then counts.
engine_start() {
    local limit=()
    rm -f "$(node_socket "$1")"
    # A number from before a crash may be another process's by now, and the engine would refuse to start.
    machine_run "$1" rm -f /run/docker.pid
    if node_is_small "$1"; then limit=(taskset --cpu-list "$(first_processor)"); fi
    machine_serve "$1" "$LAB_STATE/$1/dockerd.log" env ${MINIMUM_API:+"DOCKER_MIN_API_VERSION=$MINIMUM_API"} \
        "${limit[@]}" "$(engine_program)" --config-file "$LAB_STATE/$1/daemon.json"
    engine_await "$1"
}

engine_await() {
    AWAIT_PROCESS=${SERVED:-} await 60 "the engine of $1 answers" engine_answers "$1" || {
        tail -n 5 "$LAB_STATE/$1/dockerd.log" >&2
        return 1
    }
}

# The socket first: asking costs a process of 40 ms.
engine_answers() {
    [[ -S $(node_socket "$1") ]] && DOCKER_PATIENCE=5 on "$1" version
}

first_processor() {
    local list
    list=$(awk '/^Cpus_allowed_list:/ { print $2 }' /proc/self/status)
    echo "${list%%[-,]*}"
}
