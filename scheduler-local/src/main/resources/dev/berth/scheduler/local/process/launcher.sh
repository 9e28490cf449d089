# The launcher of one Berth state directory, and the shims it forks.
#
# Java feeds it one command per line on standard input; it forks one shim per "start". A shim starts the processes of
# one batch, each in a session of its own, waits for them and records every end. Nothing that is recorded needs a disk
# block or a rename: the record is the *name* of an empty file in the directory "events", so it is atomic and still
# works when the disk is full. Shims and processes outlive both the launcher and the JVM.
#
# Written for dash and for bash --posix; only the marked lines differ. All variables begin with berth_, because
# a process's own variables are set in the same shell just before its program is executed.

berth_root=$1 berth_logs=$2 berth_bound=$3 berth_env=$4 berth_generation=$5
berth_events=$berth_root/events
berth_mask=$(umask)
umask 077
set -f
PATH=/usr/bin:/bin:/usr/sbin:/sbin
IFS=' 	
'
cd /
read -r berth_boot </proc/sys/kernel/random/boot_id

# An asynchronous list ignores INT and QUIT. bash can undo that in the child; dash can't, so there env(1) does it.
berth_defaults=
if [ -z "${BASH_VERSION-}" ] && "$berth_env" --default-signal=INT,QUIT true 2>/dev/null; then
	berth_defaults=$berth_env
fi

# Sets berth_pid and berth_start of this very process; field 2, the command, may hold spaces and parentheses.
identify() {
	read -r berth_stat </proc/self/stat
	berth_pid=${berth_stat%% *}
	set -- ${berth_stat##*) }
	shift 19
	berth_start=$1
}

record() {
	command : >"$berth_events/$1"
}

refuse() {
	record "$1=refused=$2"
	exit 3
}

# In the child: enter ID DIRECTORY OUT ERR. The identity is recorded before the claim and the claim is taken before the
# program runs, so a program without a record never runs and a claim taken by Java first means it never will.
enter() {
	command exec 3>>"$3" 4>>"$4" || refuse "$1" log
	command cd -P -- "$2" || refuse "$1" directory
	identify
	record "$1=process=$berth_pid=$berth_start=$berth_boot=$berth_shim" || exit 1
	set -C
	record "$1=claim" || exit 3
	set +C
	umask "$berth_mask"
	[ -n "$berth_defaults" ] || trap - INT QUIT
	unset PWD OLDPWD SHLVL _
}

# In the child, after the exports: run PROGRAM ARGUMENT...
run() {
	exec 1>&3 2>&4 3>&- 4>&-
	[ -z "$berth_defaults" ] || set -- "$berth_defaults" --default-signal=INT,QUIT "$@"
	unset _
	exec "$@"
}

# In the shim: forks the function "task" that the batch just defined.
spawn() {
	( task ) </dev/null &
	berth_running="$berth_running$!=$1 "
	berth_count=$((berth_count + 1))
	berth_numbers="$berth_numbers$!=$berth_count "
}

# In the shim: end PID KIND VALUE. It must not be lost, so a failure to write it is tried again while there is a
# directory to write to. A trap may run between any two commands of the shim: bash then forgets a pending break or
# continue, so the shim has none.
end() {
	case $berth_running in *" $1="*) ;; *) return 0 ;; esac
	berth_id=${berth_running#*" $1="}
	berth_id=${berth_id%% *}
	berth_running="${berth_running%%" $1=$berth_id "*} ${berth_running#*" $1=$berth_id "}"
	if [ ! -f "$berth_events/$berth_id=claim" ]; then
		[ "$2$3" != exit3 ] || return 0
		set -- "$1" unclaimed 0
	fi
	until record "$berth_id=$2=$3"; do
		[ -d "$berth_events" ] || exit 1
		sleep 1
	done
}

# Reads one line of "jobs -l": "[4] + 26979 Done(130)".
job() {
	set -- ${1#*]}
	case $1 in + | -) shift ;; esac
	berth_listed="$berth_listed $1 "
	berth_job=$1
	shift
	case $* in
	Running*) ;;
	Done\(*) berth_code=${1#Done\(} && end "$berth_job" exit "${berth_code%%\)*}" ;;
	Done*) end "$berth_job" exit 0 ;;
	Exit*) end "$berth_job" exit "$2" ;;
	*)
		berth_text="$*"
		berth_text=${berth_text%%"( task"*}
		berth_text=${berth_text%" "}
		while case $berth_text in */*) ;; *) false ;; esac do
			berth_text=${berth_text%%/*}-${berth_text#*/}
		done
		end "$berth_job" signal "$berth_text"
		;;
	esac
}

unlisted() {
	wait "$1"
	berth_code=$?
	if [ "$berth_code" -eq 145 ]; then # 128 + CHLD: it was the wait that was interrupted
		wait "$1"
		berth_code=$?
	fi
	if [ "$berth_code" -gt 128 ]; then
		end "$1" signal "$((berth_code - 128))"
	else
		end "$1" unknown "$berth_code"
	fi
}

