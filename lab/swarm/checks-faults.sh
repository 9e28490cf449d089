# shellcheck shell=bash
# Every fault and its repair, until the swarm has seen it.

# The last node is a worker wherever there is one.
check_faults() {
    local last=n$((MANAGERS + WORKERS))
    check_lost cut heal "$last"
    check_lost kill-node return-node "$last"
    check_lost freeze-server thaw-server "$last"
    check_lost stop-server start-server "$last"
    check_server_killed "$last"
    check_container_killed "$last"
    check_container_lost "$last"
    check_disk "$last"
    if [[ $MANAGERS == 1 ]]; then
        check_manager
    else
        check_failover
    fi
}

# check_lost FAULT REPAIR NODE
check_lost() {
    check "$1 $3" lab fault swarm "$1" "$3"
    check "$1 $3 again changes nothing" lab fault swarm "$1" "$3"
    check_within 30 "$3 is down" node_is "$3" down
    check "$2 $3" lab fault swarm "$2" "$3"
    check "$2 $3 again changes nothing" lab fault swarm "$2" "$3"
    check_within 30 "$3 is ready" node_is "$3" ready
    check_within 40 "its task runs again" task_runs "$3"
}

check_server_killed() {
    check "kill-server $1" lab fault swarm kill-server "$1"
    check "what runs there runs on" answers_http "$1" 8080
    check "start-server $1" lab fault swarm start-server "$1"
    check_within 30 "$1 is ready" node_is "$1" ready
    check_within 40 "its task runs again" task_runs "$1"
}

# A manager tells of a task that its engine has yet to start, or has ended already; the engine knows better.
check_container_killed() {
    local container
    check_within 40 "its container runs" runs_another "$1" none
    container=$(container_on "$1")
    check "kill-container on $1" lab fault swarm kill-container "$1" "$container"
    check_within 20 "the engine saw 137" ended_with "$1" "$container" 137
    check_within 40 "another container runs" runs_another "$1" "$container"
}

check_container_lost() {
    local container
    container=$(container_on "$1")
    check "lose-container on $1" lab fault swarm lose-container "$1" "$container"
    check_refused 'No such' "the engine has no trace of it" on "$1" inspect "$container"
    check_within 40 "another container runs" runs_another "$1" "$container"
}

container_on() {
    on "$1" ps -q --filter label=com.docker.swarm.service.name=everywhere
}

# runs_another NODE CONTAINER: another one than this.
runs_another() {
    local now
    now=$(container_on "$1")
    [[ -n $now && $now != "$2" ]]
}

ended_with() {
    [[ $(on "$1" inspect --format '{{.State.ExitCode}} {{.State.Running}}' "$2") == "$3 false" ]]
}

check_disk() {
    check "fill-disk $1" lab fault swarm fill-disk "$1"
    check_refused 'no space left' "nothing can be written there" \
        on "$1" run --rm "$(value IMAGE_LOCAL)" dd if=/dev/zero of=/x bs=1k count=64
    check "free-disk $1" lab fault swarm free-disk "$1"
    check "a container can be run there again" on "$1" run --rm "$(value IMAGE_LOCAL)" true
}

# The only manager: its API is gone, and comes back with everything it knew.
check_manager() {
    check "kill-server n1" lab fault swarm kill-server n1
    check_refused 'connect' "the API is gone" on n1 node ls
    check "start-server n1" lab fault swarm start-server n1
    check_within 30 "n1 knows the service" on n1 service inspect everywhere
    check "freeze-server n1" lab fault swarm freeze-server n1
    check "a call has no answer" call_ends_with 124 n1 node ls
    check "thaw-server n1" lab fault swarm thaw-server n1
    check_within 30 "n1 is ready" node_is n1 ready
}

# 124 is how timeout ends what it had to stop.
call_ends_with() {
    local status=0
    DOCKER_PATIENCE=2 on "${@:2}" || status=$?
    [[ $status == "$1" ]]
}

check_failover() {
    check "kill-node n1" lab fault swarm kill-node n1
    check_within 60 "another manager answers" on n2 node ls
    check_within 60 "n1 is down" node_is n1 down
    check "return-node n1" lab fault swarm return-node n1
    check_within 60 "n1 is ready" node_is n1 ready
}
