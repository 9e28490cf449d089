# shellcheck shell=bash
# Of engines a swarm: init, join, labels.

# The pool is apart from the lab's own addresses, which the default pool holds.
swarm_init() {
    on n1 swarm init --advertise-addr "$(network_address n1)" --listen-addr "$(network_address n1):2377" \
        --dispatcher-heartbeat "$HEARTBEAT" --default-addr-pool 10.176.0.0/14 >/dev/null
    TOKEN_MANAGER=$(on n1 swarm join-token -q manager)
    TOKEN_WORKER=$(on n1 swarm join-token -q worker)
}

# Managers one after the other: a group of managers takes in one at a time.
swarm_join() {
    local node
    for node in $(numbered 2 "$MANAGERS"); do
        node_join "$node" "$TOKEN_MANAGER"
    done
    # shellcheck disable=SC2046 # names of nodes hold no blanks
    at_once worker_join $(workers)
}

worker_join() {
    node_join "$1" "$TOKEN_WORKER"
}

node_join() {
    on "$1" swarm join --advertise-addr "$(network_address "$1")" --listen-addr "$(network_address "$1"):2377" \
        --token "$2" "$(network_address n1):2377" >/dev/null
}

node_label() {
    local arguments=(--label-add "zone=$(node_zone "$1")" --label-add "disk=$(node_disk "$1")")
    if [[ $DEDICATED == yes ]] && node_is_manager "$1"; then
        arguments+=(--availability drain)
    fi
    on n1 node update "${arguments[@]}" "$1" >/dev/null
}

nodes_ready() {
    [[ $(on n1 node ls --format '{{.Status}}' | grep -c '^Ready$') == $((MANAGERS + WORKERS)) ]]
}

# What tests read.
environment_write() {
    local node
    {
        environment_common SWARM "$(image_digest n1 1)"
        echo "SWARM_ENGINE=$ENGINE"
        echo "SWARM_API_VERSION=$(on n1 version --format '{{.Server.APIVersion}}')"
        echo "SWARM_HEARTBEAT=$HEARTBEAT"
        echo "SWARM_DOCKER=$(client_program)"
        echo "SWARM_NODES=$(nodes | paste -sd,)"
        echo "SWARM_MANAGERS=$(managers | paste -sd,)"
        echo "SWARM_DEDICATED=$DEDICATED"
        echo "SWARM_CERTIFICATES=$CERTIFICATES/client"
        echo "SWARM_CERTIFICATES_STRANGER=$CERTIFICATES/stranger"
        for node in $(nodes); do
            node_environment "$node" "SWARM_${node^^}"
        done
    } >"$ENVIRONMENT"
}

# With one request for what the swarm knows of a node.
node_environment() {
    local format='{{.ID}} {{.Description.Resources.NanoCPUs}} {{.Description.Resources.MemoryBytes}}' id cpus memory
    read -r id cpus memory <<<"$(on n1 node inspect --format "$format" "$1")"
    environment_node "$2" "$1"
    echo "$2_ID=$id"
    echo "$2_SOCKET=$(node_socket "$1")"
    echo "$2_TCP=tcp://$(network_address "$1"):$SECURE_PORT"
    echo "$2_CPUS=$((cpus / 1000000000))"
    echo "$2_MEMORY=$memory"
}
