#!/usr/bin/env bash
# Usage: ./lab/up swarm [options]
#
# Brings up a Docker Swarm on this computer: several Docker Engines, each in network, processes and mounts of its own.
# Needs root on Debian or Ubuntu, 150 MB of memory for each node. Installs from Debian what is missing: docker.io,
# docker-registry, busybox-static, iptables, iproute2, openssl; no service is started or enabled by that.
# A swarm that is up with the same options is left as it is; what a crash left is removed first.
#
#   --engine 20.10|28   Debian's engine, or one built from source with Go 1.24 or newer, 2 to 4 minutes the first time
#                       (default 20.10)
#   --managers N        managers: the nodes n1 to nN (default 1; 3 survive the loss of one)
#   --workers N         workers (default 3)
#   --shared            managers run tasks, too; then there are three nodes in all unless --workers says otherwise
#   --heartbeat TIME    of the nodes; the shorter, the sooner a lost node is seen (default 1s: 2 to 7 s)
#   --disk SIZE         of each node, in memory, of which only what is written is used (default 512m)
#   --min-api VERSION   the engine refuses clients below this version of the API (engine 28 only)
#   --help
#
# BERTH_LAB=name makes a lab of another name and other addresses beside this one. BERTH_LAB_SUBNET=10.77.5 sets its /24.
# ./lab/env swarm prints what tests need to know; ./lab/down swarm takes everything away.
set -euo pipefail
LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../lib/common.sh
source "$LAB_HOME/lib/common.sh"
# shellcheck source=swarm.sh
source "$LAB_HOME/swarm/swarm.sh"

options_read() {
    ENGINE=20.10 MANAGERS=1 WORKERS='' DEDICATED=yes HEARTBEAT=1s DISK=512m MINIMUM_API=''
    while [[ $# -gt 0 ]]; do
        case $1 in
            --help) print_help "${BASH_SOURCE[0]}" && exit 0 ;;
            --shared) DEDICATED=no && shift && continue ;;
            --engine | --managers | --workers | --heartbeat | --disk | --min-api) ;;
            *) die_usage "unknown option $1" ;;
        esac
        [[ $# -gt 1 ]] || die_usage "$1 needs a value"
        case $1 in
            --engine) ENGINE=$2 ;;
            --managers) MANAGERS=$2 ;;
            --workers) WORKERS=$2 ;;
            --heartbeat) HEARTBEAT=$2 ;;
            --disk) DISK=$2 ;;
            --min-api) MINIMUM_API=$2 ;;
        esac
        shift 2
    done
    options_check
}

options_check() {
    local others=3
    [[ $ENGINE == 20.10 || $ENGINE == 28 ]] || die_usage "--engine (=$ENGINE) must be 20.10 or 28"
    [[ $MANAGERS =~ ^[1-7]$ ]] || die_usage "--managers (=$MANAGERS) must be 1 to 7"
    if [[ $DEDICATED == no ]]; then others=$((3 - (MANAGERS < 3 ? MANAGERS : 3))); fi
    WORKERS=${WORKERS:-$others}
    [[ $WORKERS =~ ^[0-9]$ ]] || die_usage "--workers (=$WORKERS) must be 0 to 9"
    [[ $HEARTBEAT =~ ^[0-9]+(ms|s|m)$ ]] || die_usage "--heartbeat (=$HEARTBEAT) must be a time such as 1s"
    [[ $DISK =~ ^[1-9][0-9]*[mg]$ ]] || die_usage "--disk (=$DISK) must be a size such as 512m or 2g"
    [[ -z $MINIMUM_API || $ENGINE != 20.10 ]] || die_usage "--min-api needs --engine 28: older engines know no such limit"
}

# What the engines' certificate is for.
names_of_engines() {
    local node names=DNS:localhost
    for node in $(nodes); do
        names+=,DNS:$node,IP:$(network_address "$node")
    done
    echo "$names"
}

nodes_start() {
    local node
    for node in $(nodes); do
        network_join "$node"
        node_prepare "$node"
    done
    # shellcheck disable=SC2046 # names of nodes hold no blanks
    at_once node_boot $(nodes) || die "not every engine started; their logs are in $LAB_STATE/n*"
}

swarm_make() {
    local node
    swarm_init
    swarm_join
    await 30 "every node is Ready" nodes_ready
    for node in $(nodes); do
        node_label "$node"
    done
}

main() {
    options_read "$@"
    require_root
    swarm_choose
    lab_lock
    settings_begin manager_answering
    packages_need "${PACKAGES[@]}"
    engine_need
    directory_private "$LAB_STATE/client"
    certificates_make "$(names_of_engines)"
    image_make
    network_make
    say "network $LAB_SUBNET.0/24, certificates and the probe's image are made"
    registry_start &
    nodes_start
    wait $! || die "the registry did not start"
    say "$((MANAGERS + WORKERS)) engines $ENGINE and the registry answer"
    image_push n1 &
    swarm_make
    wait $! || die "the probe's image could not be pushed to $REGISTRY"
    say "the swarm has $((MANAGERS + WORKERS)) nodes, all Ready"
    # shellcheck disable=SC2046 # names of nodes hold no blanks
    at_once image_pull $(nodes) || die "the probe's image could not be pulled from $REGISTRY"
    environment_write
    touch "$READY"
    say "up: ./lab/env swarm tells its addresses, ./lab/docker n1 node ls asks it"
}

main "$@"
