# shellcheck shell=bash
# Debian packages, installed without starting the services that they bring.

POLICY=/usr/sbin/policy-rc.d
POLICY_SAVED=/usr/sbin/policy-rc.d.before-berth-lab
POLICY_MARK='# made by berth/lab while it installs packages'

# packages_need NAME...: installs those that are missing.
packages_need() {
    local name missing=()
    for name in "$@"; do
        package_present "$name" || missing+=("$name")
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0
    command -v apt-get >/dev/null || die "missing: ${missing[*]}; only Debian's apt-get can install them"
    say "installing from Debian: ${missing[*]}"
    # Also for labs of other names: one of them installs, and nobody takes away its policy meanwhile.
    (
        flock -w 600 8 || die "another lab has been installing packages for ten minutes"
        trap policy_restore EXIT
        policy_forbid
        packages_install "${missing[@]}" || die "apt-get could not install ${missing[*]}; see above"
        services_disable "${missing[@]}"
    ) 8<"$LAB_ROOT"
}

package_present() {
    # shellcheck disable=SC2016 # dpkg-query's own variable
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# --no-remove: Debian's docker.io would otherwise push out Docker's own packages, and all that runs in them.
packages_install() {
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends --no-remove
        -o DPkg::Lock::Timeout=300)
    if ! "${apt[@]}" "$@" >"$LAB_ROOT/apt.log" 2>&1; then
        say "refreshing the package lists"
        apt-get update -q >>"$LAB_ROOT/apt.log" 2>&1 || true
        "${apt[@]}" "$@" >>"$LAB_ROOT/apt.log" 2>&1 || {
            tail -n 15 "$LAB_ROOT/apt.log" >&2
            return 1
        }
    fi
    rm -f "$LAB_ROOT/apt.log"
}

# Debian starts a service when its package is installed, and again at boot. 101 means: not now.
policy_forbid() {
    policy_restore
    if [[ -e $POLICY ]]; then
        mv "$POLICY" "$POLICY_SAVED"
    fi
    printf '#!/bin/sh\n%s\nexit 101\n' "$POLICY_MARK" >"$POLICY"
    chmod 755 "$POLICY"
}

# After a command that was killed in the middle of an installation, unless another is installing now.
policy_mend() {
    (flock -n 8 && policy_restore) 8<"$LAB_ROOT" || true
}

policy_restore() {
    if grep -qsF "$POLICY_MARK" "$POLICY"; then
        rm -f "$POLICY"
    fi
    if [[ -e $POLICY_SAVED ]]; then
        mv "$POLICY_SAVED" "$POLICY"
    fi
}

# Only what this very command installed: a service that was there before is its owner's.
services_disable() {
    local name unit
    for name in "$@"; do
        for unit in $(services_of "$name"); do
            if [[ -d /run/systemd/system ]]; then
                systemctl disable --quiet "$unit" || true
            elif [[ -e /etc/init.d/${unit%.*} ]]; then
                update-rc.d "${unit%.*}" disable || true
            fi
        done
    done
}

services_of() {
    case $1 in
        docker.io) echo docker.service docker.socket containerd.service ;;
        docker-registry) echo docker-registry.service ;;
        containerd) echo containerd.service ;;
        containernetworking-plugins) echo cni-dhcp.service cni-dhcp.socket ;;
    esac
}
