# The launcher of one Berth state directory, and the shims it forks; launcher.sh does the same where there is no perl.
#
# Java feeds it one command per line on standard input; it forks one shim per "start". A shim starts the processes of
# one batch, each in a session of its own, waits for them and records every end. Nothing that is recorded needs a disk
# block or a rename: the record is the *name* of an empty file in the directory "events", so it is atomic and still
# works when the disk is full. Shims and processes outlive both the launcher and the JVM.
#
# A process costs one fork and one exec: what a shell needs setsid(1) and env(1) for is a call here. Only modules of
# Debian's perl-base are used.
use strict;
use warnings;
use Config;
use Fcntl qw(O_APPEND O_CREAT O_EXCL O_RDONLY O_WRONLY);
use POSIX ();

my ( $root, $logs, @guard ) = @ARGV;
my $events = "$root/events";
my $blank  = "$root/blank";
my $mask   = umask 077;
my $boot   = line('/proc/sys/kernel/random/boot_id');

# System calls that perl has no words for, by machine; on others they can't be made.
my ($machine) = ( $Config{archname} =~ /^([^-]+)-linux/, '' );
my %calls = (
    x86_64  => { prctl => 157, unshare => 272, mount => 165 },
    aarch64 => { prctl => 167, unshare => 97, mount => 40 },
);

# A JVM leaves SIGQUIT blocked in its children and may have been started with signals ignored; perl itself ignores FPE.
# All of it would be inherited by the processes.
my $none = POSIX::SigSet->new;
POSIX::sigprocmask( POSIX::SIG_SETMASK(), $none );
$SIG{$_} = 'DEFAULT' for grep { !/^(?:KILL|STOP|NUM32|NUM33|__.*)$/ } keys %SIG;

# Shims are collected by the kernel.
$SIG{CHLD} = 'IGNORE';
%ENV = ( PATH => '/usr/bin:/bin:/usr/sbin:/sbin' );
POSIX::setsid();
chdir '/' or die "chdir: $!";

sub line {
    my ($path) = @_;
    my $file = POSIX::open( $path, O_RDONLY ) // die "$path: $!";
    POSIX::read( $file, my $text, 4096 ) // die "$path: $!";
    POSIX::close($file);
    chomp $text;
    return $text;
}

# Number and start ticks of this very process. Field 2, the command, may hold spaces and parentheses.
sub identity {
    my $stat = line('/proc/self/stat');
    my ($number) = $stat =~ /^(\d+)/;
    my @fields = split / /, substr $stat, rindex( $stat, ')' ) + 2;
    return "$number=$fields[19]";
}

