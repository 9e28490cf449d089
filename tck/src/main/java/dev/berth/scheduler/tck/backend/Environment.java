package dev.berth.scheduler.tck.backend;

import dev.berth.scheduler.spec.NativeOverride;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * What can be done to a backend from outside, and seen there without asking it. What isn't offered has a reason; the
 * tests that need it are then NOT_RUN, never passed.
 */
public interface Environment {
    default Means<Killing> killing() {
        return Means.none("the environment offers no way to kill an instance");
    }

    default Means<EndLoss> endLoss() {
        return Means.none("the environment offers no way to keep it from everybody how an instance ended");
    }

    default Means<Inside> inside() {
        return Means.none("the environment offers no way to run a command where an instance runs");
    }

    default Means<NativeView> sight() {
        return Means.none("the environment offers no view beside the backend's own");
    }

    default Means<Server> server() {
        return Means.none("the environment offers no way to stop the backend's server");
    }

    default Means<NodeLoss> nodeLoss() {
        return Means.none("the environment offers no way to lose a node");
    }

    default Means<NodeCut> nodeCut() {
        return Means.none("the environment offers no way to cut a node off");
    }

    default Means<Relabelling> relabelling() {
        return Means.none("the environment offers no way to change the attributes of a node");
    }

    default Means<Disk> disk() {
        return Means.none("the environment offers no way to fill the disk");
    }

    default Means<ControllerKill> controller() {
        return Means.none("the environment offers no way to kill the controller");
    }

    default Means<Connections> connections() {
        return Means.none("the environment offers no faulty connections");
    }

    default Means<UnprovenServer> unprovenServer() {
        return Means.none("the environment offers no server whose certificate proves nothing");
    }

    default Means<Upgrade> upgrade() {
        return Means.none("the environment offers no newer version of Berth");
    }

    default Means<Drift> drift() {
        return Means.none("the environment offers no way to change native objects");
    }

    default Means<Foreign> foreign() {
        return Means.none("the environment offers no way to make native objects");
    }

    default Means<Secrets> secrets() {
        return Means.none("the environment offers no way to keep a secret for the backend");
    }

    default Means<Overriding> overriding() {
        return Means.none("the environment knows no native override and what it does");
    }

    /** Makes what has to be there before workloads of the namespace can use a named volume; nothing where the backend makes it. */
    default void provideVolume(String namespace, String name) {}

    /** Ends an instance with SIGKILL, without the backend's knowledge. */
    interface Killing {
        void kill(Instance instance);
    }

    /** Ends an instance so that nobody can know how it ended: whoever would have seen that is gone, too. */
    interface EndLoss {
        void end(Instance instance);
    }

    /** Runs commands in the place, with the files and the variables, of a running instance. */
    interface Inside {
        /** Runs it to its end; what it prints doesn't matter, and it is expected to end with 0. */
        void run(Instance instance, List<String> command);
    }

    /** What runs, by other means than the backend's API. */
    interface NativeView {
        /** The running instances of a workload. */
        List<NativeInstance> running(WorkloadId id);
    }

    /** The process behind every client. */
    interface Server {
        void stop();

        /** Returns when it serves again. */
        void start();
    }

    /** Takes a node away, with all that runs there, and brings it back. */
    interface NodeLoss {
        void lose(NodeId node);

        void bringBack(NodeId node);
    }

    /** Cuts the connection of a node, on which everything runs on. */
    interface NodeCut {
        void cut(NodeId node);

        void heal(NodeId node);
    }

    /** Changes what placement looks at. */
    interface Relabelling {
        /** Sets or, without a value, takes away. */
        void set(NodeId node, NodeAttribute attribute, Optional<String> value);
    }

    /** The disk on which the backend keeps its state. */
    interface Disk {
        void fill();

        void free();
    }

    /** Berth's controller of this backend. */
    interface ControllerKill {
        void kill();

        void start();
    }

    /** Connections on which much goes wrong. */
    interface Connections {
        /** A client whose messages are dropped, delayed, cut off from their answers, and doubled, as the seed says. */
        Client faulty(long seed);
    }

    /** A server of the backend, of which nobody whom the client trusts says that it is the one. */
    interface UnprovenServer {
        /** A client of it that verifies as it does by default. */
        Client open();
    }

    /** A version of Berth that renders what is new otherwise. */
    interface Upgrade {
        /** A client of it. */
        Client open();
    }

    /** Somebody else's hand in our objects. */
    interface Drift {
        /** Changes, in what Berth wrote for this workload, a field that Berth writes. */
        void change(WorkloadId id);
    }

    /** Objects of others under a name that Berth would use. */
    interface Foreign {
        /** Makes one that stands where this workload's object would be. */
        void create(WorkloadId id);

        /** Whether it is exactly as it was made. */
        boolean isUntouched(WorkloadId id);

        void remove(WorkloadId id);
    }

    /** What only the backend's own tools tell of native overrides: which ones there are, and whether one is in force. */
    interface Overriding {
        /** One that a workload of one task and any count may have. */
        NativeOverride taken();

        /** Some that speak of what Berth writes itself, each for a reason of its own. */
        List<NativeOverride> refused();

        /** Whether what {@link #taken} says is so. */
        boolean isInForce(WorkloadId id);
    }

    /** Secrets that the backend holds for workloads. */
    interface Secrets {
        /** Makes it where workloads of the namespace find it, or gives it another value. */
        void put(String namespace, SecretReference secret, String value);
    }
}
