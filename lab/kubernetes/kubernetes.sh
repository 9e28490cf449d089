# shellcheck shell=bash
# What the commands of the Kubernetes lab share: its programs, and how it is asked.

REGISTRY_PORT=5000
SERVER_PORT=6443
PACKAGES=(containerd runc containernetworking-plugins docker-registry busybox-static iptables iproute2 openssl)
SETTINGS=(VERSION WORKERS GRACE TOLERATION DISK)
# One machine has the API and what belongs to it, and runs no pods; the others are Kubernetes' nodes.
MANAGERS=1
DEDICATED=yes

kubernetes_choose() {
    settings_choose kubernetes
    KUBECONFIGS=$LAB_STATE/kubeconfigs
    SERVER=https://$(network_address n1):$SERVER_PORT
}

program() {
    echo "$LAB_CACHE/kubernetes-$VERSION/$1"
}

# kube ARGUMENTS...: kubectl as the administrator, whatever the caller's environment says.
kube() {
    env -u KUBERNETES_MASTER HOME="$LAB_STATE/client" KUBECONFIG="$KUBECONFIGS/admin" \
        timeout --foreground "${KUBECTL_PATIENCE:-0}" "$(program kubectl)" "$@" 9>&-
}

# containers NODE ARGUMENTS...: containerd's own client on a node, for the containers of pods.
containers() {
    ctr --address "$(containerd_socket "$1")" --namespace k8s.io "${@:2}" 9>&-
}

containerd_socket() {
    echo "$LAB_STATE/$1/containerd.sock"
}

# A computer that is busy lets it wait for seconds.
server_answers() {
    KUBECTL_PATIENCE=10 kube get --raw /readyz
}

for part in build pods credentials image server node cluster; do
    # shellcheck disable=SC1090
    source "$LAB_HOME/kubernetes/$part.sh"
done
unset part
