# shellcheck shell=bash
# The nodes of a lab, n1, n2, …, and what distinguishes them. A kind of lab sets MANAGERS, WORKERS and DEDICATED.

# The managers first. Nowhere does a reader leave a pipe early (grep -q, head): whoever still writes would then fail, now
# and then.
nodes() {
    numbered 1 $((MANAGERS + WORKERS))
}

managers() {
    numbered 1 "$MANAGERS"
}

workers() {
    numbered $((MANAGERS + 1)) $((MANAGERS + WORKERS))
}

# Those that run tasks.
nodes_with_tasks() {
    if [[ $DEDICATED == yes ]]; then workers; else nodes; fi
}

numbered() {
    local number
    for ((number = $1; number <= $2; number++)); do
        echo "n$number"
    done
}

node_known() {
    [[ $1 =~ ^n[1-9][0-9]?$ && ${1#n} -le $((MANAGERS + WORKERS)) ]] ||
        die_usage "no node is called $1; there are: $(nodes | paste -sd' ')"
}

node_is_manager() {
    [[ ${1#n} -le $MANAGERS ]]
}

# Of the nodes that run tasks, two share a zone, so that spreading over zones is not the same as spreading over nodes, and
# disks cross zones.
node_place() {
    local number=${1#n}
    if [[ $DEDICATED == yes ]]; then
        number=$((number - MANAGERS))
    fi
    case $(((number + 2) % 3)) in
        0) echo "a ssd" ;;
        1) echo "a hdd" ;;
        2) echo "b ssd" ;;
    esac
}

node_zone() {
    local place
    place=$(node_place "$1")
    echo "${place% *}"
}

node_disk() {
    local place
    place=$(node_place "$1")
    echo "${place#* }"
}

# The last node is the small one.
node_is_small() {
    [[ ${1#n} == $((MANAGERS + WORKERS)) ]]
}

node_size() {
    if node_is_small "$1"; then echo small; else echo large; fi
}

node_memory_mib() {
    if node_is_small "$1"; then echo 1024; else echo 4096; fi
}

# This computer's file with another total: what programs on a node take for its memory.
node_memory() {
    sed "s/^MemTotal:.*/MemTotal:       $(($(node_memory_mib "$1") * 1024)) kB/" /proc/meminfo
}

# node_disk_make NODE: in memory: fast, of a size that a test can fill, and it outlives the machine, as a disk does.
node_disk_make() {
    local directory
    directory=$(machine_directory "$1")/disk
    mkdir -p "$directory"
    mount -t tmpfs -o "mode=700,size=$DISK" "berth-$LAB_NAME-$1" "$directory"
}

# By writing, until the disk is full to the last byte; fallocate would stop at what is free in one piece.
node_disk_fill() {
    cat /dev/zero 2>/dev/null >"$LAB_STATE/$1/disk/full" || true
}

node_disk_free() {
    rm -f "$LAB_STATE/$1/disk/full"
}
