# shellcheck shell=bash
# The course of a lab's own test: up after a crash, what its kind checks, down, and nothing is left. A kind of lab has PACKAGES.

lab() {
    "$LAB_HOME/$1" "${@:2}"
}

# test_lab FILE COMMAND...: the command checks what the lab is, in between. The file appears when "up" is halfway.
test_lab() {
    local halfway=$1
    shift
    CHECK_DIRECTORY=$(mktemp -d)
    CHECK_LOG=$CHECK_DIRECTORY/log
    trap 'rm -rf "$CHECK_DIRECTORY"' EXIT
    lab down "$LAB_KIND"
    packages_need "${PACKAGES[@]}"
    footprint_write "$CHECK_DIRECTORY/before"
    check "up, killed on the way" up_and_crash "$LAB_STATE/$halfway"
    check "up after that" lab up "$LAB_KIND" "${OPTIONS[@]}"
    settings_read
    "$@"
    check_commands
    # shellcheck disable=SC2046 # names of nodes hold no blanks
    processes_of_machines $(nodes) >"$CHECK_DIRECTORY/processes"
    check "there are processes to end" test -s "$CHECK_DIRECTORY/processes"
    check "down" lab down "$LAB_KIND"
    check "down again" lab down "$LAB_KIND"
    check_gone
    checks_end
}

# Killed when it has begun to make things, as by a reset.
up_and_crash() {
    local process
    setsid "$LAB_HOME/up" "$LAB_KIND" "${OPTIONS[@]}" >/dev/null 2>&1 &
    process=$!
    await 60 "$1 has been made" test -e "$1"
    kill -KILL -- "-$process"
    wait "$process" || true
}

check_gone() {
    check "none of its processes runs" processes_ended "$CHECK_DIRECTORY/processes"
    footprint_write "$CHECK_DIRECTORY/after"
    check "this computer is as it was before" footprints_equal "$CHECK_DIRECTORY/before" "$CHECK_DIRECTORY/after"
    [[ -z ${OTHER_LABS:-} ]] || say "        another lab was up: compared is only what is called $LAB_NAME or has its addresses"
}

# What tests read of the environment file.
value() {
    sed -n "s/^${LAB_KIND^^}_$1=//p" "$ENVIRONMENT"
}

# One value in each line, which a shell and a properties file read alike.
environment_is_complete() {
    ! grep -vE "^${LAB_KIND^^}_[A-Z0-9_]+=[^ '\"]+\$" "$ENVIRONMENT"
}

check_commands() {
    check "up again does nothing" grep -q 'up already' <(lab up "$LAB_KIND" "${OPTIONS[@]}")
    check_refused 'other options' "up with other options is refused" lab up "$LAB_KIND" "${OPTIONS[@]}" --disk 333m
    check_refused 'unknown option' "an unknown option is refused" lab up "$LAB_KIND" --bogus
    check_refused 'no node is called n99' "an unknown node is refused" lab fault "$LAB_KIND" cut n99
    check "every value of the environment is there" environment_is_complete
    check "status knows it" grep -q "^$LAB_NAME ($LAB_KIND):" <(lab status)
    check "status is JSON too" json_is_valid
}

# By what every computer has: a value per node, with matching brackets.
json_is_valid() {
    local text
    text=$(lab status --json)
    echo "$text"
    [[ $text == '[{'*'}]' && $text == *"\"lab\":\"$LAB_NAME\",\"kind\":\"$LAB_KIND\",\"node\":\"n1\""* ]]
}

# answers_http NODE PORT: a web server there has a file called passwd.
answers_http() {
    answers_at "$(network_address "$1")" "$2"
}

# answers_at ADDRESS PORT
answers_at() {
    local line
    exec 3<>"/dev/tcp/$1/$2" || return 1
    printf 'GET /passwd HTTP/1.0\r\n\r\n' >&3
    read -r -t 2 line <&3
    exec 3<&-
    [[ $line == *" 200 "* ]]
}
