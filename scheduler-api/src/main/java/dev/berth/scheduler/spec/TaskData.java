package dev.berth.scheduler.spec;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

record TaskData(
        String name,
        Role role,
        StopOrder stopOrder,
        List<Artifact> artifacts,
        Optional<String> workingDirectory,
        Optional<String> user,
        Map<String, EnvironmentValue> environment,
        List<TaskFile> files,
        List<Mount> mounts,
        List<Port> ports,
        Resources resources,
        Health health,
        StopPolicy stop)
        implements Task {
    TaskData {
        artifacts = List.copyOf(artifacts);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        files = List.copyOf(files);
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
    }
    /** Short, and without the values of which some might be secret (rule SEC-1). */
    @Override
    public String toString() {
        return "Task[" + name + ", " + role + "]";
    }

    @Override
    public Builder toBuilder() {
        Builder builder = Task.builder(name)
                .role(role)
                .stopOrder(stopOrder)
                .resources(resources)
                .health(health)
                .stop(stop);
        artifacts.forEach(builder::artifact);
        workingDirectory.ifPresent(builder::workingDirectory);
        user.ifPresent(builder::user);
        environment.forEach(builder::environment);
        files.forEach(builder::file);
        mounts.forEach(builder::mount);
        ports.forEach(builder::port);
        return builder;
    }
}
