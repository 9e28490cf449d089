# shellcheck shell=bash
# A machine of the lab: an own network, host name, mounts and processes, on this kernel. Its first process ends all others
# when it ends, as a power cut does, and its mounts go with it.

machine_directory() {
    echo "$LAB_STATE/$1"
}

# machine_start MACHINE: needs network_join, and a directory with what machine-init.sh asks for.
machine_start() {
    local directory
    directory=$(machine_directory "$1")
    rm -f "$directory/booted"
    # Nothing of the caller's environment: a proxy that is set there would be asked for the lab's own registry.
    (cd / && exec setsid env -i PATH="$PATH" LC_ALL=C nsenter --net="/run/netns/$(network_namespace "$1")" \
        unshare --uts --ipc --mount --propagation slave --pid --fork --mount-proc \
        bash "$LAB_HOME/lib/machine-init.sh" "$1" "$LAB_ROOT" "$directory" \
        </dev/null >>"$directory/machine.log" 2>&1 9>&-) &
    await 30 "machine $1 has started" test -e "$directory/booted" || {
        tail -n 5 "$directory/machine.log" >&2
        return 1
    }
}

# All processes of a machine but those in containers, which have a network of their own and end with the first process.
machine_processes() {
    ip netns pids "$(network_namespace "$1")" 2>/dev/null || true
}

# The first process, by its number outside. It is 1 inside, whatever a file may have said before a crash.
machine_first_process() {
    local process
    for process in $(machine_processes "$1"); do
        if grep -qs $'^NSpid:.*\t1$' "/proc/$process/status"; then
            echo "$process"
            return
        fi
    done
    return 1
}

# machine_process MACHINE PROGRAM: the numbers, outside, of the processes that run this program inside. Linux keeps 15 letters of
# a name.
machine_process() {
    local process name
    for process in $(machine_processes "$1"); do
        if read -r name 2>/dev/null <"/proc/$process/comm" && [[ $name == "${2:0:15}" ]]; then
            echo "$process"
        fi
    done
}

machine_is_up() {
    machine_first_process "$1" >/dev/null
}

# machine_run MACHINE COMMAND...: runs it inside, to its end.
machine_run() {
    local first
    first=$(machine_first_process "$1") || die "machine $1 is not running"
    shift
    (cd / && exec env -i PATH="$PATH" LC_ALL=C nsenter --target "$first" --uts --ipc --mount --pid --net "$@" 9>&-)
}

# machine_serve MACHINE LOG COMMAND...: starts it inside and leaves it there. SERVED is a process that ends when it does.
machine_serve() {
    local first log=$2
    first=$(machine_first_process "$1") || die "machine $1 is not running"
    shift 2
    (cd / && exec setsid env -i PATH="$PATH" LC_ALL=C nsenter --target "$first" --uts --ipc --mount --pid --net "$@" \
        </dev/null >>"$log" 2>&1 9>&-) &
    SERVED=$!
}

# machine_signal MACHINE PROGRAM SIGNAL. nsenter waits outside for what it started, stops itself when that is stopped, and
# would then bury nothing: unless it goes on, an ended program stays a zombie and the machine can't end.
machine_signal() {
    signal_all "$3" "$(machine_process "$1" "$2")"
    if [[ $3 != STOP ]]; then
        signal_all CONT "$(machine_process "$1" nsenter)"
    fi
}

signal_all() {
    local process
    for process in $2; do
        kill -s "$1" "$process" 2>/dev/null || true
    done
}

machine_lacks_process() {
    [[ -z $(machine_process "$1" "$2") ]]
}

# Ends it as a power cut does; returns when nothing of it runs.
machine_kill() {
    local first
    if first=$(machine_first_process "$1"); then
        kill -KILL "$first" 2>/dev/null || true
        signal_all CONT "$(machine_process "$1" nsenter)"
        await 20 "machine $1 has stopped" process_ended "$first"
    fi
    namespace_kill "$(network_namespace "$1")"
}

process_ended() {
    [[ ! -e /proc/$1 ]] || grep -qs '^State:.*Z' "/proc/$1/status"
}
