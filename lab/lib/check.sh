# shellcheck shell=bash
# Checks that are counted. A failed one is told and the next is tried.

CHECKS=0
FAILURES=0

# check WHAT COMMAND...: that the command succeeds.
check() {
    local what=$1 began=${EPOCHREALTIME/./}
    shift
    CHECKS=$((CHECKS + 1))
    if "$@" >"$CHECK_LOG" 2>&1; then
        say "ok      $what ($(seconds_since "$began") s)"
    else
        FAILURES=$((FAILURES + 1))
        say "FAILED  $what: $*"
        tail -n 20 "$CHECK_LOG" | sed 's/^/          /'
    fi
}

# check_within SECONDS WHAT COMMAND...: that it succeeds before long.
check_within() {
    check "$2" await "$1" "$2" "${@:3}"
}

# check_refused WORDS WHAT COMMAND...: that it fails and says these words.
check_refused() {
    local words=$1 what=$2
    shift 2
    check "$what" refused "$words" "$@"
}

refused() {
    local words=$1 said
    shift
    if said=$("$@" 2>&1); then
        echo "it was not refused: $said"
        return 1
    fi
    echo "$said"
    [[ $said =~ $words ]]
}

checks_end() {
    if [[ $FAILURES -gt 0 ]]; then
        say "$FAILURES of $CHECKS checks FAILED"
        exit 1
    fi
    say "all $CHECKS checks passed"
}
