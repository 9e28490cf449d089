# shellcheck shell=bash
# What the lab says. Every line of progress begins with the seconds since the command began.

LAB_BEGAN=${EPOCHREALTIME/./}

# seconds_since MOMENT: with one place; a moment is EPOCHREALTIME without its point.
seconds_since() {
    local tenths=$(((${EPOCHREALTIME/./} - $1) / 100000))
    printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

say() {
    printf '%6ss  %s\n' "$(seconds_since "$LAB_BEGAN")" "$*"
}

complain() {
    printf 'lab: %s\n' "$*" >&2
}

die() {
    complain "$@"
    exit 1
}

# A wrong argument: 2, as other commands do; what went wrong while working is 1.
die_usage() {
    complain "$* (--help tells more)"
    exit 2
}
