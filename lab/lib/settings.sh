# shellcheck shell=bash
# With which options a lab is up. A kind of lab names them in SETTINGS; their names are those of variables.

# settings_choose KIND: the places of a lab of this kind.
settings_choose() {
    lab_choose "$1"
    ENVIRONMENT=$LAB_STATE/environment
    READY=$LAB_STATE/ready
    CERTIFICATES=$LAB_STATE/certificates
    REGISTRY=$(network_address hub):$REGISTRY_PORT
}

settings_read() {
    [[ -e $READY ]] || die "no $LAB_KIND called $LAB_NAME is up: ./lab/up $LAB_KIND"
    lab_is_of_kind
    # shellcheck disable=SC1090
    source "$LAB_STATE/settings"
}

settings_write() {
    local name
    for name in "${SETTINGS[@]}"; do
        printf '%s=%q\n' "$name" "${!name}"
    done >"$LAB_STATE/settings"
}

# settings_begin COMMAND...: ends if the lab is up as wanted, which the command finds out; takes away what a crash, or a
# restart of this computer, left; and begins anew.
settings_begin() {
    lab_is_of_kind
    if [[ -e $READY ]] && (settings_read && "$@" >/dev/null); then
        settings_same
        say "the $LAB_KIND $LAB_NAME is up already"
        exit 0
    fi
    if [[ -e $LAB_STATE || -n $(network_namespaces) ]]; then
        say "removing what was left of an earlier $LAB_NAME"
        lab_remove
    fi
    trap settings_failure EXIT
    directory_private "$LAB_STATE"
    echo "$LAB_KIND" >"$LAB_STATE/kind"
    settings_write
}

settings_same() {
    local wanted
    wanted=$(declare -p "${SETTINGS[@]}")
    settings_read
    [[ $wanted == "$(declare -p "${SETTINGS[@]}")" ]] ||
        die "the $LAB_KIND $LAB_NAME is up with other options ($(paste -sd' ' "$LAB_STATE/settings"));" \
            "./lab/down $LAB_KIND first"
}

# The logs are worth more than a clean computer.
settings_failure() {
    [[ -e $READY ]] ||
        complain "the $LAB_KIND $LAB_NAME is not up; logs: $LAB_STATE; ./lab/down $LAB_KIND takes away what was made"
}
