# shellcheck shell=bash
# Who may ask the API: the parts of Kubernetes by certificates, the administrator by a certificate or a token, and some who
# may not.

credentials_make() {
    local node names
    names=DNS:localhost,DNS:n1,IP:127.0.0.1,IP:$(network_address n1),IP:$(service_address)
    names+=,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc
    certificates_make "$names"
    directory_private "$KUBECONFIGS"
    client_make admin /O=system:masters/CN=admin
    client_make controllers /CN=system:kube-controller-manager
    client_make scheduler /CN=system:kube-scheduler
    client_make proxy /CN=system:kube-proxy
    for node in $(workers); do
        client_make "$node" "/O=system:nodes/CN=system:node:$node"
    done
    mv "$KUBECONFIGS/admin" "$KUBECONFIGS/admin-certificate"
    tokens_make
}

# The first address of the services' subnet is always the API's.
service_address() {
    local subnet
    subnet=$(services_subnet)
    echo "${subnet%.0/24}.1"
}

# client_make NAME SUBJECT
client_make() {
    certificate_make "$1" "$2" client "$CERTIFICATES"
    kubeconfig "{client-certificate-data: $(base64 -w 0 "$CERTIFICATES/$1/cert.pem"),
      client-key-data: $(base64 -w 0 "$CERTIFICATES/$1/key.pem")}" >"$KUBECONFIGS/$1"
}

# kubeconfig USER
kubeconfig() {
    cat <<YAML
apiVersion: v1
kind: Config
clusters:
  - name: lab
    cluster: {server: "$SERVER", certificate-authority-data: $(base64 -w 0 "$CERTIFICATES/ca.pem")}
users:
  - name: user
    user: $1
contexts:
  - name: lab
    context: {cluster: lab, user: user}
current-context: lab
YAML
}

# The tokens of accounts are signed by a key; so is the one that expired. "nobody" is known, and may do nothing.
tokens_make() {
    local name
    directory_private "$LAB_STATE/tokens"
    (cd "$LAB_STATE/tokens" && openssl genrsa -out accounts-key.pem 2048 && openssl genrsa -out stranger-key.pem 2048 &&
        openssl rsa -in accounts-key.pem -pubout -out accounts.pem) 2>"$LAB_STATE/openssl.log" ||
        die "openssl could not make keys: $(tail -n 3 "$LAB_STATE/openssl.log")"
    for name in admin nobody; do
        openssl rand -hex 20 >"$LAB_STATE/tokens/$name"
    done
    account_token accounts-key.pem -3600 >"$LAB_STATE/tokens/expired"
    account_token stranger-key.pem 864000 >"$LAB_STATE/tokens/stranger"
    {
        echo "$(cat "$LAB_STATE/tokens/admin"),admin,admin,system:masters"
        echo "$(cat "$LAB_STATE/tokens/nobody"),nobody,nobody"
    } >"$LAB_STATE/tokens/known.csv"
    for name in admin nobody expired stranger; do
        kubeconfig "{token: \"$(cat "$LAB_STATE/tokens/$name")\"}" >"$KUBECONFIGS/$name"
    done
}

# account_token KEY SECONDS: of the account "default", valid until then, as the API would sign it.
account_token() {
    local now head body issuer=https://kubernetes.default.svc
    now=$(date +%s)
    head=$(printf '{"alg":"RS256","typ":"JWT"}' | base64_url)
    body=$(printf '{"iss":"%s","aud":["%s"],"iat":%d,"nbf":%d,"exp":%d,"sub":"system:serviceaccount:default:default"}' \
        "$issuer" "$issuer" $((now - 7200)) $((now - 7200)) $((now + $2)) | base64_url)
    printf '%s.%s.%s\n' "$head" "$body" \
        "$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -sign "$LAB_STATE/tokens/$1" | base64_url)"
}

base64_url() {
    base64 -w 0 | tr '+/' '-_' | tr -d '='
}
