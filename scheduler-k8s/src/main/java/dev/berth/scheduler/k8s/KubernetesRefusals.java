package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.capability.Capabilities.*;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Constraint.Operator;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.NodeAttribute.Family;
import java.util.List;

/** Why Kubernetes lacks what it lacks, and what can be said instead. */
final class KubernetesRefusals {
    private static final String CONTAINERS = "kubelets run containers, not programs of their machines; say an image";
    private static final String NOT_TOLD = "the downward API of Kubernetes doesn't tell it";
    private static final String NO_HOST_PORTS =
            "Kubernetes picks no ports of nodes; say reach inside, or fixed with a number";
    private static final String ONE_NETWORK =
            "pods are in the one network of their cluster, or in their node's own; say default or host";
    private static final String VENDORS = "each vendor's graphics processors are a resource of another name";
    private static final String BACK_OFF = "a kubelet restarts for ever, after 10 s at first and up to 5 min later";

    private static final String NOT_REPLACED =
            "a Job starts another pod once that of the lost node is gone, which is when"
                    + " the node is back or was deleted";
    private static final String ENDED_WELL =
            "what a Job runs isn't started again, and what ends with 0 when it is told to end counts as a success";

    private final BackendInfo.Builder info;

    private KubernetesRefusals(BackendInfo.Builder info) {
        this.info = info;
    }

    static void declare(BackendInfo.Builder info) {
        KubernetesRefusals refusals = new KubernetesRefusals(info);
        refusals.ofTasks();
        refusals.ofPlacement();
        refusals.ofWorkloads();
    }

    private void ofTasks() {
        refuse(CONTAINERS, ARTIFACT_PROCESS, ARTIFACT_PROCESS_SOURCE);
        refuse("a kubelet stops sidecars after all others", TASK_SIDECAR_STOP_BEFORE_MAIN);
        refuse(NOT_TOLD + "; say node-id, which is the node's name", ENVIRONMENT_NODE_HOSTNAME);
        refuse(NOT_TOLD + ": pods of a Deployment have no numbers", ENVIRONMENT_INSTANCE_INDEX);
        refuse("a kubelet sends TERM, or what the image states; state it in the image", STOP_SIGNAL);
        refuse(NO_HOST_PORTS, PORT_DYNAMIC, PORT_VARIABLE);
        refuse(ONE_NETWORK, NETWORK_BRIDGE, NETWORK_NAMED);
        refuse(VENDORS, RESOURCES_REQUEST_GPU, RESOURCES_LIMIT_GPU);
    }

    private void ofPlacement() {
        for (Family family : Family.values()) {
            if (family != Family.UNKNOWN) {
                refuse(
                        "node affinity knows no expressions; give the nodes that are meant a label of their own",
                        Capability.constraint(Operator.MATCHES, family));
            }
        }
        refuse("every node has a name", Capability.constraint(Operator.NOT_EXISTS, Family.NODE_ID));
        refuse("what runs stays when its node's labels change; restart the workload", CONSTRAINT_FOLLOWS_LABELS);
    }

    private void ofWorkloads() {
        refuse("there is no kind that runs once on each node, those that come later included", MODE_GLOBAL_BATCH);
        refuse("what a Deployment or a DaemonSet runs is always restarted", RESTART_ON_FAILURE, RESTART_NEVER);
        refuse(BACK_OFF, RESTART_LIMIT, RESTART_BACK_OFF, RESTART_BACK_OFF_GROWING);
        refuse(
                "Kubernetes waits for instances that fail, too; say a progressDeadline",
                ROLLOUT_ON_FAILURE_WITHOUT_DEADLINE);
        info.declare(
                Mode.Kind.GLOBAL,
                NODE_LOSS_WAIT,
                Support.unsupported(
                        "pods of a DaemonSet stay on a lost node: their controller lets them tolerate it for ever"));
        for (Mode.Kind once : List.of(Mode.Kind.BATCH, Mode.Kind.CRON)) {
            for (Capability liveness : List.of(HEALTH_LIVENESS_HTTP, HEALTH_LIVENESS_TCP, HEALTH_LIVENESS_COMMAND)) {
                info.declare(once, liveness, Support.unsupported(ENDED_WELL));
            }
            for (Capability loss : List.of(NODE_LOSS_REPLACEMENT, NODE_LOSS_WAIT)) {
                info.declare(once, loss, Support.unsupported(NOT_REPLACED));
            }
        }
        refuse("a log goes with its pod", LOGS_ENDED);
        refuse("a kubelet tells the end by a signal as 128 and its number, which may be a code", EXIT_SIGNAL);
        refuse("a kubelet tells both streams as one", LOGS_STREAM);
    }

    private void refuse(String reason, Capability... capabilities) {
        List.of(capabilities).forEach(capability -> info.declare(capability, Support.unsupported(reason)));
    }
}
