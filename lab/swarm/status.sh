#!/usr/bin/env bash
# Prints the nodes of the swarm as lines of values with tabs between them, the names of the columns first. ./lab/status
# makes a table or JSON of it.
set -euo pipefail
LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../lib/common.sh
source "$LAB_HOME/lib/common.sh"
# shellcheck source=../lib/status.sh
source "$LAB_HOME/lib/status.sh"
# shellcheck source=swarm.sh
source "$LAB_HOME/swarm/swarm.sh"

# What the swarm says: "ready active 2 1073741824", or that nobody could be asked.
swarm_words() {
    local format='{{.Status.State}} {{.Spec.Availability}} {{.Description.Resources.NanoCPUs}} {{.Description.Resources.MemoryBytes}}'
    if [[ -z $2 ]] || ! DOCKER_PATIENCE=5 on "$2" node inspect --format "$format" "$1" 2>/dev/null; then
        echo "unknown unknown 0 0"
    fi
}

main() {
    local node manager state availability cpus memory role
    require_root
    swarm_choose
    settings_read
    manager=$(manager_answering || true)
    row node role address engine machine cable server swarm availability cpus memory zone disk free
    for node in $(nodes); do
        read -r state availability cpus memory <<<"$(swarm_words "$node" "$manager")"
        if node_is_manager "$node"; then role=manager; else role=worker; fi
        row "$node" "$role" "$(network_address "$node")" "$ENGINE" "$(machine_word "$node")" "$(cable_word "$node")" \
            "$(process_word "$node" dockerd)" "$state" "$availability" $((cpus / 1000000000)) $((memory / 1048576))MiB \
            "$(node_zone "$node")" "$(node_disk "$node")" "$(disk_free "$node")"
    done
}

main
