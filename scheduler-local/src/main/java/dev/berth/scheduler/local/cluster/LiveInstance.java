package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.document.Template;
import dev.berth.scheduler.local.process.Leftovers;
import dev.berth.scheduler.local.process.ProcessName;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.status.Explanation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance in memory: what is stored of it, and what is known only while this process lives. One of a single task is
 * its process. One of several tasks has a member for each, which is an instance to all that deals with processes; its own
 * row tells how they stand together, see {@link GroupRules}. Of the loop only.
 */
final class LiveInstance {
    private final Template template;
    private final Task task;
    private final @Nullable LiveInstance group;
    private final List<LiveInstance> members;
    private InstanceRow row;
    private Optional<Explanation> explanation = Optional.empty();
    private Loop.@Nullable Timer timer;
    private Loop.@Nullable Timer sweep;
    private @Nullable Runnable probes;
    private long startedNanos;
    private boolean killed;
    private boolean ending;

    LiveInstance(InstanceRow row, Template template) {
        this.row = row;
        this.template = template;
        this.task = template.task();
        this.group = null;
        this.members = template.companions().isEmpty()
                ? List.of()
                : template.tasks().stream()
                        .map(each -> new LiveInstance(this, each))
                        .toList();
    }

    private LiveInstance(LiveInstance group, Task task) {
        this.row = InstanceRow.pending(group.row.id(), group.row.origin());
        this.template = group.template;
        this.task = task;
        this.group = group;
        this.members = List.of();
    }

    /** Whose process it is; MAIN of one with members. */
    Task task() {
        return task;
    }

    /** One for each task, MAIN last; none for a single task. */
    List<LiveInstance> members() {
        return members;
    }

    boolean isGroup() {
        return !members.isEmpty();
    }

    /** Whether it is a member of one with several tasks. */
    boolean isMember() {
        return group != null;
    }

    /** The instance that this is, or is a member of. */
    LiveInstance whole() {
        return group == null ? this : group;
    }

    /** All that may have processes. */
    List<LiveInstance> processes() {
        return isGroup() ? members : List.of(this);
    }

    /** The process of MAIN. */
    LiveInstance main() {
        return isGroup() ? members.get(members.size() - 1) : this;
    }

    Optional<InstanceRow.Site> site() {
        return whole().row.site();
    }

    /** What everything about its present process is recorded under. */
    ProcessName processName() {
        return new ProcessName(logName(), row.run().attempt());
    }

    /** Begins the names of its log files. */
    String logName() {
        String name = InstanceRow.logName(row.id());
        return task.role() == Task.Role.MAIN ? name : name + "." + task.name();
    }

    /** By which its processes are told, see {@link Leftovers}. */
    String mark() {
        return isMember()
                ? Leftovers.mark(row.id().toString(), task.name())
                : row.id().toString();
    }

    Template template() {
        return template;
    }

    InstanceRow row() {
        return row;
    }

    /** Only {@link ClusterState#put} does this: it also stores and tells. */
    void row(InstanceRow next) {
        row = next;
    }

    InstancePhase phase() {
        return row.phase();
    }

    boolean isReady() {
        return row.phase() == InstancePhase.RUNNING && row.run().ready();
    }

    /** Why it can't be placed, while PENDING. */
    Optional<Explanation> explanation() {
        return explanation;
    }

    void explanation(Optional<Explanation> why) {
        explanation = why;
    }

    /** When its process was started or found, by the loop's clock. */
    long startedNanos() {
        return startedNanos;
    }

    void startedNanos(long when) {
        startedNanos = when;
    }

    /** Whether it has been asked to end the hard way. */
    boolean killed() {
        return killed;
    }

    void killed(boolean asked) {
        killed = asked;
    }

    /** Replaces the one timer an instance has: for its next start, or for the end of its grace. */
    void timer(Loop.@Nullable Timer next) {
        if (timer != null) {
            timer.cancel();
        }
        timer = next;
    }

    /** Replaces the look at what its process left behind. */
    void sweep(Loop.@Nullable Timer next) {
        if (sweep != null) {
            sweep.cancel();
        }
        sweep = next;
    }

    /** Whether its process has ended, and what it may have left behind is looked for or being ended. */
    boolean isEnding() {
        return ending;
    }

    void ending(boolean hasEnded) {
        ending = hasEnded;
    }

    /** Nothing more is done for it. */
    void letGo() {
        timer(null);
        sweep(null);
        probes(null);
    }

    /** Replaces its probes by others, which {@code stop} ends. */
    void probes(@Nullable Runnable stop) {
        if (probes != null) {
            probes.run();
        }
        probes = stop;
    }
}
