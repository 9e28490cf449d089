# shellcheck shell=bash
# What this computer looks like from outside the lab, to compare before and after.

# footprint_write FILE: where another lab is up, or comes up meanwhile, only what bears this one's name or addresses can be
# compared; else everything.
footprint_write() {
    footprint | sort >"$1"
    if [[ -n $(other_labs) ]]; then OTHER_LABS=seen; fi
}

footprints_equal() {
    local changes
    changes=$(diff -u "$1" "$2" || true)
    if [[ ${OTHER_LABS:-} == seen ]]; then
        changes=$(grep -E "^[+-].*(berth-$LAB_NAME\>|berth-lab/$LAB_NAME\>|$LAB_SUBNET\.)" <<<"$changes" || true)
    fi
    echo "$changes"
    [[ -z $changes ]]
}

# By their links, which are seen even where another lab keeps its files in a /run of its own.
other_labs() {
    ip -br link | awk -v own="berth-$LAB_NAME" '{ sub(/@.*/, "", $1) } $1 ~ /^berth-/ && $1 != own { print $1 }'
}

footprint() {
    local place
    ip netns list 2>/dev/null | awk '{ print "namespace " $1 }'
    lsns --noheadings --raw --output TYPE,NS | awk '$1 == "net" || $1 == "uts" { print "namespace " $0 }'
    ip -br link | awk '{ print "link " $1 }'
    ip -4 route show table all | sed 's/^/route /'
    ip -4 rule | sed 's/^/rule /'
    footprint_filters | sed 's/^/filter /'
    awk '{ print "mount " $5 " " $4 }' /proc/self/mountinfo
    find /sys/fs/cgroup -maxdepth 3 -type d -name 'berth-*' | sed 's/^/cgroup /'
    awk '$8 ~ /berth|docker|containerd/ { print "socket " $8 }' /proc/net/unix
    grep -H . /proc/sys/net/ipv4/{ip_forward,conf/all/{rp_filter,route_localnet}} /proc/sys/kernel/{panic,panic_on_oops} \
        /proc/sys/vm/{overcommit_memory,panic_on_oom} /proc/sys/net/netfilter/nf_conntrack_max 2>/dev/null |
        sed 's/^/kernel /' || true
    for place in /etc /opt /run /var/lib /var/log /var/run /var/tmp /tmp /usr/libexec /usr/sbin/policy-rc.d /root; do
        footprint_files "$place" | sed 's/^/file /'
    done
}

# The rules without their counters.
footprint_filters() {
    local command
    for command in iptables-nft-save iptables-legacy-save; do
        if command -v "$command" >/dev/null; then
            "$command" 2>/dev/null | sed '/^#/d; s/\[[0-9:]*\]//'
        fi
    done
}

footprint_files() {
    find "$1" -maxdepth 2 \( -path "$CHECK_DIRECTORY" -o -path "$LAB_ROOT/*" \) -prune -o \
        \( -name '*docker*' -o -name '*containerd*' -o -name '*berth*' -o -name '*netns*' -o -name '*runc*' \
        -o -name '*kube*' -o -name 'cni*' -o -path '/var/log/pods*' \
        -o -name '*policy-rc*' -o -name '*xtables*' -o -path '*docker/*' -o -path '*netns/*' \) -print 2>/dev/null || true
}

# Every process of the machines, those in containers too, as "number start": a number alone may be another's later.
processes_of_machines() {
    local machine first
    for machine in "$@"; do
        first=$(machine_first_process "$machine") || continue
        process_starts_in "$(readlink "/proc/$first/ns/pid")"
    done
}

process_starts_in() {
    local directory
    for directory in /proc/[0-9]*; do
        if [[ $(readlink "$directory/ns/pid" 2>/dev/null) == "$1" ]]; then
            process_start "${directory#/proc/}"
        fi
    done
}

# The name in the second field may hold blanks, so the fields are counted from behind it.
process_start() {
    local line
    read -r line 2>/dev/null <"/proc/$1/stat" || return 0
    line=${line##*) }
    # shellcheck disable=SC2086 # into words
    set -- "$1" $line
    echo "$1 ${21}"
}

# Fails and names those of the list that still run.
processes_ended() {
    local number start left=0
    while read -r number start; do
        if [[ $(process_start "$number") == "$number $start" ]]; then
            echo "still runs: $number $(tr '\0' ' ' <"/proc/$number/cmdline")"
            left=1
        fi
    done <"$1"
    return "$left"
}
