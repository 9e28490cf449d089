# shellcheck shell=bash
# Taking away. Each function works however far the making got, and again when there is nothing left.

# namespace_kill NAMESPACE: ends everything in a network namespace; returns when nothing is left in it.
namespace_kill() {
    local process
    for process in $(ip netns pids "$1" 2>/dev/null); do
        kill -KILL "$process" 2>/dev/null || true
    done
    await 20 "nothing runs in the namespace $1" namespace_is_empty "$1"
}

namespace_is_empty() {
    [[ -z $(ip netns pids "$1" 2>/dev/null) ]]
}

# The mounts in the lab's directory, the innermost first.
mounts_remove() {
    local place
    awk -v prefix="$1/" 'index($5, prefix) == 1 { print $5 }' /proc/self/mountinfo | sort -r | while read -r place; do
        umount "$place" 2>/dev/null || umount -l "$place"
    done
}

# cgroups_remove PREFIX: those whose name begins so, in whichever hierarchies this machine has. The kernel lets go of them
# some milliseconds after their last process.
cgroups_remove() {
    await 10 "no cgroup $1* is left" cgroups_try "$1"
}

cgroups_try() {
    local group
    for group in $(cgroups_find "$1"); do
        find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
    done
    [[ -z $(cgroups_find "$1") ]]
}

cgroups_find() {
    find /sys/fs/cgroup -maxdepth 2 -type d -name "$1*" 2>/dev/null || true
}

# Everything of a lab, whatever its kind. Its machines are namespaces, so they are found without any file.
lab_remove() {
    policy_mend
    # shellcheck disable=SC2046 # names of namespaces hold no blanks
    at_once namespace_end $(network_namespaces)
    network_remove
    mounts_remove "$LAB_STATE"
    cgroups_remove "berth-$LAB_NAME-"
    rm -rf "$LAB_STATE"
}

# What all labs share goes with the last of them. Only for a command that ends then: its lock is gone.
lab_forget() {
    rm -f "$LAB_ROOT/$LAB_NAME.lock"
    if [[ -e $LAB_ROOT/netns-is-ours && -z $(ls /run/netns 2>/dev/null) ]]; then
        umount /run/netns 2>/dev/null || true
        rmdir /run/netns 2>/dev/null || true
        rm -f "$LAB_ROOT/netns-is-ours"
    fi
    rmdir "$LAB_ROOT" 2>/dev/null || true
}

namespace_end() {
    local machine=${1#"berth-$LAB_NAME-"}
    if [[ $machine == hub ]]; then
        namespace_kill "$1"
    else
        machine_kill "$machine"
    fi
}
