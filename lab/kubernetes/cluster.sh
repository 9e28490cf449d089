# shellcheck shell=bash
# When the cluster is up, and what tests read of it.

nodes_ready() {
    local ready
    ready=$(kube get nodes --output 'jsonpath={range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}')
    [[ $(grep -c '^True$' <<<"$ready") == "$WORKERS" ]]
}

# accounts_ready NAMESPACE: the account that a pod runs as, and the authority that it trusts, are made some moments after the
# namespace.
accounts_ready() {
    kube --namespace "$1" get serviceaccount/default configmap/kube-root-ca.crt
}

# Controllers that were started follow all there is before they do anything: a namespace made now shows it.
controllers_await() {
    local namespace=lab-$EPOCHSECONDS
    kube create namespace "$namespace" >/dev/null
    await 60 "controllers see to what is made" accounts_ready "$namespace"
    kube delete namespace "$namespace" --wait=false >/dev/null
}

environment_write() {
    local node name
    {
        environment_common KUBERNETES "$(image_digest n2 1)"
        echo "KUBERNETES_VERSION=$(version_full "$LAB_HOME/kubernetes/$VERSION/go.mod")"
        echo "KUBERNETES_SERVER=$SERVER"
        echo "KUBERNETES_GRACE=$GRACE"
        echo "KUBERNETES_TOLERATION=$TOLERATION"
        echo "KUBERNETES_KUBECTL=$(program kubectl)"
        echo "KUBERNETES_CTR=$(command -v ctr)"
        echo "KUBERNETES_CA=$CERTIFICATES/ca.pem"
        echo "KUBERNETES_CA_STRANGER=$CERTIFICATES/stranger/ca.pem"
        echo "KUBERNETES_KUBECONFIG=$KUBECONFIGS/admin"
        echo "KUBERNETES_KUBECONFIG_CERTIFICATE=$KUBECONFIGS/admin-certificate"
        echo "KUBERNETES_TOKEN=$LAB_STATE/tokens/admin"
        for name in nobody expired stranger; do
            echo "KUBERNETES_KUBECONFIG_${name^^}=$KUBECONFIGS/$name"
            echo "KUBERNETES_TOKEN_${name^^}=$LAB_STATE/tokens/$name"
        done
        echo "KUBERNETES_CONTROL_PLANE=n1"
        echo "KUBERNETES_NODES=$(workers | paste -sd,)"
        environment_node KUBERNETES_N1 n1
        for node in $(workers); do
            node_environment "$node" "KUBERNETES_${node^^}"
        done
    } >"$ENVIRONMENT"
}

# With one request for what Kubernetes knows of a node.
node_environment() {
    local template='{.metadata.uid} {.status.allocatable.cpu} {.status.allocatable.memory}' id cpus memory
    read -r id cpus memory <<<"$(kube get node "$1" --output "jsonpath=$template")"
    environment_node "$2" "$1"
    echo "$2_ID=$1"
    echo "$2_UID=$id"
    echo "$2_CONTAINERD=$(containerd_socket "$1")"
    echo "$2_CPUS=$cpus"
    echo "$2_MEMORY=$(numfmt --from=auto "$memory")"
}
