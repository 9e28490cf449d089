# shellcheck shell=bash
# What must be true of a Kubernetes that is up.

check_nodes() {
    local node
    for node in $(workers); do
        check "$node is ready" node_is "$node" True
        check "$node has its labels" node_has_labels "$node"
    done
    check "the last node is smaller than the first" test "$(value "N$((1 + WORKERS))_MEMORY")" -lt "$(value N2_MEMORY)"
    check "the last node has one processor and 1 GiB" test \
        "$(value "N$((1 + WORKERS))_CPUS") $(value "N$((1 + WORKERS))_MEMORY")" == "1 $((1 << 30))"
    check_refused 'No route' "a node has no route into the Internet" machine_run n2 ip route get 192.0.2.1
}

# node_is NODE STATUS: of its condition Ready; a node that is lost is Unknown.
node_is() {
    [[ $(KUBECTL_PATIENCE=5 kube get node "$1" --output 'jsonpath={.status.conditions[?(@.type=="Ready")].status}') == "$2" ]]
}

node_has_labels() {
    local labels='{.zone} {.topology\.kubernetes\.io/zone} {.disk} {.rack} {.size}' zone
    zone=$(node_zone "$1")
    labels=$(kube get node "$1" --output "jsonpath=${labels//\{./\{.metadata.labels.}")
    [[ $labels == "$zone $zone $(node_disk "$1") r${1#n} $(node_size "$1")" ]]
}

check_credentials() {
    check "the administrator's token serves" as admin get nodes
    check "the administrator's certificate serves" as admin-certificate get nodes
    check_refused 'cannot list resource "nodes"' "nobody may do nothing" as nobody get nodes
    check_refused 'Unauthorized|logged in' "an expired token is refused" as expired get nodes
    check_refused 'Unauthorized|logged in' "a stranger's token is refused" as stranger get nodes
    check_refused 'certificate' "a client that trusts somebody else is not served" \
        as admin get nodes --certificate-authority "$(value CA_STRANGER)"
}

# as KUBECONFIG ARGUMENTS...
as() {
    HOME=$LAB_STATE/client timeout 10 "$(program kubectl)" --kubeconfig "$KUBECONFIGS/$1" "${@:2}"
}

check_images() {
    check "the registry answers here" registry_answers
    check "a pod by an image's digest ends well" pod_ends digest "$(value IMAGE_DIGEST)" Always
    check "the local name runs" pod_ends local "$(value IMAGE_LOCAL)" IfNotPresent
    check "the second version runs" pod_ends second "$(value IMAGE_NEXT)" Always
    check "an image that isn't there is refused" pod_waits absent "$(value IMAGE_ABSENT)" 'not found'
    check "a registry that can't be reached is refused" pod_waits away 192.0.2.1/x:1 'no route|unreachable'
}

# pod_ends NAME IMAGE POLICY
pod_ends() {
    kube run "$1" --image "$2" --image-pull-policy "$3" --restart Never -- true &&
        kube wait "pod/$1" --for 'jsonpath={.status.phase}=Succeeded' --timeout 30s &&
        kube delete pod "$1"
}

# pod_waits NAME IMAGE WORDS: the kubelet says why.
pod_waits() {
    kube run "$1" --image "$2" --restart Never -- true &&
        await 30 "the pod $1 says $3" pod_waits_for "$1" "$3" &&
        kube delete pod "$1" --now
}

pod_waits_for() {
    [[ $(kube get pod "$1" --output 'jsonpath={.status.containerStatuses[0].state.waiting.message}') =~ $2 ]]
}

# One pod on each node, which publishes a port of its node, and a service over all of them.
check_pods() {
    local node
    check "a set of pods on every node is created" kube apply -f "$LAB_HOME/kubernetes/everywhere.yaml"
    check "it runs its own image" kube set image daemonset/everywhere "main=$(value IMAGE)"
    for node in $(workers); do
        check_within 30 "a pod runs on $node" pod_runs "$node"
        check_within 20 "its port of $node is reached from here" answers_http "$node" 8080
        check_within 20 "the pod on $node is reached from here at its own address" answers_at "$(pod_address "$node")" 80
    done
    check_within 20 "the service is reached from here" answers_at "$(service_of everywhere)" 80
    check "and from a pod" kube exec "$(pod_on n2)" -- nc -w 2 "$(service_of everywhere)" 80 -e true
    check "the API is reached from a pod at its service" kube exec "$(pod_on n2)" -- nc -w 2 "$(service_of kubernetes)" 443 -e true
    check "a command runs in a pod" kube exec "$(pod_on n2)" -- test -e /etc/passwd
    check "and its log is read" kube logs "$(pod_on n2)"
    check "containerd knows its container" container_runs n2
}

# The pod of the set on a node that is not about to go.
pod_on() {
    kube get pods --selector app=everywhere --field-selector "spec.nodeName=$1" --output \
        'jsonpath={range .items[*]}{.metadata.name}{" "}{.metadata.deletionTimestamp}{"\n"}{end}' | awk 'NF == 1 { print $1 }'
}

pod_runs() {
    local pod
    pod=$(pod_on "$1")
    [[ -n $pod ]] &&
        [[ $(kube get pod "$pod" --output 'jsonpath={.status.conditions[?(@.type=="Ready")].status}') == True ]] &&
        node_is "$1" True
}

pod_address() {
    kube get pod "$(pod_on "$1")" --output 'jsonpath={.status.podIP}'
}

service_of() {
    kube get service "$1" --output 'jsonpath={.spec.clusterIP}'
}

container_on() {
    kube get pod "$(pod_on "$1")" --output 'jsonpath={.status.containerStatuses[0].containerID}'
}

container_runs() {
    local container
    container=$(container_on "$1")
    containers "$1" tasks list | grep "^${container#containerd://} .*RUNNING"
}
