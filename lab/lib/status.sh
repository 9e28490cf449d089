# shellcheck shell=bash
# Words of the table of nodes.

row() {
    local IFS=$'\t'
    printf '%s\n' "$*"
}

machine_word() {
    if machine_is_up "$1"; then echo up; else echo down; fi
}

cable_word() {
    if network_is_cut "$1"; then echo cut; else echo plugged; fi
}

# process_word NODE PROGRAM
process_word() {
    local process
    process=$(machine_process "$1" "$2")
    if [[ -z $process ]]; then
        echo stopped
    elif grep -qs '^State:.*T' "/proc/$process/status"; then
        echo frozen
    else
        echo running
    fi
}

disk_free() {
    df --output=avail -h "$LAB_STATE/$1/disk" | tail -n 1 | tr -d ' '
}
