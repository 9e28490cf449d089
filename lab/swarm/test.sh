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
# shellcheck source=../lib/test.sh
source "$LAB_HOME/lib/test.sh"
# shellcheck source=swarm.sh
source "$LAB_HOME/swarm/swarm.sh"
# shellcheck source=checks.sh
source "$LAB_HOME/swarm/checks.sh"
# shellcheck source=checks-faults.sh
source "$LAB_HOME/swarm/checks-faults.sh"

OPTIONS=("$@")

main() {
    [[ ${1:-} != --help ]] || { print_help "${BASH_SOURCE[0]}" && exit 0; }
    require_root
    swarm_choose
    test_lab n1/dockerd.log check_swarm
}

check_swarm() {
    check_nodes
    check_images
    check_certificates
    check_service
    check_faults
}

main "$@"
