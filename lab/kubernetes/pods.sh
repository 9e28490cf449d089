# shellcheck shell=bash
# The network of pods: every node has a /24 for its own, and whoever is in the lab's network, as this computer is, has a
# route to each. So a pod is reached at its own address, from here too.

# pods_subnet NODE
pods_subnet() {
    echo "10.$((80 + ${1#n})).$(subnet_number).0/24"
}

services_subnet() {
    echo "10.80.$(subnet_number).0/24"
}

# Of all labs.
CLUSTER_SUBNET=10.80.0.0/12

subnet_number() {
    echo "${LAB_SUBNET##*.}"
}

# Once for the life of the lab. Addresses of services are no one's: a node's own rules turn them into pods' (the route is
# only there because nothing is sent without one), and from here the first node does that.
pods_network() {
    local node
    for node in $(workers); do
        pods_route "$node" "$(network_namespace hub)" bridge
        ip route add "$(pods_subnet "$node")" via "$(network_address "$node")" dev "berth-$LAB_NAME"
    done
    ip route add "$(services_subnet)" via "$(network_address n2)" dev "berth-$LAB_NAME"
    for node in $(nodes); do
        pods_network_of "$node"
    done
}

pods_network_of() {
    local namespace other
    namespace=$(network_namespace "$1")
    for other in $(workers); do
        [[ $other == "$1" ]] || pods_route "$other" "$namespace" eth0
    done
    ip -n "$namespace" route add "$(services_subnet)" dev eth0
    nsenter --net="/run/netns/$namespace" sysctl -qw net.ipv4.ip_forward=1
    # Where the kernel has it, traffic between pods of one node passes the rules for services, too.
    nsenter --net="/run/netns/$namespace" sysctl -qw net.bridge.bridge-nf-call-iptables=1 2>/dev/null || true
}

pods_route() {
    ip -n "$2" route add "$(pods_subnet "$1")" via "$(network_address "$1")" dev "$3"
}

# What containerd is told. Addresses that are in use are noted in /run, which is empty after a power cut, as they are.
pods_settings() {
    cat <<JSON
{
  "cniVersion": "0.4.0",
  "name": "lab",
  "plugins": [
    {
      "type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": false, "hairpinMode": true,
      "ipam": {
        "type": "host-local", "dataDir": "/run/cni",
        "ranges": [[{"subnet": "$(pods_subnet "$1")"}]],
        "routes": [{"dst": "0.0.0.0/0"}]
      }
    },
    {"type": "portmap", "capabilities": {"portMappings": true}}
  ]
}
JSON
}

# A namespace of the network outlives its machine, but what pods had in it does not.
pods_network_forget() {
    local namespace table
    namespace=$(network_namespace "$1")
    ip -n "$namespace" link delete cni0 2>/dev/null || true
    for table in filter nat mangle; do
        nsenter --net="/run/netns/$namespace" iptables -t "$table" -F
        nsenter --net="/run/netns/$namespace" iptables -t "$table" -X
    done
}
