# shellcheck shell=bash
# Waiting for a condition, and doing things at the same time.

# await SECONDS WHAT COMMAND...: runs the command again and again until it succeeds. If AWAIT_PROCESS is set, it gives up
# as soon as that process has ended.
await() {
    local seconds=$1 what=$2
    shift 2
    local end=$((${EPOCHREALTIME/./} + seconds * 1000000)) over=0
    until "$@" >/dev/null 2>&1; do
        if [[ -n ${AWAIT_PROCESS:-} && ! -e /proc/$AWAIT_PROCESS ]]; then
            complain "a process ended before it came true that $what"
            return 1
        fi
        # Once more after the end, as the time may have passed while nothing ran.
        if ((over)); then
            complain "within $seconds s it did not come true that $what"
            return 1
        fi
        ((${EPOCHREALTIME/./} < end)) || over=1
        sleep 0.05
    done
}

# at_once COMMAND ITEM...: runs "COMMAND ITEM" for every item at the same time; fails if one of them fails.
at_once() {
    local command=$1 item failed=0 pids=()
    shift
    for item in "$@"; do
        "$command" "$item" &
        pids+=($!)
    done
    for item in "${pids[@]}"; do
        wait "$item" || failed=1
    done
    return "$failed"
}
