package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.ProcessIdentity;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.Termination;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is stored of an instance.
 *
 * @param id never used again
 * @param origin what it was made for
 * @param site where it is; empty while PENDING
 * @param phase where in its life
 * @param run its last process
 * @param restarts how often it was started again
 * @param note why it is as it is
 * @param end how its last process ended
 */
public record InstanceRow(
        InstanceId id,
        Origin origin,
        Optional<Site> site,
        InstancePhase phase,
        Run run,
        Restarts restarts,
        Note note,
        Optional<Termination> end) {

    static InstanceRow pending(InstanceId id, Origin origin) {
        return new InstanceRow(
                id,
                origin,
                Optional.empty(),
                InstancePhase.PENDING,
                Run.NONE,
                new Restarts(0, 0, List.of()),
                Note.NONE,
                Optional.empty());
    }

    /** Whether it is on a node, or is made for it. */
    boolean isOn(String node) {
        return place().equals(Optional.of(node));
    }

    /** The node that it is on, or is made for. */
    Optional<String> place() {
        return site.map(Site::node).or(origin::node);
    }

    /** Begins the names of its log files. Namespaces and names have no dot, so no two instances share one. */
    static String logName(InstanceId id) {
        return id.workload().namespace() + "." + id.workload().name() + "." + id.uid();
    }

    /** Whether its process doesn't live, and is being ended or has ended for that. */
    boolean isDead() {
        return note.reason().equals(Reason.LIVENESS);
    }

    /** Whether its node was lost for so long that it has been replaced; it is to stop when the node is back. */
    boolean isGivenUp() {
        return phase == InstancePhase.STOPPING && note.reason().equals(Reason.NODE_LOST);
    }

    InstanceRow at(Site place) {
        return new InstanceRow(id, origin, Optional.of(place), phase, run, restarts, note, end);
    }

    InstanceRow in(InstancePhase next, Note why) {
        return new InstanceRow(id, origin, site, next, run, restarts, why, end);
    }

    InstanceRow with(Run next) {
        return new InstanceRow(id, origin, site, phase, next, restarts, note, end);
    }

    InstanceRow with(Restarts next) {
        return new InstanceRow(id, origin, site, phase, run, next, note, end);
    }

    InstanceRow ended(Termination how) {
        return new InstanceRow(id, origin, site, phase, run, restarts, note, Optional.of(how));
    }

    /**
     * What an instance was made for.
     *
     * @param incarnation the life of its workload
     * @param revision the template it is made from
     * @param index its number among the instances of its workload, from 0
     * @param sequence grows from instance to instance, to tell the newest
     * @param run of a batch the name of the run it is part of
     * @param node where it is to be, when it is made for one node
     */
    public record Origin(
            String incarnation, long revision, int index, long sequence, Optional<String> run, Optional<String> node) {
        /** Of a service. */
        public Origin(String incarnation, long revision, int index, long sequence) {
            this(incarnation, revision, index, sequence, Optional.empty(), Optional.empty());
        }
    }

    /**
     * Where an instance is.
     *
     * @param node the node's name
     * @param ports host ports by the name of the port
     */
    public record Site(String node, Map<String, Integer> ports) {
        public Site {
            ports = Collections.unmodifiableMap(new TreeMap<>(ports));
        }
    }

    /**
     * The last process of an instance.
     *
     * @param attempt counts its processes; 0 before the first
     * @param identity of the process, once it is known
     * @param startedAt by the clock on the wall
     * @param readySince since when it takes traffic, as far as was known last: a steady time, see {@link SteadyTime}
     */
    public record Run(
            long attempt,
            Optional<ProcessIdentity> identity,
            Optional<Instant> startedAt,
            Optional<Instant> readySince) {
        static final Run NONE = new Run(0, Optional.empty(), Optional.empty(), Optional.empty());

        /** Whether it takes traffic, as far as was known last. */
        public boolean ready() {
            return readySince.isPresent();
        }

        Run next() {
            return new Run(attempt + 1, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The clock on the wall may have been put back since it was ready for another JVM. */
        Run running(ProcessIdentity process, Instant since, Instant now) {
            Optional<Instant> ready = readySince.map(at -> at.isAfter(now) ? now : at);
            return new Run(attempt, Optional.of(process), Optional.of(since), ready);
        }

        /** One that is ready stays so since when it is. */
        Run readyAt(Instant now) {
            return ready() ? this : new Run(attempt, identity, startedAt, Optional.of(now));
        }

        Run notReady() {
            return new Run(attempt, identity, startedAt, Optional.empty());
        }
    }

    /**
     * How often an instance was started again.
     *
     * @param count in all
     * @param step how many in a row without a long enough run between; the next pause depends on it
     * @param recent when, as far back as the policy looks
     */
    public record Restarts(int count, int step, List<Instant> recent) {
        public Restarts {
            recent = List.copyOf(recent);
        }
    }

    /**
     * Why an instance is as it is.
     *
     * @param reason upper-case and stable, empty when there is nothing to say
     * @param message a sentence
     */
    public record Note(String reason, String message) {
        public static final Note NONE = new Note("", "");
    }
}
