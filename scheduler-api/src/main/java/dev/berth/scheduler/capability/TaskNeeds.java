package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spec.StopPolicy;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.spec.TaskFile;

/** What a task needs; several variants of its artifact are a {@link Choice} instead. */
final class TaskNeeds {
    private TaskNeeds() {}

    static void collect(Task task, Needs needs) {
        role(task, needs);
        if (task.artifacts().size() == 1) {
            ArtifactNeeds.collect(
                    task.artifacts().get(0), needs.field("artifacts").item(0));
        }
        needs.needIf(task.workingDirectory(), "workingDirectory", Capabilities.WORKING_DIRECTORY);
        needs.needIf(task.user(), "user", Capabilities.USER);
        task.environment()
                .forEach((name, value) ->
                        variable(value, needs.field("environment").field(name)));
        for (int i = 0; i < task.files().size(); i++) {
            needs.field("files").item(i).need(file(task.files().get(i).kind()));
        }
        for (int i = 0; i < task.mounts().size(); i++) {
            boolean readOnly = task.mounts().get(i).readOnly();
            needs.field("mounts").item(i).needIf(readOnly, "readOnly", Capabilities.VOLUME_READ_ONLY);
        }
        for (int i = 0; i < task.ports().size(); i++) {
            port(task.ports().get(i), needs.field("ports").item(i));
        }
        requests(task.resources().requests(), needs.field("resources").field("requests"));
        limits(task.resources().limits(), needs.field("resources").field("limits"));
        HealthNeeds.collect(task.health(), needs.field("health"));
        stop(task.stop(), needs.field("stop"));
    }

    private static void role(Task task, Needs needs) {
        switch (task.role()) {
            case MAIN -> {}
            case INIT -> needs.field("role").need(Capabilities.TASK_INIT);
            case SIDECAR -> {
                needs.field("role").need(Capabilities.TASK_SIDECAR);
                needs.field("stopOrder").need(stopOrder(task.stopOrder()));
            }
        }
    }

    private static Capability stopOrder(Task.StopOrder order) {
        return switch (order) {
            case BEFORE_MAIN -> Capabilities.TASK_SIDECAR_STOP_BEFORE_MAIN;
            case AFTER_MAIN -> Capabilities.TASK_SIDECAR_STOP_AFTER_MAIN;
        };
    }

    private static void variable(EnvironmentValue value, Needs needs) {
        if (value instanceof EnvironmentValue.Reference reference) {
            needs.need(reference(reference.field()));
        } else if (value instanceof EnvironmentValue.Secret) {
            needs.need(Capabilities.ENVIRONMENT_SECRET);
        }
    }

    private static Capability reference(EnvironmentValue.Field field) {
        return switch (field) {
            case INSTANCE_ID -> Capabilities.ENVIRONMENT_INSTANCE_ID;
            case INSTANCE_INDEX -> Capabilities.ENVIRONMENT_INSTANCE_INDEX;
            case NODE_ID -> Capabilities.ENVIRONMENT_NODE_ID;
            case NODE_HOSTNAME -> Capabilities.ENVIRONMENT_NODE_HOSTNAME;
            case HOST_ADDRESS -> Capabilities.ENVIRONMENT_HOST_ADDRESS;
            case PORT -> Capabilities.ENVIRONMENT_PORT;
        };
    }

    private static Capability file(TaskFile.Kind kind) {
        return switch (kind) {
            case CONFIG -> Capabilities.FILE_CONFIG;
            case SECRET -> Capabilities.FILE_SECRET;
        };
    }

    /** A fixed number is known beforehand, so that any backend can put it into a variable; a dynamic one isn't. */
    private static void port(Port port, Needs needs) {
        needs.needIf(port.protocol() == Port.Protocol.UDP, "protocol", Capabilities.PORT_UDP);
        switch (port.reach()) {
            case FIXED -> needs.field("reach").need(Capabilities.PORT_FIXED);
            case INSIDE -> needs.field("reach").need(Capabilities.PORT_INSIDE);
            case DYNAMIC -> {
                needs.need(Capabilities.PORT_DYNAMIC);
                boolean asked = !port.variable().equals(Port.defaultVariable(port.name()));
                needs.needIf(asked || port.number().isEmpty(), "variable", Capabilities.PORT_VARIABLE);
            }
        }
    }

    private static void requests(ResourceAmounts amounts, Needs needs) {
        needs.needIf(amounts.cpu(), "cpu", Capabilities.RESOURCES_REQUEST_CPU);
        needs.needIf(amounts.memory(), "memory", Capabilities.RESOURCES_REQUEST_MEMORY);
        needs.needIf(amounts.disk(), "disk", Capabilities.RESOURCES_REQUEST_DISK);
        needs.needIf(amounts.gpus().isPresent(), "gpus", Capabilities.RESOURCES_REQUEST_GPU);
    }

    private static void limits(ResourceAmounts amounts, Needs needs) {
        needs.needIf(amounts.cpu(), "cpu", Capabilities.RESOURCES_LIMIT_CPU);
        needs.needIf(amounts.memory(), "memory", Capabilities.RESOURCES_LIMIT_MEMORY);
        needs.needIf(amounts.disk(), "disk", Capabilities.RESOURCES_LIMIT_DISK);
        needs.needIf(amounts.gpus().isPresent(), "gpus", Capabilities.RESOURCES_LIMIT_GPU);
    }

    private static void stop(StopPolicy stop, Needs needs) {
        needs.needIf(!stop.signal().equals(StopPolicy.DEFAULT.signal()), "signal", Capabilities.STOP_SIGNAL);
        needs.needIf(!stop.grace().equals(StopPolicy.DEFAULT.grace()), "grace", Capabilities.STOP_GRACE);
    }
}
