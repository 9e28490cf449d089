package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.cli.certify.client.UsualEnvironment;
import dev.berth.scheduler.cli.certify.host.Command;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.tck.backend.NativeInstance;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes of instances as the kernel shows them, and what can be done to them behind the backend's back. */
final class HostProcesses implements UsualEnvironment.Instances {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record HostProcess(long pid, InstanceId instance, Map<String, String> environment) {}

    @Override
    public List<NativeInstance> running(WorkloadId id) {
        return mains().stream()
                .filter(process -> process.instance().workload().equals(id))
                .map(process -> new NativeInstance(
                        process.instance().uid(),
                        new NodeId(process.environment().getOrDefault("BERTH_NODE", "")),
                        Long.toString(process.pid())))
                .toList();
    }

    @Override
    public void kill(Instance instance) {
        ProcessHandle.of(main(instance).pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Ends first the shim, which would have recorded it, and with it what it would have recorded of others. */
    @Override
    public void end(Instance instance) {
        ProcessHandle main = ProcessHandle.of(main(instance).pid()).orElseThrow();
        ProcessHandle shim = main.parent()
                .filter(parent -> parent.pid() != 1
                        && parent.pid() != ProcessHandle.current().pid())
                .orElseThrow(() -> new IllegalStateException(instance.id() + " has no shim"));
        shim.destroyForcibly();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (shim.isAlive()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the shim of " + instance.id() + " doesn't end");
            }
            Thread.onSpinWait();
        }
        main.destroyForcibly();
    }

    @Override
    public void run(Instance instance, List<String> command) {
        HostProcess main = main(instance);
        String unused = Command.require(within(main, command), "", environment -> {
            environment.clear();
            environment.putAll(main.environment());
            environment.remove("BERTH_INSTANCE_ID"); // else it were taken for the instance's own
        });
    }

    /** One with mounts of its own is looked for where it is. */
    private static List<String> within(HostProcess main, List<String> command) {
        try {
            Path theirs = PROCESSES.resolve(main.pid() + "/ns/mnt");
            if (Files.readSymbolicLink(theirs).equals(Files.readSymbolicLink(PROCESSES.resolve("self/ns/mnt")))) {
                return command;
            }
        } catch (IOException e) {
            return command; // another user's, which has none: that takes root
        }
        List<String> words = new ArrayList<>(List.of("/usr/bin/nsenter", "--mount", "--target", main.pid() + "", "--"));
        words.addAll(command);
        return words;
    }

    /** A process that has just been forked isn't the instance's yet: its variables come with its program. */
    private static HostProcess main(Instance instance) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<HostProcess> found = mains().stream()
                    .filter(process -> process.instance().equals(instance.id()))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.onSpinWait();
        }
        throw new IllegalStateException("no process of " + instance.id() + " runs");
    }

    /** The first process of each instance: its parent isn't one of the instance's. */
    private static List<HostProcess> mains() {
        Map<Long, HostProcess> all = new HashMap<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            directories.forEach(directory -> read(directory).ifPresent(process -> all.put(process.pid(), process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<HostProcess> mains = new ArrayList<>();
        for (HostProcess process : all.values()) {
            Optional<HostProcess> parent = ProcessHandle.of(process.pid())
                    .flatMap(ProcessHandle::parent)
                    .map(ProcessHandle::pid)
                    .map(all::get);
            if (parent.filter(above -> above.instance().equals(process.instance()))
                    .isEmpty()) {
                mains.add(process);
            }
        }
        return mains;
    }

    /** Empty when it is gone meanwhile, somebody else's, or no instance. */
    private static Optional<HostProcess> read(Path directory) {
        try {
            Map<String, String> environment = new HashMap<>();
            for (String variable : Files.readString(directory.resolve("environ"), StandardCharsets.ISO_8859_1)
                    .split("\0", -1)) {
                int equals = variable.indexOf('=');
                if (equals > 0) {
                    environment.put(variable.substring(0, equals), variable.substring(equals + 1));
                }
            }
            long pid = Long.parseLong(directory.getFileName().toString());
            // Of several tasks the kit's main one is what it counts and talks to.
            boolean main =
                    environment.getOrDefault("BERTH_TASK", ProbeSpec.TASK).equals(ProbeSpec.TASK);
            return Optional.ofNullable(environment.get("BERTH_INSTANCE_ID"))
                    .filter(id -> main)
                    .map(id -> new HostProcess(pid, InstanceId.parse(id), environment));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // another user's, or it ended while it was read
        }
    }
}
