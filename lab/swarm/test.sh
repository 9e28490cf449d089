#!/usr/bin/env bash
# Usage: ./lab/test swarm [options of ./lab/up swarm]
#
# Brings up a lab of its own (BERTH_LAB=labtest unless that is set), checks what it should be, provokes each fault and mends
# it, takes it away and compares this computer with what it was before. Ends with 1 if a check failed.
set -euo pipefail
LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export BERTH_LAB=${BERTH_LAB:-labtest}
# shellcheck source=../lib/common.sh
source "$LAB_HOME/lib/common.sh"
# shellcheck source=../lib/check.sh
source "$LAB_HOME/lib/check.sh"
# shellcheck source=../lib/footprint.sh
source "$LAB_HOME/lib/footprint.sh"
# shellcheck source=swarm.sh
source "$LAB_HOME/swarm/swarm.sh"
# shellcheck source=checks.sh
source "$LAB_HOME/swarm/checks.sh"
# shellcheck source=checks-faults.sh
source "$LAB_HOME/swarm/checks-faults.sh"

OPTIONS=("$@")

lab() {
    "$LAB_HOME/$1" "${@:2}"
}

# Killed when it has begun to make things, as by a reset.
up_and_crash() {
    local process
    setsid "$LAB_HOME/up" swarm "${OPTIONS[@]}" >/dev/null 2>&1 &
    process=$!
    await 60 "an engine has begun" test -e "$LAB_STATE/n1/dockerd.log"
    kill -KILL -- "-$process"
    wait "$process" || true
}

check_gone() {
    check "none of its processes runs" processes_ended "$CHECK_DIRECTORY/processes"
    footprint_write "$CHECK_DIRECTORY/after"
    check "this computer is as it was before" footprints_equal "$CHECK_DIRECTORY/before" "$CHECK_DIRECTORY/after"
    [[ -z ${OTHER_LABS:-} ]] || say "        another lab was up: compared is only what is called $LAB_NAME or has its addresses"
}

main() {
    [[ ${1:-} != --help ]] || { print_help "${BASH_SOURCE[0]}" && exit 0; }
    require_root
    swarm_choose
    CHECK_DIRECTORY=$(mktemp -d)
    CHECK_LOG=$CHECK_DIRECTORY/log
    trap 'rm -rf "$CHECK_DIRECTORY"' EXIT
    lab down swarm
    packages_need "${PACKAGES[@]}"
    footprint_write "$CHECK_DIRECTORY/before"
    check "up, killed on the way" up_and_crash
    check "up after that" lab up swarm "${OPTIONS[@]}"
    swarm_settings_read
    check_nodes
    check_images
    check_certificates
    check_service
    check_commands
    check_faults
    # shellcheck disable=SC2046 # names of nodes hold no blanks
    processes_of_machines $(nodes) >"$CHECK_DIRECTORY/processes"
    check "there are processes to end" test -s "$CHECK_DIRECTORY/processes"
    check "down" lab down swarm
    check "down again" lab down swarm
    check_gone
    checks_end
}

main "$@"
