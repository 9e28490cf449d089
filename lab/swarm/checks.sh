# shellcheck shell=bash
# What must be true of a swarm that is up.

check_nodes() {
    local node
    for node in $(nodes); do
        check "$node is ready" node_is "$node" ready
        check "$node has its labels" node_has_labels "$node"
    done
    check "the last node is smaller than the first" test "$(value "N$((MANAGERS + WORKERS))_MEMORY")" -lt "$(value N1_MEMORY)"
    check_refused 'No route' "a node has no route into the Internet" machine_run n1 ip route get 192.0.2.1
}

node_is() {
    [[ $(on "$(manager_answering)" node inspect --format '{{.Status.State}}' "$1") == "$2" ]]
}

node_has_labels() {
    local format='{{.Spec.Labels.zone}} {{.Spec.Labels.disk}} {{.Description.Engine.Labels.rack}}'
    [[ $(on n1 node inspect --format "$format" "$1") == "$(node_zone "$1") $(node_disk "$1") r${1#n}" ]]
}

check_images() {
    local last
    last=n$((MANAGERS + WORKERS))
    check "the registry answers here" registry_answers
    check "an image is pulled by its digest" on "$last" pull -q "$(value IMAGE_DIGEST)"
    check_refused 'not found|unknown' "an image that isn't there is refused" on "$last" pull "$(value IMAGE_ABSENT)"
    check_refused 'refused|lookup|unreachable' "a registry that can't be reached is refused" on "$last" pull example.org/x:1
    check "the local name runs" on "$last" run --rm "$(value IMAGE_LOCAL)" true
}

# Docker's client with the certificates of a directory, to the first manager's TCP address.
secure() {
    DOCKER_CONFIG=$LAB_STATE/client env -u DOCKER_HOST -u DOCKER_CONTEXT timeout 10 "$(client_program)" -H "$(value N1_TCP)" --tlsverify \
        --tlscacert "$(value CERTIFICATES)/ca.pem" --tlscert "$1/cert.pem" --tlskey "$1/key.pem" node ls
}

check_certificates() {
    check "the TCP address answers a client with its certificate" secure "$(value CERTIFICATES)"
    check_refused 'bad certificate|unknown certificate|certificate' "a stranger's certificate is refused" \
        secure "$(value CERTIFICATES_STRANGER)"
    if [[ -n $MINIMUM_API ]]; then
        check_refused 'too old' "a client below $MINIMUM_API is refused" env DOCKER_API_VERSION=1.41 \
            "$(client_program)" -H "unix://$(node_socket n1)" node ls
    fi
}

# One task on each node that publishes the same port of its node.
check_service() {
    local node
    check "a service on every node is created" on n1 service create -q --detach --name everywhere --mode global \
        --publish mode=host,target=80,published=8080 "$(value IMAGE)" \
        sh -c 'trap "exit 0" TERM; httpd -f -p 80 -h /etc & wait'
    for node in $(nodes_with_tasks); do
        check_within 20 "its port of $node is reached from here" answers_http "$node" 8080
    done
}

# task_runs NODE: the service's task there runs, and the swarm knows.
task_runs() {
    local state
    state=$(on "$(manager_answering)" service ps everywhere --filter "node=$1" --filter desired-state=running \
        --format '{{.CurrentState}}')
    [[ $state == Running* ]]
}
