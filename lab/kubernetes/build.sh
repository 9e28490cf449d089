# shellcheck shell=bash
# The programs, built from source into the cache: Debian has neither a server nor a kubelet.

PROGRAMS=(etcd etcd-fault kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubelet kubectl)
KUBERNETES_TAGS=grpcnotrace,netgo,osusergo

programs_need() {
    build_once "Kubernetes $VERSION" "$LAB_CACHE/kubernetes-$VERSION" programs_build "${PROGRAMS[@]}"
}

# programs_build DIRECTORY: the links come last, by which the programs are there.
programs_build() {
    local source=$1/source name
    rm -rf "$source"
    mkdir -p "$source"
    cp "$LAB_HOME/kubernetes/program/"*.go "$LAB_HOME/kubernetes/$VERSION/go."* "$source/"
    cd "$source" || return
    nice "$GO" build -buildvcs=false -tags "$KUBERNETES_TAGS" -ldflags "-s -w $(version_flags)" -o ../kubernetes . || return
    cd .. && rm -r source
    for name in "${PROGRAMS[@]}"; do
        ln -sf kubernetes "$name"
    done
}

# It would call itself v0.0.0, and refuse nodes and features by that.
version_flags() {
    local package version
    version=$(version_full go.mod)
    for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
        printf -- '-X %s ' "$package.gitVersion=v$version" "$package.gitMajor=1" "$package.gitMinor=${VERSION#1.}" \
            "$package.gitTreeState=archive" "$package.gitCommit=lab" "$package.buildDate=1970-01-01T00:00:00Z"
    done
}

# version_full FILE: 1.34.4, say.
version_full() {
    sed -n 's/.*k8s.io\/kubernetes v\([0-9.]*\)$/\1/p' "$1"
}
