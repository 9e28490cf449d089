#!/usr/bin/env bash
# Usage: ./lab/fault kubernetes FAULT NODE [...]
#
# Breaks something on a machine of the Kubernetes, or mends it. Returns when it is broken or mended as far as the machine
# goes; what Kubernetes makes of it takes longer. A fault that is there already, or mended already, is fine.
# A server is the API server on n1, and the kubelet on the other nodes.
#
#   kill-node NODE               power cut: all that runs there is gone at once, and nobody is told
#   return-node NODE             the machine starts again with the disk as it was
#   cut NODE / heal NODE         pulls and plugs its cable; everything on it runs on
#   stop-server NODE             asks the server to stop (SIGTERM); pods run on
#   kill-server NODE             SIGKILL for the server; pods run on
#   start-server NODE            starts a server that was stopped or killed
#   restart-server NODE          kill-server and start-server
#   freeze-server NODE           the server says nothing any more (SIGSTOP); connections stay open
#   thaw-server NODE             and goes on
#   fill-disk n1 / free-disk n1  etcd's space is used up: the API reads and can't write
#   fill-disk NODE / free-disk NODE   no byte is free on the disk of a node, or as much as before
#   kill-container NODE ID       SIGKILL for the first process of a container, behind the kubelet's back
#   lose-container NODE ID       the same while kubelet and containerd are killed, which find no trace of the container when
#                                they are back. ID is as in a pod's status, with containerd:// or without.
#   compact n1                   etcd forgets all but the newest revisions. The API server remembers some itself: once it has
#                                been restarted, too, lists can't be continued, and watches that begin earlier end with 410
#   retry n1                     after the API server was away whoever asks it waits longer and longer, up to a minute: controllers,
#                                scheduler and kubelets are started again and ask at once
set -euo pipefail
LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../lib/common.sh
source "$LAB_HOME/lib/common.sh"
# shellcheck source=kubernetes.sh
source "$LAB_HOME/kubernetes/kubernetes.sh"

server_name() {
    if [[ $1 == n1 ]]; then echo kube-apiserver; else echo kubelet; fi
}

# The cable first: the kernel would tell the others that the connections of a killed process have ended.
kill_node() {
    network_cut "$1"
    machine_kill "$1"
    [[ $1 == n1 ]] || cgroups_remove "$(node_group "$1")"
}

return_node() {
    network_heal "$1"
    machine_is_up "$1" || machine_boot "$1"
}

machine_boot() {
    if [[ $1 == n1 ]]; then server_boot; else node_boot "$1"; fi
}

stop_server() {
    machine_signal "$1" "$(server_name "$1")" TERM
    machine_signal "$1" "$(server_name "$1")" CONT
    server_ended "$1" 90
}

kill_server() {
    machine_signal "$1" "$(server_name "$1")" KILL
    server_ended "$1" 10
}

server_ended() {
    await "$2" "$(server_name "$1") of $1 has stopped" machine_lacks_process "$1" "$(server_name "$1")"
}

start_server() {
    machine_is_up "$1" || die "node $1 is down as a whole: return-node"
    if ! machine_lacks_process "$1" "$(server_name "$1")"; then
        server_await "$1"
    elif [[ $1 == n1 ]]; then
        api_start
    else
        kubelet_start "$1"
    fi
}

server_await() {
    if [[ $1 == n1 ]]; then api_await; else kubelet_await "$1"; fi
}

restart_server() {
    kill_server "$1"
    start_server "$1"
}

freeze_server() {
    if machine_lacks_process "$1" "$(server_name "$1")"; then die "no $(server_name "$1") runs on $1"; fi
    machine_signal "$1" "$(server_name "$1")" STOP
}

thaw_server() {
    machine_signal "$1" "$(server_name "$1")" CONT
    server_await "$1"
}

# etcd itself raises the alarm that this raises, when it has used what it may use. A full disk would end it altogether.
fill_disk() {
    if [[ $1 == n1 ]]; then etcd_fault full; else node_disk_fill "$1"; fi
}

# For lack of space a kubelet throws images away.
free_disk() {
    if [[ $1 == n1 ]]; then
        etcd_fault free
    else
        node_disk_free "$1"
        images_load "$1"
    fi
}

# It tells of connections that it closes itself.
etcd_fault() {
    local said
    said=$(machine_run n1 "$(program etcd-fault)" "$ETCD" "$1" 2>&1) || die "etcd could not be told: $said"
}

compact() {
    [[ $1 == n1 ]] || die_usage "only n1 has an etcd"
    etcd_fault compact
}

retry() {
    local program node
    [[ $1 == n1 ]] || die_usage "only n1 has controllers"
    for program in kube-controller-manager kube-scheduler; do
        machine_signal n1 "$program" KILL
        await 10 "$program has stopped" machine_lacks_process n1 "$program"
    done
    controllers_start
    for node in $(workers); do
        if machine_is_up "$node" && ! machine_lacks_process "$node" kubelet; then restart_server "$node"; fi
    done
    controllers_await
}

kill_container() {
    containers "$1" tasks kill --signal KILL "$2"
}

# A kubelet or a containerd that lives would note how it ended. containerd takes away only what does not run, so it has to be
# there for that, and forgets what it had in memory when it is killed again.
lose_container() {
    containers "$1" containers info "$2" >/dev/null || die "there is no container $2 on $1"
    kill_server "$1"
    containers "$1" tasks delete --force "$2" >/dev/null 2>&1 || true
    containers "$1" containers delete "$2"
    containerd_restart "$1"
    start_server "$1"
}

containerd_restart() {
    machine_signal "$1" containerd KILL
    await 10 "containerd of $1 has stopped" machine_lacks_process "$1" containerd
    containerd_start "$1"
}

main() {
    [[ ${1:-} != --help && $# -gt 0 ]] || { print_help "${BASH_SOURCE[0]}" && exit 0; }
    [[ $1 =~ ^(kill-node|return-node|cut|heal|(stop|kill|start|restart|freeze|thaw)-server|(fill|free)-disk|(kill|lose)-container|compact|retry)$ ]] ||
        die_usage "unknown fault $1"
    [[ $# == $(if [[ $1 == *-container ]]; then echo 3; else echo 2; fi) ]] ||
        die_usage "$1 needs a node$([[ $1 != *-container ]] || echo ' and the id of a container')"
    require_root
    kubernetes_choose
    settings_read
    node_known "$2"
    [[ $# == 2 || $2 != n1 ]] || die_usage "no containers run on n1"
    case $1 in
        cut | heal) "network_$1" "$2" ;;
        *) "${1//-/_}" "$2" ${3:+"${3#containerd://}"} ;;
    esac
    say "$1 $2: done"
}

main "$@"
