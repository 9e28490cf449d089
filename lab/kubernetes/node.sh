# shellcheck shell=bash
# A node: a machine with containerd, a kubelet and the rules for services.

# node_prepare NODE: its disk, and what its machine and its daemons read.
node_prepare() {
    local directory
    directory=$(machine_directory "$1")
    node_disk_make "$1"
    mkdir -p "$directory/disk"/{containerd,kubelet,log} "$directory/cni" "$directory/registries/$REGISTRY"
    node_memory "$1" >"$directory/meminfo"
    node_own "$directory" >"$directory/own"
    containerd_settings "$1" "$directory" >"$directory/containerd.toml"
    pods_settings "$1" >"$directory/cni/lab.conflist"
    printf 'server = "http://%s"\n[host."http://%s"]\n' "$REGISTRY" "$REGISTRY" >"$directory/registries/$REGISTRY/hosts.toml"
    kubelet_settings "$1" >"$directory/kubelet.yaml"
    proxy_settings "$1" >"$directory/proxy.yaml"
}

# What a kubelet writes where it is told nothing else; and the settings of the kernel that it changes for the whole computer:
# it reads and writes files instead, with what it wants in them already.
node_own() {
    local setting
    echo "$1/disk/containerd /var/lib/containerd"
    echo "$1/disk/kubelet /var/lib/kubelet"
    echo "$1/disk/log /var/log"
    mkdir -p "$1/kernel"
    for setting in vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1 \
        kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000; do
        echo "${setting#*=}" >"$1/kernel/$(basename "${setting%=*}")"
        echo "$1/kernel/$(basename "${setting%=*}") /proc/sys/${setting%=*}"
    done
}

# restrict_oom_score_adj: less than one's own can't be asked for in every container that runs this lab. Without the parts
# that look for file systems nobody uses here, or make directories in /opt.
containerd_settings() {
    cat <<TOML
version = 2
root = "/var/lib/containerd"
state = "/run/containerd"
disabled_plugins = ["io.containerd.internal.v1.opt",
  "io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp",
  "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]
[grpc]
  address = "$(containerd_socket "$1")"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$(image_name_pause)"
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$2/cni"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "$2/registries"
TOML
}

# A lease is renewed four times in its life. Memory and process numbers are the whole computer's, so no pod is evicted for
# the lack of them; the disk is the node's own.
kubelet_settings() {
    cat <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: false}
  x509: {clientCAFile: $CERTIFICATES/ca.pem}
authorization: {mode: AlwaysAllow}
cgroupDriver: cgroupfs
cgroupRoot: /$(node_group "$1")
failCgroupV1: false
failSwapOn: false
containerRuntimeEndpoint: unix://$(containerd_socket "$1")
volumePluginDir: /var/lib/kubelet/plugins
nodeLeaseDurationSeconds: 4
nodeStatusUpdateFrequency: 2s
evictionHard: {memory.available: "0%", pid.available: "0%", nodefs.inodesFree: "0%", imagefs.inodesFree: "0%",
  nodefs.available: "3%", imagefs.available: "3%"}
evictionPressureTransitionPeriod: 2s
imageGCHighThresholdPercent: 100
serializeImagePulls: false
systemReserved: {cpu: "$(node_processors_reserved "$1")"}
YAML
}

# The small one has one processor.
node_processors_reserved() {
    if node_is_small "$1"; then echo $(($(nproc) - 1)); else echo 0; fi
}

# conntrack: its limits are the whole computer's.
proxy_settings() {
    cat <<YAML
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: iptables
clientConnection: {kubeconfig: $KUBECONFIGS/proxy}
hostnameOverride: $1
clusterCIDR: $CLUSTER_SUBNET
healthzBindAddress: 127.0.0.1:10256
metricsBindAddress: 127.0.0.1:10249
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
iptables: {minSyncPeriod: 100ms}
YAML
}

node_group() {
    echo "berth-$LAB_NAME-$1"
}

# Control groups: version 1 has a hierarchy for each kind of limit, version 2 has one for all.
node_groups_make() {
    if [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then
        node_group_make "$1"
    else
        node_groups_make_each "$1"
    fi
}

# A kubelet wants every kind of limit in its group that the kernel has; groups have those that the one above hands down.
node_group_make() {
    local kind
    for kind in cpu cpuset memory hugetlb pids; do
        echo "+$kind" >/sys/fs/cgroup/cgroup.subtree_control 2>/dev/null || true
    done
    mkdir -p "/sys/fs/cgroup/$(node_group "$1")"
}

# A new group of processors has none of them at first, and nothing can run in it.
node_groups_make_each() {
    local hierarchy file
    for hierarchy in cpu cpuacct memory pids cpuset devices freezer blkio systemd; do
        [[ ! -d /sys/fs/cgroup/$hierarchy ]] || mkdir -p "/sys/fs/cgroup/$hierarchy/$(node_group "$1")"
    done
    for file in cpus mems; do
        cat "/sys/fs/cgroup/cpuset/cpuset.$file" >"/sys/fs/cgroup/cpuset/$(node_group "$1")/cpuset.$file"
    done
}

# node_boot NODE: from nothing that runs to a kubelet.
node_boot() {
    containerd_boot "$1" && kubelet_start "$1" && proxy_start "$1"
}

containerd_boot() {
    pods_network_forget "$1"
    node_groups_make "$1"
    machine_start "$1" && containerd_start "$1" && images_load "$1"
}

containerd_start() {
    machine_serve "$1" "$LAB_STATE/$1/containerd.log" containerd --config "$LAB_STATE/$1/containerd.toml"
    AWAIT_PROCESS=$SERVED await 30 "containerd on $1 answers" containerd_answers "$1" || {
        tail -n 5 "$LAB_STATE/$1/containerd.log" >&2
        return 1
    }
}

containerd_answers() {
    [[ -S $(containerd_socket "$1") ]] && timeout 5 ctr --address "$(containerd_socket "$1")" version
}

kubelet_start() {
    machine_serve "$1" "$LAB_STATE/$1/kubelet.log" "$(program kubelet)" --config "$LAB_STATE/$1/kubelet.yaml" \
        --kubeconfig "$KUBECONFIGS/$1" --hostname-override "$1" --node-ip "$(network_address "$1")" \
        --node-labels "$(node_labels "$1")"
    kubelet_await "$1"
}

node_labels() {
    echo "topology.kubernetes.io/zone=$(node_zone "$1"),zone=$(node_zone "$1"),disk=$(node_disk "$1"),rack=r${1#n},size=$(node_size "$1")"
}

kubelet_await() {
    AWAIT_PROCESS=${SERVED:-} await 60 "the kubelet of $1 answers" kubelet_answers "$1" || {
        tail -n 5 "$LAB_STATE/$1/kubelet.log" >&2
        return 1
    }
}

# Asked inside, since its port for that is no one else's.
kubelet_answers() {
    # shellcheck disable=SC2016 # a variable of that bash
    machine_run "$1" timeout 2 bash -c 'exec 3<>/dev/tcp/127.0.0.1/10248 && printf "GET /healthz HTTP/1.0\r\n\r\n" >&3 &&
        read -r line <&3 && [[ $line == *" 200 "* ]]'
}

proxy_start() {
    machine_serve "$1" "$LAB_STATE/$1/kube-proxy.log" "$(program kube-proxy)" --config "$LAB_STATE/$1/proxy.yaml"
}
