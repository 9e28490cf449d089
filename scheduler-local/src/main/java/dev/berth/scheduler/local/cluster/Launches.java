package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.local.process.Launch;
import dev.berth.scheduler.local.process.Leftovers;
import dev.berth.scheduler.local.storage.Mounted;
import dev.berth.scheduler.local.storage.Storage;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a process is started with: the same for the same instance, before and after a restart of this JVM. Pure. */
final class Launches {
    /** Where a process starts whose workload says nothing else: it exists, and holds nothing back. */
    static final String DEFAULT_DIRECTORY = "/";

    private final ClusterSettings settings;
    private final NodeRoster roster;
    private final Storage storage;

    Launches(ClusterSettings settings, NodeRoster roster, Storage storage) {
        this.settings = settings;
        this.roster = roster;
        this.storage = storage;
    }

    Launch of(LiveInstance instance) {
        Task task = instance.task();
        ProcessArtifact process = (ProcessArtifact) task.artifacts().get(0);
        return new Launch(
                instance.processName(),
                process.executable(),
                process.arguments(),
                environment(instance),
                task.workingDirectory().orElse(DEFAULT_DIRECTORY),
                storage.attachments(
                        mounted(instance), InstanceRow.logName(instance.row().id())));
    }

    /** Makes what the process finds on the disk; the answer is why it can't be. */
    Optional<String> prepare(LiveInstance instance) {
        return storage.prepare(
                mounted(instance), InstanceRow.logName(instance.row().id()));
    }

    private static Mounted mounted(LiveInstance instance) {
        return new Mounted(instance.task(), instance.template().volumes());
    }

    /**
     * How a probe's command is run: likewise, but without the variable by which an instance's processes are told, so
     * that it is not taken for something that the instance left behind.
     */
    Launch ofProbe(LiveInstance instance) {
        Launch launch = of(instance);
        Map<String, String> environment = new TreeMap<>(launch.environment());
        environment.remove(Leftovers.VARIABLE);
        return new Launch(
                launch.name(),
                launch.executable(),
                launch.arguments(),
                environment,
                launch.workingDirectory(),
                launch.attached());
    }

    /** What the workload states wins over what the backend adds. */
    private Map<String, String> environment(LiveInstance instance) {
        InstanceRow row = instance.whole().row();
        Map<String, Integer> numbers = row.site().orElseThrow().ports();
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", settings.searchPath());
        environment.put("BERTH_NAMESPACE", row.id().workload().namespace());
        environment.put("BERTH_WORKLOAD", row.id().workload().name());
        environment.put(Leftovers.VARIABLE, row.id().toString());
        environment.put("BERTH_INSTANCE_INDEX", Integer.toString(row.origin().index()));
        environment.put("BERTH_NODE", row.site().orElseThrow().node());
        if (instance.isMember()) {
            environment.put(Leftovers.TASK_VARIABLE, instance.task().name());
        }
        for (Port port : instance.task().ports()) {
            environment.put(port.variable(), String.valueOf(numbers.get(port.name())));
        }
        instance.task().environment().forEach((name, value) -> state(name, value, row, environment));
        return environment;
    }

    private void state(String name, EnvironmentValue value, InstanceRow row, Map<String, String> environment) {
        switch (value.kind()) {
            case LITERAL -> environment.put(name, ((EnvironmentValue.Literal) value).value());
            case REFERENCE -> environment.put(name, reference((EnvironmentValue.Reference) value, row));
            case SECRET -> environment.remove(name); // given by its file, see Attachments
        }
    }

    private String reference(EnvironmentValue.Reference reference, InstanceRow row) {
        InstanceRow.Site site = row.site().orElseThrow();
        return switch (reference.field()) {
            case INSTANCE_ID -> row.id().toString();
            case INSTANCE_INDEX -> Integer.toString(row.origin().index());
            case NODE_ID -> site.node();
            case NODE_HOSTNAME -> hostname(site.node());
            case HOST_ADDRESS -> settings.address();
            case PORT -> String.valueOf(site.ports().get(reference.port()));
        };
    }

    private String hostname(String node) {
        return roster.find(node).map(settings::hostname).orElse(settings.hostname());
    }
}
