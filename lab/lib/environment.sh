# shellcheck shell=bash
# The part of what tests read that each kind of lab has, under names that begin with the kind's. Names are never renamed,
# lines only added.

# environment_common PREFIX DIGEST
environment_common() {
    echo "$1_LAB=$LAB_NAME"
    echo "$1_STATE=$LAB_STATE"
    echo "$1_REGISTRY=$REGISTRY"
    echo "$1_IMAGE=$(image_name 1)"
    echo "$1_IMAGE_NEXT=$(image_name 2)"
    echo "$1_IMAGE_DIGEST=$2"
    echo "$1_IMAGE_LOCAL=$(image_name_local)"
    echo "$1_IMAGE_ABSENT=$(image_name absent)"
}

# environment_node PREFIX NODE
environment_node() {
    echo "$1_ADDRESS=$(network_address "$2")"
    echo "$1_ZONE=$(node_zone "$2")"
    echo "$1_DISK=$(node_disk "$2")"
}
