#!/usr/bin/env bash
# Usage: ./lab/down swarm
#
# Takes away everything that ./lab/up swarm made: processes, namespaces, mounts, control groups, links, files. What stays:
# Debian's packages, and engines that were built, in /var/cache/berth-lab. Fine when there is nothing to take away.
set -euo pipefail
LAB_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../lib/common.sh
source "$LAB_HOME/lib/common.sh"

main() {
    if [[ $# -gt 0 ]]; then
        [[ $1 == --help ]] || die_usage "unknown option $1"
        print_help "${BASH_SOURCE[0]}"
        exit 0
    fi
    require_root
    lab_choose swarm
    lab_lock
    lab_remove
    lab_forget
    say "down: nothing of $LAB_NAME is left"
}

main "$@"
