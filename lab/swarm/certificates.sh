# shellcheck shell=bash
# Certificates for the engines' TCP address, which wants one of the client too: an authority, what the engines show, what
# a client shows, and a stranger, whose certificate another authority signed.

certificates_make() {
    local node names=DNS:localhost
    for node in $(nodes); do
        names+=,DNS:$node,IP:$(network_address "$node")
    done
    directory_private "$CERTIFICATES"
    certificates_settings "$names" >"$CERTIFICATES/openssl.cnf"
    authority_make "$CERTIFICATES" "Berth lab"
    certificate_make server engine "$CERTIFICATES"
    certificate_make client client "$CERTIFICATES"
    mkdir "$CERTIFICATES/stranger"
    authority_make "$CERTIFICATES/stranger" "Somebody else"
    certificate_make stranger client "$CERTIFICATES/stranger"
    # Docker's clients look for the three files in one directory.
    cp "$CERTIFICATES/ca.pem" "$CERTIFICATES/client/"
}

# openssl's own settings would mark every certificate as an authority.
certificates_settings() {
    cat <<CONF
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[engine]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = $1
[client]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = clientAuth
CONF
}

authority_make() {
    certificate_request "$1/ca-key.pem" "$1/ca.pem" "$2" authority
}

# certificate_make DIRECTORY SECTION AUTHORITY
certificate_make() {
    mkdir -p "$CERTIFICATES/$1"
    certificate_request "$CERTIFICATES/$1/key.pem" "$CERTIFICATES/$1/cert.pem" "$1" "$2" \
        -CA "$3/ca.pem" -CAkey "$3/ca-key.pem"
}

# certificate_request KEY CERTIFICATE NAME SECTION SIGNER...
certificate_request() {
    local key=$1 certificate=$2 name=$3 section=$4
    shift 4
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -config "$CERTIFICATES/openssl.cnf" \
        -subj "/CN=$name" -extensions "$section" -keyout "$key" -out "$certificate" "$@" 2>"$LAB_STATE/openssl.log" ||
        die "openssl could not make $certificate: $(tail -n 3 "$LAB_STATE/openssl.log")"
}
