# shellcheck shell=bash
# Every fault and its repair, until Kubernetes has seen it.

check_faults() {
    local last=n$((1 + WORKERS))
    check_moves
    check_lost cut heal "$last"
    check_lost kill-node return-node "$last"
    check_lost freeze-server thaw-server "$last"
    check_lost stop-server start-server "$last"
    check_lost kill-server start-server "$last"
    check_container_killed "$last"
    check_container_lost "$last"
    check_disk "$last"
    check_api
    check_etcd
}

# check_lost FAULT REPAIR NODE
check_lost() {
    check "$1 $3" lab fault kubernetes "$1" "$3"
    check "$1 $3 again changes nothing" lab fault kubernetes "$1" "$3"
    check_within 30 "$3 is lost" node_is "$3" Unknown
    check "$2 $3" lab fault kubernetes "$2" "$3"
    check "$2 $3 again changes nothing" lab fault kubernetes "$2" "$3"
    check_within 30 "$3 is ready" node_is "$3" True
    check_within 40 "its pod runs" pod_runs "$3"
    check_within 20 "its port is reached from here" answers_http "$3" 8080
}

# A pod that no node keeps is replaced on another.
check_moves() {
    local node
    check "a deployment of one pod" kube create deployment moves --image "$(value IMAGE_LOCAL)" -- sleep 100000
    check_within 30 "it runs" moved_from none
    node=$(node_of_moves)
    check "cut $node" lab fault kubernetes cut "$node"
    check_within 40 "it is replaced on another node" moved_from "$node"
    check "heal $node" lab fault kubernetes heal "$node"
    check_within 30 "$node is ready" node_is "$node" True
    check "the deployment is deleted" kube delete deployment moves
}

moved_from() {
    local node
    node=$(node_of_moves)
    [[ -n $node && $node != "$1" ]]
}

# Of its pods that are not about to go, the node of the one that is ready.
node_of_moves() {
    kube get pods --selector app=moves --output \
        'jsonpath={range .items[*]}{.status.conditions[?(@.type=="Ready")].status} {.spec.nodeName} {.metadata.deletionTimestamp}{"\n"}{end}' |
        awk '$1 == "True" && NF == 2 { print $2 }'
}

check_container_killed() {
    local container
    container=$(container_on "$1")
    check "kill-container on $1" lab fault kubernetes kill-container "$1" "$container"
    check_within 20 "the kubelet saw 137" ended_with "$1" 137 Error
    check_within 60 "another container runs" pod_runs "$1"
}

# The kubelet makes up a number for what it doesn't know, and says so in the reason; unless it finds an earlier container of
# the same pod, which it then takes for the last one. So there must be none.
check_container_lost() {
    local container
    check "a new pod on $1" kube delete pod "$(pod_on "$1")"
    check_within 30 "it runs" pod_runs "$1"
    container=$(container_on "$1")
    check "lose-container on $1" lab fault kubernetes lose-container "$1" "$container"
    check_within 40 "the kubelet doesn't know how it ended" ended_with "$1" 137 ContainerStatusUnknown
    check_within 60 "another container runs" pod_runs "$1"
}

# ended_with NODE CODE REASON: the container before the one that runs.
ended_with() {
    local last='{.status.containerStatuses[0].lastState.terminated'
    [[ $(kube get pod "$(pod_on "$1")" --output "jsonpath=$last.exitCode} $last.reason}") == "$2 $3" ]]
}

check_disk() {
    check "fill-disk $1" lab fault kubernetes fill-disk "$1"
    check_refused 'No space left' "nothing can be written there" machine_run "$1" dd if=/dev/zero of=/var/log/x bs=1k count=64
    check_within 40 "$1 lacks space" disk_pressure "$1" True
    check "free-disk $1" lab fault kubernetes free-disk "$1"
    check_within 60 "$1 has space" disk_pressure "$1" False
    check_within 60 "its pod runs" pod_runs "$1"
}

disk_pressure() {
    [[ $(kube get node "$1" --output 'jsonpath={.status.conditions[?(@.type=="DiskPressure")].status}') == "$2" ]]
}

# The API is gone, and comes back with everything it knew; pods run on.
check_api() {
    check "kill-server n1" lab fault kubernetes kill-server n1
    check_refused 'refused' "the API is gone" kube get nodes
    check "pods run on" answers_http n2 8080
    check "start-server n1" lab fault kubernetes start-server n1
    check "the API knows the service" kube get service everywhere
    check "freeze-server n1" lab fault kubernetes freeze-server n1
    check "a call has no answer" call_ends_with 124 get nodes
    check "status tells that" grep -q '^n1 .* frozen *no-answer ' <(lab status)
    check "thaw-server n1" lab fault kubernetes thaw-server n1
    check "kill-node n1" lab fault kubernetes kill-node n1
    check "pods run on" answers_http n2 8080
    check "return-node n1" lab fault kubernetes return-node n1
    check "the API knows the service" kube get service everywhere
    check_within 60 "every node is ready" nodes_ready
    check "a pod is run again" pod_ends again "$(value IMAGE_LOCAL)" IfNotPresent
}

# 124 is how timeout ends what it had to stop.
call_ends_with() {
    local status=0
    KUBECTL_PATIENCE=3 kube "${@:2}" || status=$?
    [[ $status == "$1" ]]
}

check_etcd() {
    local page="/api/v1/namespaces/default/pods?limit=1" version next controllers
    version=$(kube get namespace default --output 'jsonpath={.metadata.resourceVersion}')
    next=$(kube get --raw "$page" | sed -n 's/.*"continue":"\([^"]*\)".*/\1/p')
    check "a list can be continued" kube get --raw "$page&continue=$next"
    check "something changes" kube annotate namespace default changed=yes
    check "compact n1" lab fault kubernetes compact n1
    check "restart-server n1" lab fault kubernetes restart-server n1
    controllers=$(machine_process n1 kube-controller-manager)
    check "there are controllers" test -n "$controllers"
    check "retry n1" lab fault kubernetes retry n1
    check "the controllers are others" test "$(machine_process n1 kube-controller-manager)" != "$controllers"
    check_refused 'too old|Expired|expired' "the list can't be continued" kube get --raw "$page&continue=$next"
    check_refused 'too old resource version' "a watch from before ends" watch_from "$version"
    check "fill-disk n1" lab fault kubernetes fill-disk n1
    check_refused 'space exceeded' "the API can't write" kube create configmap full
    check "the API reads" kube get nodes
    check "free-disk n1" lab fault kubernetes free-disk n1
    check_within 20 "the API writes" kube create configmap written
    check_within 60 "every node is ready" nodes_ready
}

# A watch that begins is told of the end in its first event; "refused" wants a command that fails.
watch_from() {
    ! kube get --raw "/api/v1/pods?watch=true&resourceVersion=$1&timeoutSeconds=2" | grep -e 'too old' || return 1
}
