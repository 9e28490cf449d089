# shellcheck shell=bash
# What every command of the lab begins with: strictness, names, places. Sourced, with LAB_HOME set to this directory.
set -euo pipefail
# Numbers with a comma for a point, or messages in another language, would be read wrongly below.
export LC_ALL=C
# Debian's docker, not one that comes earlier in the path of whoever calls.
export PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin:${PATH:-}
umask 022

LAB_ROOT=/run/berth-lab
LAB_CACHE=/var/cache/berth-lab

for part in log wait packages network machine cleanup settings nodes certificates registry image build environment; do
    # shellcheck disable=SC1090
    source "$LAB_HOME/lib/$part.sh"
done
unset part

require_root() {
    [[ $(uname -s) == Linux ]] || die "the lab needs Linux, and this is $(uname -s)"
    [[ $EUID == 0 ]] || die "the lab makes namespaces, bridges and mounts: run it as root"
}

# lab_choose KIND: sets what all names are made of. BERTH_LAB gives a lab another name, so that two can be up at once.
lab_choose() {
    LAB_KIND=$1
    LAB_NAME=${BERTH_LAB:-$(name_of_kind)}
    # An interface of the kernel has a name of at most 15 bytes, six of which are "berth-".
    [[ $LAB_NAME =~ ^[a-z][a-z0-9]{0,8}$ ]] ||
        die_usage "BERTH_LAB (=$LAB_NAME) must be 1 to 9 lower case letters and digits, a letter first"
    LAB_STATE=$LAB_ROOT/$LAB_NAME
    LAB_SUBNET=${BERTH_LAB_SUBNET:-10.77.$(name_number)}
    [[ $LAB_SUBNET =~ ^[0-9]{1,3}(\.[0-9]{1,3}){2}$ ]] ||
        die_usage "BERTH_LAB_SUBNET (=$LAB_SUBNET) must be the first three numbers of a /24, such as 10.77.5"
}

name_of_kind() {
    case $LAB_KIND in
        kubernetes) echo k8s ;;
        *) echo "$LAB_KIND" ;;
    esac
}

# A name is in use once, whatever the kind.
lab_is_of_kind() {
    local kind
    kind=$(cat "$LAB_STATE/kind" 2>/dev/null || echo "$LAB_KIND")
    [[ $kind == "$LAB_KIND" ]] || die "the lab $LAB_NAME is no $LAB_KIND but a $kind: give this one another name by BERTH_LAB"
}

# A number from 1 to 254 that a name always gives, so that a lab has the same addresses each time.
name_number() {
    local sum
    sum=$(printf %s "$LAB_NAME" | cksum)
    echo $((${sum%% *} % 254 + 1))
}

# kind_of ARGUMENTS...: the kind of lab that a command is about, which is its first argument.
kind_of() {
    [[ $# -gt 0 ]] || die_usage "say which lab: $(kinds)"
    [[ -f $LAB_HOME/$1/up.sh ]] || die_usage "no lab is called $1; there is: $(kinds)"
    echo "$1"
}

kinds() {
    local file
    for file in "$LAB_HOME"/*/up.sh; do
        basename "$(dirname "$file")"
    done | paste -sd' '
}

# print_help FILE: the comment at the head of a command is its help.
print_help() {
    sed -n '2,/^[^#]/ s/^# \{0,1\}//p' "$1"
}

# One command at a time changes a lab. What is started in the background must close 9, or it would hold the lock.
lab_lock() {
    directory_private "$LAB_ROOT"
    exec 9>"$LAB_ROOT/$LAB_NAME.lock"
    flock -w 300 9 || die "another command has been changing $LAB_NAME for five minutes"
    # Whoever had the lock may have deleted the file: then it is of no use.
    [[ $LAB_ROOT/$LAB_NAME.lock -ef /proc/self/fd/9 ]] || lab_lock
}

# Only root may look into it: there are keys in it.
directory_private() {
    (umask 077 && mkdir -p "$1")
}