# A record is one more name of one empty file: where files are made anew for each, that takes ten times as long, and most
# of what a process costs. It is made anew where a file can't have that many names. Made twice, it is there all the same,
# unless it is to be ours alone.
sub record {
    my ( $name, $flags ) = @_;
    return 1 if link $blank, "$events/$name";
    return !$flags if $! == POSIX::EEXIST();
    my $file = POSIX::open( "$events/$name", O_WRONLY | O_CREAT | ( $flags // 0 ), 0600 ) // return 0;
    return POSIX::close($file);
}

sub refuse {
    my ( $name, $reason ) = @_;
    record("$name=refused=$reason");
    POSIX::_exit(3);
}

# Names of files hold no "/", and "=" separates what is recorded.
sub reason {
    my $text = "$!";
    $text =~ tr{/=}{--};
    return $text;
}

# In the child. The identity is recorded before the claim and the claim is taken before the program runs, so a program
# without a record never runs and a claim taken by Java first means it never will.
sub run {
    my ( $shim, $launch ) = @_;
    my $name = $launch->{name};
    POSIX::setsid();
    output( $launch->{out}, 1 ) && output( $launch->{err}, 2 ) or refuse( $name, 'log' );
    my %secrets = secrets( @{ $launch->{secrets} } ) or !@{ $launch->{secrets} } or refuse( $name, 'secret' );
    mounts( @{ $launch->{mounts} } ) or refuse( $name, 'mount' );
    chdir $launch->{directory} or refuse( $name, 'directory' );
    record( "$name=process=" . identity() . "=$boot=$shim" ) or POSIX::_exit(1);
    record( "$name=claim", O_EXCL ) or POSIX::_exit(3);
    umask $mask;
    %ENV = %secrets;
    $ENV{ $_->[0] } = $_->[1] for @{ $launch->{environment} };
    my @command = @{ $launch->{command} };
    no warnings 'exec';
    exec { $command[0] } @command;
    my $reason = reason();
    umask 077;
    POSIX::_exit( record("$name=unexecuted=$reason") ? 127 : 1 );
}

# Values by variable, read from their files only now, so that none is ever written anywhere by us; nothing if one can't be.
sub secrets {
    my %values;
    for my $secret (@_) {
        my ( $variable, $path ) = @$secret;
        open my $file, '<:raw', $path or return;
        my $value = do { local $/; <$file> } // '';
        return if $value =~ /\0/;
        $values{$variable} = $value;
    }
    return %values;
}

# Shows this process and its children what is mounted for them; they go on to see what others mount, and others see
# nothing of theirs. What is mounted below a source is shown with it, unless it is to be read only: that goes for one mount.
sub mounts {
    my (@words) = @_;
    return 1 if !@words;
    my $calls = $calls{$machine} or return 0;
    my ( $none, $root ) = ( 'none', '/' );
    return 0 if 0 != syscall $calls->{unshare}, 0x20000;
    return 0 if 0 != syscall $calls->{mount}, $none, $root, 0, 0x84000, 0;
    while ( my ( $source, $target, $access ) = splice @words, 0, 3 ) {
        my $read = $access eq 'read';
        return 0 if 0 != syscall $calls->{mount}, $source, $target, 0, $read ? 0x1000 : 0x5000, 0;
        return 0 if $read && 0 != syscall $calls->{mount}, $source, $target, 0, 0x1021, 0;
    }
    return 1;
}

sub output {
    my ( $path, $number ) = @_;
    my $file = POSIX::open( $path, O_WRONLY | O_APPEND | O_CREAT, 0600 ) // return 0;
    return POSIX::dup2( $file, $number ) && POSIX::close($file);
}

# A batch is a list of words that end with NUL, see LaunchList.
sub batch {
    my ($path) = @_;
    open my $file, '<:raw', $path or die "$path: $!";
    my @words = split /\0/, do { local $/; <$file> }, -1;
    pop @words;
    my @launches;
    while (@words) {
        my %launch;
        @launch{qw(name directory out err)} = splice @words, 0, 4;
        my @variables = splice @words, 0, shift @words;
        $launch{environment} = [ map { [ split /=/, $_, 2 ] } @variables ];
        my @secrets = splice @words, 0, shift @words;
        $launch{secrets}     = [ map { [ split /=/, $_, 2 ] } @secrets ];
        $launch{mounts}      = [ splice @words, 0, shift @words ];
        $launch{command}     = [ splice @words, 0, shift @words ];
        push @launches, \%launch;
    }
    return @launches;
}

# Makes this process take in what its children leave behind, in place of init, by prctl(PR_SET_CHILD_SUBREAPER). Returns
# the list of its children, or nothing where that can't be.
sub take_in {
    my $calls = $calls{$machine} or return;
    return if 0 != syscall $calls->{prctl}, 36, 1, 0, 0, 0;
    sysopen my $list, "/proc/$$/task/$$/children", O_RDONLY or return;
    return $list;
}

# Whether nothing is left of a process that was just collected: whatever it started is by then our child, unless it has
# ended. Nobody but us collects our children, so none is missed in the list.
sub alone {
    my ( $list, $running ) = @_;
    return 0 if !$list || !sysseek $list, 0, 0;
    my ( $children, $count ) = ('');
    1 while $count = sysread $list, $children, 65536, length $children;
    return defined $count && !grep { !exists $running->{$_} } split / /, $children;
}

# An end must not be lost, so a failure to write it is tried again while there is a directory to write to.
sub end {
    my ( $name, $status, $alone ) = @_;
    my ( $code, $signal ) = ( $status >> 8, $status & 127 );
    my $end = $signal ? "signal=$signal" : "exit=$code";
    if ( !-f "$events/$name=claim" ) {
        return if $end eq 'exit=3';
        $end = 'unclaimed=0';
    }
    return if $end eq 'exit=127' && unexecuted($name);
    $end .= '=alone' if $alone && $end ne 'unclaimed=0';
    until ( record("$name=$end") ) {
        -d $events or POSIX::_exit(1);
        sleep 1;
    }
    return;
}

sub unexecuted {
    my ($name) = @_;
    opendir my $directory, $events or return 0;
    return grep { index( $_, "$name=unexecuted=" ) == 0 } readdir $directory;
}

# Waits for children and returns name and status of those that have a name; nothing when no child is left. All that have
# ended by then are taken together: looking at what is left costs as much as ending.
sub collect {
    my ($running) = @_;
    my @ended;
    my $wait = 0;
    while ( !@ended || $wait ) {
        my $child = waitpid -1, $wait;
        last if $child < 0 || $child == 0;
        my $name = delete $running->{$child} // next;
        push @ended, [ $name, $? ];
        $wait = POSIX::WNOHANG();
    }
    return @ended;
}

sub shim {
    my ($path)   = @_;
    my $shim     = identity();
    my $children = take_in();
    my %running  = ();
    for my $launch ( batch($path) ) {
        my $child = fork;
        if ( !defined $child ) {
            record("$launch->{name}=refused=fork");
            next;
        }
        run( $shim, $launch ) if $child == 0;
        $running{$child} = $launch->{name};
    }
    while ( my @ended = collect( \%running ) ) {
        my $alone = alone( $children, \%running );
        end( @{$_}, $alone ) for @ended;
    }
    return;
}

# Frees the oldest blocks; offsets stay. Where the file system can't, all goes: a bound is a bound.
sub trim {
    my ( $length, $path ) = @_;
    open STDERR, '>', '/dev/null' or die "/dev/null: $!";
    return if 0 == system 'fallocate', '--punch-hole', '--offset', 0, '--length', $length, $path;
    truncate $path, 0;
    sysopen my $file, $path, O_WRONLY | O_APPEND or return;
    syswrite $file, "[berth] all that was here was dropped: this file system can't free the oldest part of a file\n";
    return;
}

# A process that has just been claimed may not be the leader of its group yet.
sub signal {
    my ( $signal, @targets ) = @_;
    for my $target (@targets) {
        kill( $signal, $target ) or $target < 0 && kill $signal, -$target;
    }
    return;
}

# Runs a task beside the launcher. Without a process for it the launcher ends, and Java starts another one.
sub beside {
    my ( $task, @arguments ) = @_;
    my $child = fork // die "fork: $!";
    return if $child;
    $SIG{CHLD} = 'DEFAULT';
    open STDIN, '<', '/dev/null' or die "/dev/null: $!";
    $task->(@arguments);
    POSIX::_exit(0);
}

sub command {
    my ( $verb, @words ) = split / /, $_[0];
    if    ( $verb eq 'start' )  { beside( \&shim, "$root/launches/$words[0]" ) }
    elsif ( $verb eq 'signal' ) { signal(@words) }
    elsif ( $verb eq 'trim' )   { beside( \&trim, $words[0], "$logs/$words[1]" ) }
    return;
}

my $input = '';
while (1) {
    my $count = sysread STDIN, $input, 65536, length $input;
    next if !defined $count && $! == POSIX::EINTR();
    last if !$count;
    command($1) while $input =~ s/^([^\n]*)\n//;
}

# The JVM is gone. launcher.sh, which finds its input at the end too, bounds the logs from here on with less memory.
exec { $guard[0] } @guard or die "$guard[0]: $!";
