#!/usr/bin/env bash
# Prints the machines of the Kubernetes as lines of values with tabs between them, the names of the columns first.
# ./lab/status makes a table or JSON of it.
set -euo pipefail
LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../lib/common.sh
source "$LAB_HOME/lib/common.sh"
# shellcheck source=../lib/status.sh
source "$LAB_HOME/lib/status.sh"
# shellcheck source=kubernetes.sh
source "$LAB_HOME/kubernetes/kubernetes.sh"

# What the API says of all nodes, in one request: "n2 True 2 4194304Ki schedulable"; nothing if it can't be asked.
nodes_words() {
    local ready='{.status.conditions[?(@.type=="Ready")].status}' size='{.status.allocatable.cpu} {.status.allocatable.memory}'
    KUBECTL_PATIENCE=5 kube get nodes --output \
        "jsonpath={range .items[*]}{.metadata.name} $ready $size {.spec.unschedulable}{\"\\n\"}{end}" 2>/dev/null || true
}

ready_word() {
    case $1 in
        True) echo ready ;;
        False | Unknown) echo not-ready ;;
        *) echo unknown ;;
    esac
}

server_row() {
    local api=no-answer
    if server_answers >/dev/null 2>&1; then api=ready; fi
    row n1 control-plane "$(network_address n1)" "$VERSION" "$(machine_word n1)" "$(cable_word n1)" \
        "$(process_word n1 kube-apiserver)" "$api" - 0 0MiB "$(node_zone n1)" "$(node_disk n1)" "$(disk_free n1)"
}

node_row() {
    local node state cpus memory unschedulable availability=active
    read -r node state cpus memory unschedulable <<<"$2"
    if [[ -z $node ]]; then availability=unknown; fi
    if [[ $unschedulable == true ]]; then availability=cordoned; fi
    row "$1" worker "$(network_address "$1")" "$VERSION" "$(machine_word "$1")" "$(cable_word "$1")" \
        "$(process_word "$1" kubelet)" "$(ready_word "$state")" "$availability" "${cpus:-0}" $(($(numfmt --from=auto "${memory:-0}") / 1048576))MiB \
        "$(node_zone "$1")" "$(node_disk "$1")" "$(disk_free "$1")"
}

main() {
    local node words
    require_root
    kubernetes_choose
    settings_read
    words=$(nodes_words)
    row node role address version machine cable server kubernetes availability cpus memory zone disk free
    server_row
    for node in $(workers); do
        node_row "$node" "$(awk -v node="$node" '$1 == node' <<<"$words")"
    done
}

main
