# shellcheck shell=bash
# The image of the probe workload: Debian's static busybox and links to it, nothing else.

image_name() {
    echo "$REGISTRY/berth/probe:$1"
}

# A name without a registry that could be asked: port 1 refuses at once.
image_name_local() {
    echo "localhost:1/berth/probe:1"
}

# The files of the image, as an archive.
image_make() {
    local root=$LAB_STATE/image applet
    mkdir -p "$root"/{bin,dev,etc,mnt,proc,root,run,sys,tmp,var}
    chmod 1777 "$root/tmp"
    cp /bin/busybox "$root/bin/busybox"
    for applet in $(/bin/busybox --list); do
        [[ $applet == busybox ]] || ln -s busybox "$root/bin/$applet"
    done
    echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
    echo 'root:x:0:' >"$root/etc/group"
    tar -C "$root" -cf "$LAB_STATE/image.tar" .
    rm -rf "$root"
}
