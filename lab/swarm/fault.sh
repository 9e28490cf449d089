#!/usr/bin/env bash
# Usage: ./lab/fault swarm FAULT NODE [...]
#
# Breaks something on a node of the swarm, or mends it. Returns when it is broken or mended as far as the node goes; what
# the swarm makes of it takes longer. A fault that is there already, or mended already, is fine.
#
#   kill-node NODE               power cut: all that runs there is gone at once, and nobody is told
#   return-node NODE             the machine starts again with the disk as it was
#   cut NODE / heal NODE         pulls and plugs its cable; everything on it runs on
#   stop-server NODE             asks the engine to stop (SIGTERM); it stops its tasks first
#   kill-server NODE             SIGKILL for the engine; its tasks run on until it is back
#   start-server NODE            starts an engine that was stopped or killed
#   restart-server NODE          kill-server and start-server
#   freeze-server NODE           the engine says nothing any more (SIGSTOP); connections stay open
#   thaw-server NODE             and goes on
#   fill-disk NODE / free-disk NODE   no byte is free on the disk of the engine, or as much as before
#   kill-container NODE ID       SIGKILL for the first process of a container, behind the engine's back
#   lose-container NODE ID       the same while the engine is killed, which finds no trace of the container when it is back
set -euo pipefail
LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../lib/common.sh
source "$LAB_HOME/lib/common.sh"
# shellcheck source=swarm.sh
source "$LAB_HOME/swarm/swarm.sh"

# The cable first: the kernel would tell the others that the connections of a killed process have ended.
kill_node() {
    network_cut "$1"
    machine_kill "$1"
}

return_node() {
    network_heal "$1"
    machine_is_up "$1" || node_boot "$1"
}

stop_server() {
    machine_signal "$1" dockerd TERM
    machine_signal "$1" dockerd CONT
    await 60 "the engine of $1 has stopped" machine_lacks_process "$1" dockerd
}

kill_server() {
    machine_signal "$1" dockerd KILL
    await 10 "the engine of $1 has stopped" machine_lacks_process "$1" dockerd
}

start_server() {
    machine_is_up "$1" || die "node $1 is down as a whole: return-node"
    if machine_lacks_process "$1" dockerd; then
        engine_start "$1"
    else
        engine_await "$1"
    fi
}

restart_server() {
    kill_server "$1"
    start_server "$1"
}

freeze_server() {
    if machine_lacks_process "$1" dockerd; then die "no engine runs on $1"; fi
    machine_signal "$1" dockerd STOP
}

thaw_server() {
    machine_signal "$1" dockerd CONT
    engine_await "$1"
}

# The number that the engine knows is one of its own machine, so it is killed in there.
kill_container() {
    local process
    process=$(container_process "$1" "$2")
    machine_run "$1" bash -c "kill -KILL $process"
}

container_process() {
    local process
    process=$(on "$1" inspect --format '{{.State.Pid}}' "$2")
    [[ $process != 0 ]] || die "container $2 on $1 does not run"
    echo "$process"
}

# An engine that lives would note how it ended, whatever is removed afterwards.
lose_container() {
    local process id
    process=$(container_process "$1" "$2")
    id=$(on "$1" inspect --format '{{.Id}}' "$2")
    kill_server "$1"
    machine_run "$1" bash -c "kill -KILL $process"
    rm -r -- "$LAB_STATE/$1/disk/docker/containers/${id:?}"
    start_server "$1"
}

main() {
    [[ ${1:-} != --help && $# -gt 0 ]] || { print_help "${BASH_SOURCE[0]}" && exit 0; }
    [[ $1 =~ ^(kill-node|return-node|cut|heal|(stop|kill|start|restart|freeze|thaw)-server|(fill|free)-disk|(kill|lose)-container)$ ]] ||
        die_usage "unknown fault $1"
    [[ $# == $(if [[ $1 == *-container ]]; then echo 3; else echo 2; fi) ]] ||
        die_usage "$1 needs a node$([[ $1 != *-container ]] || echo ' and the id of a container')"
    require_root
    swarm_choose
    settings_read
    node_known "$2"
    case $1 in
        cut | heal) "network_$1" "$2" ;;
        fill-disk | free-disk) "node_disk_${1%-disk}" "$2" ;;
        *) "${1//-/_}" "${@:2}" ;;
    esac
    say "$1 $2: done"
}

main "$@"
