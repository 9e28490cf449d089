# shellcheck shell=bash
# The lab's network: a bridge in a namespace of its own, so that neither the filter rules of this machine nor
# br_netfilter touch what goes over it. One cable leads from this machine's own namespace to the bridge, with a route for
# the lab's subnet and no other, so that programs here reach the machines of the lab at their addresses.

network_namespace() {
    echo "berth-$LAB_NAME-$1"
}

# The namespace of the bridge has the first address: a registry, for example, serves there.
network_address() {
    case $1 in
        hub) echo "$LAB_SUBNET.1" ;;
        here) echo "$LAB_SUBNET.254" ;;
        *) echo "$LAB_SUBNET.$((10 + ${1//[!0-9]/}))" ;;
    esac
}

network_make() {
    local hub
    hub=$(network_namespace hub)
    network_is_free
    namespace_add "$hub"
    ip -n "$hub" link add bridge type bridge
    ip -n "$hub" address add "$(network_address hub)/24" dev bridge
    ip -n "$hub" link set bridge up
    ip link add "berth-$LAB_NAME" type veth peer name here netns "$hub"
    ip -n "$hub" link set here master bridge up
    ip address add "$(network_address here)/24" dev "berth-$LAB_NAME"
    ip link set "berth-$LAB_NAME" up
}

network_is_free() {
    local route
    route=$({ ip -4 route show root "$LAB_SUBNET.0/24" && ip -4 route show match "$LAB_SUBNET.0/24"; } |
        awk '$1 != "default" { print $1, $2, $3; exit }')
    [[ -z $route ]] || die "this machine has a route to $LAB_SUBNET.0/24 already ($route): set BERTH_LAB_SUBNET to another"
}

# The first "ip netns add" of a machine mounts /run/netns onto itself, which stays: who made it takes it away.
namespace_add() {
    mountpoint -q /run/netns || touch "$LAB_ROOT/netns-is-ours"
    ip netns add "$1"
    ip -n "$1" link set lo up
}

# network_join MACHINE: a namespace with a cable to the bridge. "unreachable" makes a look-up of a registry in the
# Internet fail at once; without any route some programs refuse to start, and with a dead one they wait for 20 s.
network_join() {
    local namespace hub
    namespace=$(network_namespace "$1")
    hub=$(network_namespace hub)
    namespace_add "$namespace"
    ip link add eth0 netns "$namespace" type veth peer name "$1" netns "$hub"
    ip -n "$hub" link set "$1" master bridge up
    ip -n "$namespace" address add "$(network_address "$1")/24" dev eth0
    ip -n "$namespace" link set eth0 up
    ip -n "$namespace" route add unreachable default
}

# Pulls the cable at the bridge: those on the bridge hear nothing, no connection is told that it ended.
network_cut() {
    ip -n "$(network_namespace hub)" link set "$1" down
}

network_heal() {
    ip -n "$(network_namespace hub)" link set "$1" up
}

network_is_cut() {
    [[ -z $(ip -n "$(network_namespace hub)" link show "$1" up 2>/dev/null) ]]
}

# Deletes what network_make and network_join made, as far as it is there.
network_remove() {
    local namespace
    for namespace in $(network_namespaces); do
        ip netns delete "$namespace"
    done
    ip link delete "berth-$LAB_NAME" 2>/dev/null || true
}

network_namespaces() {
    ip netns list 2>/dev/null | awk -v prefix="berth-$LAB_NAME-" 'index($1, prefix) == 1 { print $1 }'
}
