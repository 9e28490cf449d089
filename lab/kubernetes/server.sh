# shellcheck shell=bash
# The machine n1: etcd, the API server, the controllers, the scheduler.

ETCD=http://127.0.0.1:2379
CONTROL_PLANE=(etcd kube-apiserver kube-controller-manager kube-scheduler)

server_prepare() {
    node_disk_make n1
    mkdir -p "$LAB_STATE/n1/disk/etcd"
}

# From nothing that runs to an API that answers.
server_boot() {
    machine_start n1 && etcd_start && api_start && controllers_start
}

# serve PROGRAM ARGUMENTS...: on n1, with a log of its own.
serve() {
    machine_serve n1 "$LAB_STATE/n1/$1.log" "$(program "$1")" "${@:2}"
}

# Without fsync: the disk is memory.
etcd_start() {
    serve etcd --data-dir "$LAB_STATE/n1/disk/etcd" --unsafe-no-fsync --log-level warn \
        --listen-client-urls "$ETCD" --advertise-client-urls "$ETCD"
}

# Tolerations are what every pod gets that asks for none: how long it stays on a node that is lost.
api_start() {
    local address seconds=${TOLERATION%s}
    address=$(network_address n1)
    await 10 "port $SERVER_PORT of n1 is free" api_port_free
    serve kube-apiserver --etcd-servers "$ETCD" --bind-address "$address" --advertise-address "$address" \
        --secure-port "$SERVER_PORT" --service-cluster-ip-range "$(services_subnet)" --allow-privileged \
        --tls-cert-file "$CERTIFICATES/server/cert.pem" --tls-private-key-file "$CERTIFICATES/server/key.pem" \
        --client-ca-file "$CERTIFICATES/ca.pem" --token-auth-file "$LAB_STATE/tokens/known.csv" \
        --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction \
        --service-account-issuer https://kubernetes.default.svc \
        --service-account-key-file "$LAB_STATE/tokens/accounts.pem" \
        --service-account-signing-key-file "$LAB_STATE/tokens/accounts-key.pem" \
        --kubelet-preferred-address-types InternalIP \
        --kubelet-client-certificate "$CERTIFICATES/admin/cert.pem" --kubelet-client-key "$CERTIFICATES/admin/key.pem" \
        --default-not-ready-toleration-seconds "$seconds" --default-unreachable-toleration-seconds "$seconds"
    api_await
}

# A killed server that no longer counts as a process may have threads that still end, and with them its socket.
api_port_free() {
    ! nsenter --net="/run/netns/$(network_namespace n1)" \
        grep -qs ":$(printf %04X "$SERVER_PORT") 0*:0000 0A" /proc/net/tcp /proc/net/tcp6
}

api_await() {
    AWAIT_PROCESS=${SERVED:-} await 90 "the API answers at $SERVER" api_ready || {
        tail -n 5 "$LAB_STATE/n1/kube-apiserver.log" >&2
        return 1
    }
}

# The port first: asking costs a process of 100 ms. A subshell, so that the connection is closed at once.
api_ready() {
    (exec 3<>"/dev/tcp/$(network_address n1)/$SERVER_PORT") && server_answers
}

# They renew no lease against others of their kind, since there are none, and so outlive an API that is away. Each lost node
# is dealt with at once, where Kubernetes lets ten seconds pass between two; and 20 requests a second, the controllers' own
# limit, would take 5 s for the start alone.
controllers_start() {
    local haste=(--kube-api-qps 500 --kube-api-burst 1000)
    serve kube-controller-manager --kubeconfig "$KUBECONFIGS/controllers" --leader-elect=false --bind-address 127.0.0.1 \
        --service-account-private-key-file "$LAB_STATE/tokens/accounts-key.pem" --root-ca-file "$CERTIFICATES/ca.pem" \
        --use-service-account-credentials --node-monitor-period 500ms --node-monitor-grace-period "$GRACE" \
        --node-eviction-rate 10 --flex-volume-plugin-dir "$LAB_STATE/n1/plugins" "${haste[@]}"
    serve kube-scheduler --kubeconfig "$KUBECONFIGS/scheduler" --leader-elect=false --bind-address 127.0.0.1 "${haste[@]}"
}
