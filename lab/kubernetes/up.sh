#!/usr/bin/env bash
# Usage: ./lab/up kubernetes [options]
#
# Brings up a Kubernetes on this computer: a machine with etcd, the API server, the controllers and the scheduler, and nodes
# with containerd and a kubelet, each in network, processes and mounts of its own.
# Needs root on Debian or Ubuntu, 700 MB of memory, and, the first time, Go 1.24 (1.35: Go 1.25) and the Internet: it builds the
# programs, which takes 4 minutes of two processors. Installs from Debian what is missing: containerd, runc,
# containernetworking-plugins, docker-registry, busybox-static, iptables, iproute2, openssl; no service is started or
# enabled by that.
# A Kubernetes that is up with the same options is left as it is; what a crash left is removed first.
#
#   --version 1.34|1.35  of Kubernetes (default 1.34)
#   --workers N          nodes that run pods, n2 and on (default 3)
#   --grace TIME         after which a silent node is lost (default 5s; Kubernetes' own default is 50s)
#   --toleration TIME    how long pods stay on a lost node if they ask for nothing else (default 2s; Kubernetes' own is 300s)
#   --disk SIZE          of each machine, in memory, of which only what is written is used (default 512m)
#   --build              only builds the programs, unless they are built already; installs nothing and brings nothing up
#   --help
#
# BERTH_LAB=name makes a lab of another name (this one's is k8s) and other addresses beside this one. BERTH_LAB_SUBNET=10.77.5
# sets its /24. ./lab/env kubernetes prints what tests need to know; ./lab/down kubernetes takes everything away.
set -euo pipefail
LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../lib/common.sh
source "$LAB_HOME/lib/common.sh"
# shellcheck source=kubernetes.sh
source "$LAB_HOME/kubernetes/kubernetes.sh"

options_read() {
    VERSION=1.34 WORKERS=3 GRACE=5s TOLERATION=2s DISK=512m BUILD_ONLY=no
    while [[ $# -gt 0 ]]; do
        case $1 in
            --help) print_help "${BASH_SOURCE[0]}" && exit 0 ;;
            --build)
                BUILD_ONLY=yes
                shift
                continue
                ;;
            --version | --workers | --grace | --toleration | --disk) ;;
            *) die_usage "unknown option $1" ;;
        esac
        [[ $# -gt 1 ]] || die_usage "$1 needs a value"
        case $1 in
            --version) VERSION=$2 ;;
            --workers) WORKERS=$2 ;;
            --grace) GRACE=$2 ;;
            --toleration) TOLERATION=$2 ;;
            --disk) DISK=$2 ;;
        esac
        shift 2
    done
    options_check
}

options_check() {
    [[ $VERSION == 1.34 || $VERSION == 1.35 ]] || die_usage "--version (=$VERSION) must be 1.34 or 1.35"
    [[ $WORKERS =~ ^[1-9]$ ]] || die_usage "--workers (=$WORKERS) must be 1 to 9"
    [[ $GRACE =~ ^[0-9]+s$ && ${GRACE%s} -ge 5 ]] || die_usage "--grace (=$GRACE) must be 5s or more: leases last 4 s"
    [[ $TOLERATION =~ ^[0-9]+s$ ]] || die_usage "--toleration (=$TOLERATION) must be a time such as 2s"
    [[ $DISK =~ ^[1-9][0-9]*[mg]$ ]] || die_usage "--disk (=$DISK) must be a size such as 512m or 2g"
}

machines_prepare() {
    local node
    server_prepare
    for node in $(nodes); do
        network_join "$node"
    done
    for node in $(workers); do
        node_prepare "$node"
    done
    pods_network
}

# The API, and meanwhile on each node what needs no API.
machines_start() {
    server_boot &
    local server=$!
    # shellcheck disable=SC2046 # names of nodes hold no blanks
    at_once containerd_boot $(workers) || die "not every containerd started; their logs are in $LAB_STATE/n*"
    images_push n2 || die "the probe's image could not be pushed to $REGISTRY"
    wait "$server" || die "the API did not start; its logs are in $LAB_STATE/n1"
}

worker_start() {
    kubelet_start "$1" && proxy_start "$1"
}

main() {
    options_read "$@"
    require_root
    kubernetes_choose
    if [[ $BUILD_ONLY == yes ]]; then
        programs_need
        exit 0
    fi
    lab_lock
    settings_begin server_answers
    packages_need "${PACKAGES[@]}"
    programs_need
    directory_private "$LAB_STATE/client"
    credentials_make
    images_make
    network_make
    machines_prepare
    say "network $LAB_SUBNET.0/24, certificates and the probe's image are made"
    registry_start || die "the registry did not start"
    machines_start
    say "the API of Kubernetes $VERSION, $WORKERS containerd and the registry answer"
    # shellcheck disable=SC2046 # names of nodes hold no blanks
    at_once worker_start $(workers) || die "not every kubelet started; their logs are in $LAB_STATE/n*"
    await 60 "every node is Ready" nodes_ready
    await 30 "the default account is there" accounts_ready default
    say "Kubernetes has $WORKERS nodes, all Ready"
    environment_write
    touch "$READY"
    say "up: ./lab/env kubernetes tells its addresses, ./lab/kubectl get nodes asks it"
}

main "$@"
