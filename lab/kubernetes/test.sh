#!/usr/bin/env bash
# Usage: ./lab/test kubernetes [options of ./lab/up kubernetes]
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
# shellcheck source=kubernetes.sh
source "$LAB_HOME/kubernetes/kubernetes.sh"
# shellcheck source=checks.sh
source "$LAB_HOME/kubernetes/checks.sh"
# shellcheck source=checks-faults.sh
source "$LAB_HOME/kubernetes/checks-faults.sh"

OPTIONS=("$@")

main() {
    [[ ${1:-} != --help ]] || { print_help "${BASH_SOURCE[0]}" && exit 0; }
    require_root
    kubernetes_choose
    test_lab n1/kube-apiserver.log check_kubernetes
}

check_kubernetes() {
    check_nodes
    check_credentials
    check_images
    check_pods
    check_faults
}

main "$@"
