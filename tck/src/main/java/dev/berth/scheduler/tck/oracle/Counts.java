package dev.berth.scheduler.tck.oracle;

import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.status.WorkloadStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** That a status counts what is listed, and that only ready instances are endpoints (rules OBS-1 and HLT-1). */
final class Counts {
    private Counts() {}

    static List<String> wrong(Picture picture) {
        List<String> wrong = new ArrayList<>();
        for (Workload workload : picture.workloads().values()) {
            counts(workload, picture.counted(workload.id()), wrong);
            indexes(workload, picture.counted(workload.id()), wrong);
            endpoints(picture, workload, wrong);
        }
        return wrong;
    }

    private static void counts(Workload workload, List<Instance> counted, List<String> wrong) {
        WorkloadStatus status = workload.status();
        compare(
                workload,
                "placed",
                status.placed(),
                counted.stream().filter(one -> one.node().isPresent()).count(),
                wrong);
        compare(workload, "running", status.running(), in(counted, InstanceState.RUNNING), wrong);
        compare(
                workload,
                "ready",
                status.ready(),
                counted.stream().filter(Instance::ready).count(),
                wrong);
        compare(workload, "failed", status.failed(), in(counted, InstanceState.FAILED), wrong);
        long updated = counted.stream()
                .filter(one -> one.revision() == workload.revision())
                .count();
        compare(workload, "updated", status.updated(), updated, wrong);
    }

    private static long in(List<Instance> instances, InstanceState state) {
        return instances.stream().filter(one -> one.state() == state).count();
    }

    private static void compare(Workload workload, String what, long said, long listed, List<String> wrong) {
        if (said != listed) {
            wrong.add("OBS-1: the status of " + workload.id() + " says " + said + " " + what + ", and " + listed
                    + " are listed");
        }
    }

    private static void indexes(Workload workload, List<Instance> counted, List<String> wrong) {
        Set<String> seen = new HashSet<>();
        for (Instance instance : counted) {
            if (instance.index().isPresent()
                    && !seen.add(instance.revision() + "/" + instance.run().orElse("") + "/"
                            + instance.index().getAsInt())) {
                wrong.add("IDN-2: two instances of " + workload.id() + " in revision " + instance.revision()
                        + " have index " + instance.index().getAsInt());
            }
        }
    }

    private static void endpoints(Picture picture, Workload workload, List<String> wrong) {
        Set<InstanceId> ready = picture.instances(workload.id()).stream()
                .filter(Instance::ready)
                .map(Instance::id)
                .collect(Collectors.toSet());
        for (Endpoint endpoint : picture.endpoints().getOrDefault(workload.id(), List.of())) {
            if (!ready.contains(endpoint.instance())) {
                wrong.add("HLT-1: " + endpoint.authority() + " is an endpoint and its instance " + endpoint.instance()
                        + " isn't ready");
            }
        }
    }
}
