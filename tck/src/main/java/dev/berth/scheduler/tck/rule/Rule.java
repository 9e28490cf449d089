package dev.berth.scheduler.tck.rule;

import java.util.Arrays;
import java.util.Optional;

/**
 * The rules of the contract, word for word those of {@code docs/contract.md}. An id never changes its meaning: certificates
 * hold it.
 */
public enum Rule {
    IDN_1(
            Group.IDENTITY_VALIDATION,
            "An id is namespace and name, each a DNS label of at most 30 characters; the backend's own "
                    + "names derive from it, reversibly and without collision."),
    IDN_2(
            Group.IDENTITY_VALIDATION,
            "An instance id is never used again; a restart keeps the id only on the same node, and "
                    + "counts; a move is a new instance."),
    VAL_1(
            Group.IDENTITY_VALIDATION,
            "An invalid spec is refused with all its violations at once, each with its path; nothing is "
                    + "sent. A changed mode is INVALID: remove first."),
    VAL_2(
            Group.IDENTITY_VALIDATION,
            "Any Unicode without NUL in environment values, arguments and commands of probes reaches the process byte for "
                    + "byte, or is refused before anything is sent."),
    CAP_1(
            Group.CAPABILITIES,
            "What a spec needs and the backend lacks is refused before any change: UNSUPPORTED, listing "
                    + "all of it. Nothing is silently dropped or weakened."),
    CAP_2(
            Group.CAPABILITIES,
            "Each capability is NATIVE, EMULATED (with its caveat, and whether it needs a controller) or "
                    + "UNSUPPORTED (with its reason); a caller can demand native only. What needs a controller is "
                    + "UNSUPPORTED while none lives."),
    CAP_3(Group.CAPABILITIES, "Capabilities hold for the server connected to, its version included."),
    APP_1(
            Group.EDITS,
            "An edit answers CREATED, UPDATED or UNCHANGED with version and revision, once durably " + "accepted."),
    APP_2(
            Group.EDITS,
            "An equal canonical spec is UNCHANGED: no mutating request, no instance touched, however "
                    + "often, from whichever client or version of Berth. Drift is judged against the stored "
                    + "rendering; a dry run is no mutating request."),
    APP_3(
            Group.EDITS,
            "A stale expected version is CONFLICT. Racing edits converge to the highest claim, whole, "
                    + "without duplicates."),
    APP_4(
            Group.EDITS,
            "get returns the very spec applied, with the current count, to a client that shares no "
                    + "memory with the first."),
    APP_5(
            Group.EDITS,
            "A failure half-way leaves the old state, or one that anybody's next edit or a controller "
                    + "finishes; never orphans."),
    APP_6(
            Group.EDITS,
            "plan says beforehand what apply does for the same observed cluster: action, causes, field "
                    + "diff, native objects byte for byte, restarts; it changes nothing. Executing a plan whose "
                    + "basis has moved is CONFLICT."),
    APP_7(Group.EDITS, "Drift in fields Berth writes shows in plan and is corrected by apply."),
    APP_8(
            Group.EDITS,
            "Objects that are not ours are never changed or removed; a name taken by one is CONFLICT, "
                    + "unless adoption is asked for."),
    APP_9(Group.EDITS, "A new version of Berth or of the server changes nothing by itself."),
    PLC_1(
            Group.PLACEMENT,
            "Each constraint operator on each attribute holds at placement; NOT_EQUALS, NOT_IN and "
                    + "NOT_EXISTS accept a missing attribute; MATCHES is on the whole value, in a common subset "
                    + "of regular expressions; where `constraint.follows-labels` is claimed, also after a change."),
    PLC_2(
            Group.PLACEMENT,
            "Required anti-affinity to itself, to another workload (symmetric), a maximum per node, and "
                    + "each during rollouts: four capabilities, held where claimed."),
    PLC_3(
            Group.PLACEMENT,
            "Required affinity puts an instance where its peer is; the first of a self-affine set may "
                    + "start alone."),
    PLC_4(
            Group.PLACEMENT,
            "Preferences, preferred (anti-)affinity and preferred spread never block, and win among "
                    + "otherwise equal nodes."),
    PLC_5(Group.PLACEMENT, "Required spread keeps the skew over usable domains at placement."),
    PLC_6(
            Group.PLACEMENT,
            "What can't be placed is PENDING with an explanation in numbers, a list of reason and "
                    + "count, and is placed when it becomes possible."),
    PLC_7(Group.PLACEMENT, "No node is given more than its allocatable resources by our requests."),
    SCL_1(Group.SCALE_GLOBAL_BATCH_CRON, "Scaling keeps the surviving instances."),
    SCL_2(Group.SCALE_GLOBAL_BATCH_CRON, "Zero keeps the workload."),
    SCL_3(
            Group.SCALE_GLOBAL_BATCH_CRON,
            "Scaling is a new version, no new revision, and restarts nothing; so is an apply that "
                    + "differs in the count only."),
    GLB_1(
            Group.SCALE_GLOBAL_BATCH_CRON,
            "One instance on each matching node and none elsewhere; nodes that join, leave or are "
                    + "relabelled are followed."),
    BAT_1(
            Group.SCALE_GLOBAL_BATCH_CRON,
            "The exit code is exact; a signal only where it is told apart from 128+n; unknown is "
                    + "unknown, never 0."),
    BAT_2(
            Group.SCALE_GLOBAL_BATCH_CRON,
            "Completions, parallelism, retries and deadline hold; the deadline counts from an attempt's "
                    + "start; a run whose end was recorded never starts again; a changed spec is a new run."),
    BAT_3(Group.SCALE_GLOBAL_BATCH_CRON, "The result stays readable until removed."),
    BAT_4(
            Group.SCALE_GLOBAL_BATCH_CRON,
            "Cancelled, failed, completed and absent are four different things. Cancelling is for good: "
                    + "the same spec applied again changes nothing, a restart or another template is a new run."),
    CRN_1(
            Group.SCALE_GLOBAL_BATCH_CRON,
            "A cron fires on its schedule and zone, a tick at most once where claimed, missed ticks "
                    + "reported and not replayed: of several that are due only the last is fired, if its starting "
                    + "deadline allows; overlap ALLOW, FORBID, REPLACE; its runs are listed."),
    HLT_1(
            Group.HEALTH_ROLLOUT_RESTART,
            "An instance becomes READY only when its readiness passes, and (a capability of its own) "
                    + "loses it without restart when it stops passing; only READY ones are endpoints."),
    HLT_2(Group.HEALTH_ROLLOUT_RESTART, "A failing liveness restarts the instance."),
    HLT_3(Group.HEALTH_ROLLOUT_RESTART, "Grace and thresholds hold."),
    UPD_1(
            Group.HEALTH_ROLLOUT_RESTART,
            "By its own doing a rollout never has fewer than replicas − maximumUnavailable ready, nor "
                    + "more than replicas + maximumSurge instances, stopping ones aside."),
    UPD_2(
            Group.HEALTH_ROLLOUT_RESTART,
            "A new version that never gets ready never costs the old one more than that, and ends by "
                    + "the deadline: rolled back, or paused with the reason. Applying the failed spec again is a "
                    + "new revision."),
    UPD_3(
            Group.HEALTH_ROLLOUT_RESTART,
            "Labels, count and policy restart nothing; for the rest plan says what restarts. While a "
                    + "rollout runs or is paused they may be refused."),
    UPD_4(
            Group.HEALTH_ROLLOUT_RESTART,
            "Pause, resume, abort. Pausing what is paused, resuming what is not and aborting what is "
                    + "complete change nothing; what is applied while paused waits; an abort keeps the instances of"
                    + " the revision it goes back to."),
    UPD_5(
            Group.HEALTH_ROLLOUT_RESTART,
            "A rollout that can't ever proceed is INFEASIBLE before mutation, or ends by the deadline."),
    UPD_6(
            Group.HEALTH_ROLLOUT_RESTART,
            "A rollout survives the death of the process that began it: natively, or by a controller."),
    HIS_1(
            Group.HEALTH_ROLLOUT_RESTART,
            "The last 10 revisions are listed in order with their specs; rollback to one makes a new " + "one."),
    RST_1(
            Group.HEALTH_ROLLOUT_RESTART,
            "Restart policy, limit within a window, back-off: each where claimed; past the limit the "
                    + "instance is FAILED(CRASH_LOOP) and stays visible."),
    GRP_1(
            Group.GROUPS_NETWORK_RESOURCES,
            "INIT tasks run in order to completion before MAIN; SIDECARs live on the same node with the "
                    + "same fate."),
    GRP_2(
            Group.GROUPS_NETWORK_RESOURCES,
            "Stop is graceful: signal, grace, kill; in the order each sidecar states. Signal and order "
                    + "are two capabilities."),
    NET_1(
            Group.GROUPS_NETWORK_RESOURCES,
            "Dynamic host ports are distinct and reported; an endpoint reaches the instance from where "
                    + "it says. A variable bears the port only where the process binds it."),
    RES_1(Group.GROUPS_NETWORK_RESOURCES, "Memory and CPU limits are enforced where claimed."),
    OBS_1(
            Group.OBSERVATION,
            "Status: desired, placed, running, ready, updated, failed; the phase; the version observed; "
                    + "conditions with reasons."),
    OBS_2(
            Group.OBSERVATION,
            "A watch gives a snapshot, SYNCED, then changes; after a lost connection RESYNCED, and then "
                    + "the stream equals the backend: intermediate states may be missing, retained terminal ones "
                    + "not."),
    OBS_3(Group.OBSERVATION, "Per workload, order holds; a slow consumer costs bounded memory."),
    OBS_4(Group.OBSERVATION, "Absence is never read as failure or success."),
    LOG_1(
            Group.OBSERVATION,
            "Logs of all instances, each line with its instance and stream (or UNKNOWN); tail, since, "
                    + "follow; of ended ones while they are retained."),
    RUN_1(Group.OBSERVATION, "A one-off gives its output and exit code and leaves nothing behind."),
    NOD_1(Group.NODES_FAULTS, "Nodes with attributes, allocatable amounts, state."),
    NOD_2(
            Group.NODES_FAULTS,
            "Drain moves instances within the rollout limits; cordon keeps new ones away. Global "
                    + "instances as the backend does."),
    NOD_3(
            Group.NODES_FAULTS,
            "A lost node's instances are replaced elsewhere; two copies may run while it is cut off, "
                    + "one after its return."),
    FLT_1(
            Group.NODES_FAULTS,
            "With the backend gone, every call ends by its deadline with UNAVAILABLE; no thread or "
                    + "connection leaks."),
    FLT_2(Group.NODES_FAULTS, "Retries never double an effect."),
    FLT_3(
            Group.NODES_FAULTS,
            "After any seeded mix of dropped, delayed, cut and duplicated connections, applying again "
                    + "converges and nothing is orphaned."),
    FLT_4(
            Group.NODES_FAULTS,
            "With the controller dead, what needs it says so; with it back, it goes on where it " + "stopped."),
    RMV_1(Group.OWNERSHIP_SECURITY_CONFIGURATION, "remove is idempotent, graceful, complete."),
    SEC_1(
            Group.OWNERSHIP_SECURITY_CONFIGURATION,
            "Secret values appear in no log, message, toString, status or label."),
    SEC_2(Group.OWNERSHIP_SECURITY_CONFIGURATION, "TLS is verified by default."),
    SEC_3(
            Group.OWNERSHIP_SECURITY_CONFIGURATION,
            "No input can inject into a unit file, shell line, template, label selector or path."),
    OVR_1(
            Group.OWNERSHIP_SECURITY_CONFIGURATION,
            "A native override is visible in plan, merges as documented, can't touch the fields Berth "
                    + "owns, and marks the spec non-portable."),
    CFG_1(
            Group.OWNERSHIP_SECURITY_CONFIGURATION,
            "The backend is chosen by configuration alone; an unknown key or a bad value is refused, "
                    + "all problems at once."),
    CFG_2(
            Group.OWNERSHIP_SECURITY_CONFIGURATION,
            "Several backends, several of one type, in one JVM; close releases all."),
    MOV_1(
            Group.OWNERSHIP_SECURITY_CONFIGURATION,
            "Moving a workload keeps it served: ready on the target before it is removed from the "
                    + "source; failure leaves the source as it was.");

    private final Group group;
    private final String sentence;

    Rule(Group group, String sentence) {
        this.group = group;
        this.sentence = sentence;
    }

    /** As in documents and certificates: {@code APP-2}. */
    public String id() {
        return name().replace('_', '-');
    }

    public Group group() {
        return group;
    }

    /** What every backend that claims the capability MUST do. */
    public String sentence() {
        return sentence;
    }

    /** The rule of this id, such as {@code APP-2}. */
    public static Optional<Rule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id();
    }

    /** The chapters of the contract. */
    public enum Group {
        IDENTITY_VALIDATION("Identity, validation"),
        CAPABILITIES("Capabilities"),
        EDITS("Edits"),
        PLACEMENT("Placement"),
        SCALE_GLOBAL_BATCH_CRON("Scale, global, batch, cron"),
        HEALTH_ROLLOUT_RESTART("Health, rollout, restart"),
        GROUPS_NETWORK_RESOURCES("Groups, network, resources"),
        OBSERVATION("Observation"),
        NODES_FAULTS("Nodes, faults"),
        OWNERSHIP_SECURITY_CONFIGURATION("Ownership, security, configuration");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
