#!/usr/bin/env bash
# The first process of a machine of the lab, in namespaces of its own: MACHINE LAB_ROOT DIRECTORY
#
# It hides what daemons would write to this computer, and then waits and buries orphans, which is the duty of a first
# process: a container's shim becomes one.
set -euo pipefail
machine=$1 root=$2 directory=$3

hostname "$machine"

# An own /run. containerd and docker keep sockets, name spaces and locks there, some at fixed places. The lab's own
# directory shows through.
own=$directory/run
mkdir -p "$own"
mount -t tmpfs -o mode=755,size=64m tmpfs "$own"
mkdir -p "$own/${root#/run/}"
mount --rbind "$root" "$own/${root#/run/}"
mount --rbind "$own" /run

# An own /etc over this computer's, because Debian's engine writes a key to /etc/docker whatever it is told. There is no
# name server in it: a name that isn't the lab's is unknown at once.
mkdir -p /run/etc/upper /run/etc/work
mount -t overlay -o lowerdir=/etc,upperdir=/run/etc/upper,workdir=/run/etc/work overlay /etc
rm -f /etc/resolv.conf
echo 'nameserver 127.0.0.1' >/etc/resolv.conf

# Engines read the size of the machine here.
if [[ -e $directory/meminfo ]]; then
    mount --bind "$directory/meminfo" /proc/meminfo
fi

# A profile that is loaded into the kernel stays there, so AppArmor is not seen to be on.
enabled=/sys/module/apparmor/parameters/enabled
if [[ -e $enabled ]]; then
    echo N >"$directory/apparmor"
    mount --bind "$directory/apparmor" "$enabled"
fi

# What else this machine has for itself: lines "SOURCE PLACE". Places in /var/lib are made, in an overlay as above.
if [[ -e $directory/own ]]; then
    mkdir -p /run/var/upper /run/var/work
    mount -t overlay -o lowerdir=/var/lib,upperdir=/run/var/upper,workdir=/run/var/work overlay /var/lib
    while read -r source place; do
        [[ -e $place ]] || mkdir -p "$place"
        mount --bind "$source" "$place"
    done <"$directory/own"
fi

touch "$directory/booted"
while :; do
    sleep infinity &
    wait $!
done
