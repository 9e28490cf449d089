# shellcheck shell=bash
# Certificates: an authority, what servers show, what clients show, and a stranger, whose certificate another authority
# signed.

# certificates_make NAMES: the authority, a server's certificate for these names ("DNS:n1,IP:10.77.5.11"), a client's and a
# stranger's.
certificates_make() {
    directory_private "$CERTIFICATES"
    certificates_settings "$1" >"$CERTIFICATES/openssl.cnf"
    authority_make "$CERTIFICATES" "Berth lab"
    certificate_make server /CN=server server "$CERTIFICATES"
    certificate_make client /CN=client client "$CERTIFICATES"
    mkdir "$CERTIFICATES/stranger"
    authority_make "$CERTIFICATES/stranger" "Somebody else"
    certificate_make stranger /CN=stranger client "$CERTIFICATES/stranger"
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
[server]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = $1
[client]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = clientAuth
CONF
}

authority_make() {
    certificate_request "$1/ca-key.pem" "$1/ca.pem" "/CN=$2" authority
}

# certificate_make DIRECTORY SUBJECT SECTION AUTHORITY: the three files that a client looks for are in the directory then.
certificate_make() {
    mkdir -p "$CERTIFICATES/$1"
    certificate_request "$CERTIFICATES/$1/key.pem" "$CERTIFICATES/$1/cert.pem" "$2" "$3" \
        -CA "$4/ca.pem" -CAkey "$4/ca-key.pem"
    [[ -e $CERTIFICATES/$1/ca.pem ]] || cp "$CERTIFICATES/ca.pem" "$CERTIFICATES/$1/"
}

# certificate_request KEY CERTIFICATE SUBJECT SECTION SIGNER...
certificate_request() {
    local key=$1 certificate=$2 subject=$3 section=$4
    shift 4
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -config "$CERTIFICATES/openssl.cnf" \
        -subj "$subject" -extensions "$section" -keyout "$key" -out "$certificate" "$@" 2>"$LAB_STATE/openssl.log" ||
        die "openssl could not make $certificate: $(tail -n 3 "$LAB_STATE/openssl.log")"
}