# Sets berth_gone to those of berth_running that ended, and berth_jobs to their names as jobs. The shell has collected them,
# so their numbers are free.
find_gone() {
	berth_gone= berth_jobs=
	for berth_word in $berth_running; do
		berth_word=${berth_word%%=*}
		if ! kill -0 "$berth_word" 2>/dev/null; then
			berth_gone="$berth_gone $berth_word"
			berth_word=${berth_numbers#*" $berth_word="}
			berth_jobs="$berth_jobs %${berth_word%% *}"
		fi
	done
}

# The shell tells 143 from TERM only in its list of jobs, so that is what is read, through a pipe made of a here-document.
# dash lists just the jobs asked for; bash numbers jobs anew and may leave out those that a signal ended.
reap() {
	exec 9<<-end
	jobs
	end
	if [ -n "${BASH_VERSION-}" ]; then
		jobs -l >/proc/self/fd/9
	else
		jobs -l $berth_jobs >/proc/self/fd/9
	fi
	berth_listed=
	while read -r berth_line <&9; do
		case $berth_line in \[*) job "$berth_line" ;; esac
	done
	exec 9<&-
	for berth_word in $berth_gone; do
		case $berth_listed in
		*" $berth_word "*) ;;
		*) unlisted "$berth_word" ;;
		esac
	done
}

# Run when a child ended. Without a trap for CHLD "read" is never cut short by one; a child that ends meanwhile is found by
# looking again. bash may still run a trap that was due before: berth_busy keeps it out and berth_again does its work.
on_child() {
	berth_again=1
	[ -z "$berth_busy" ] || return 0
	berth_busy=1
	while [ -n "$berth_again" ]; do
		berth_again=
		trap - CHLD
		find_gone
		[ -z "$berth_gone" ] || reap
		trap on_child CHLD
		find_gone
		[ -z "$berth_gone" ] || berth_again=1
	done
	berth_busy=
	[ -z "$berth_again" ] || on_child
}

# No child is left: what is still taken for running never tells its end. Without this the shim would spin.
abandon() {
	on_child
	for berth_word in $berth_running; do
		end "${berth_word%%=*}" unknown 0
	done
}

# A batch is started without a trap: a child that ends meanwhile is found by the first on_child.
shim() {
	berth_running=' ' berth_numbers=' ' berth_count=0 berth_busy=
	identify
	berth_shim=$berth_pid=$berth_start
	. "$1"
	on_child
	while [ "$berth_running" != ' ' ] && [ -d "$berth_events" ]; do
		wait && abandon
	done
	exit 0
}

# trim LENGTH FILE frees the oldest blocks; offsets stay. Where the file system can't, all goes: a bound is a bound.
trim() {
	fallocate --punch-hole --offset 0 --length "$1" "$2" 2>/dev/null && return 0
	command : >"$2"
	echo "[berth] all that was here was dropped: this file system can't free the oldest part of a file" >>"$2"
}

# Whether a process of this directory lives.
lives() {
	set +f
	set -- "$berth_events"/*=process=*
	set -f
	for berth_file; do
		berth_line=${berth_file#*=process=}
		berth_pid=${berth_line%%=*} berth_line=${berth_line#*=}
		berth_start=${berth_line%%=*} berth_line=${berth_line#*=}
		if [ "${berth_line%%=*}" = "$berth_boot" ] && same "$berth_pid" "$berth_start"; then
			return 0
		fi
	done
	return 1
}

# same PID START
same() {
	{ read -r berth_stat <"/proc/$1/stat"; } 2>/dev/null || return 1
	berth_expected=$2
	set -- ${berth_stat##*) }
	shift 19
	[ "$1" = "$berth_expected" ]
}

# The guard bounds the logs while no JVM does, looking every 5 s, until another launcher takes over or nothing lives.
guard() {
	while lives && read -r berth_line <"$berth_root/launcher" && [ "$berth_line" = "$berth_generation" ]; do
		find "$berth_logs" -maxdepth 1 -type f "(" -name "*.out" -o -name "*.err" ")" -size "+$((berth_bound / 1024))k" \
			-printf '%b %s %f\n' | while read -r berth_blocks berth_size berth_file; do
			if [ "$((berth_blocks * 512))" -gt "$((berth_bound + berth_bound / 8))" ]; then
				trim "$(((berth_size - berth_bound) / 4096 * 4096))" "$berth_logs/$berth_file"
			fi
		done
		sleep 5
	done
}

while IFS= read -r berth_line; do
	case $berth_line in
	'start '*) ( shim "$berth_root/launches/${berth_line#start }" ) </dev/null & ;;
	'signal '*)
		set -- ${berth_line#signal }
		berth_signal=$1
		shift
		for berth_group; do
			# A process that has just been claimed may not be the leader of its group yet.
			kill -s "$berth_signal" -- "$berth_group" 2>/dev/null || kill -s "$berth_signal" -- "${berth_group#-}"
		done
		;;
	'trim '*)
		set -- ${berth_line#trim }
		( trim "$1" "$berth_logs/$2" ) </dev/null &
		;;
	esac
	jobs >/dev/null # collects shims that are done
done
guard
