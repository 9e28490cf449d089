package dev.berth.scheduler.k8s;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Requirements;
import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.DocumentLimits;
import dev.berth.scheduler.core.document.SourceLoader;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The workloads of the files in {@code examples} but the bad ones. */
final class Examples {
    private static final Path DIRECTORY = Path.of("..", "examples");
    private static final BackendInfo KUBERNETES = KubernetesCapabilities.info("v1.34.4");

    private Examples() {}

    /** By file and workload, such as {@code images/web.yaml web}. */
    static Map<String, WorkloadSpec> all() throws IOException {
        Map<String, WorkloadSpec> specs = new TreeMap<>();
        for (Path file : files()) {
            new SpecCodec()
                    .read(new SourceLoader(DocumentLimits.STANDARD).load(file))
                    .orThrow()
                    .forEach(spec -> specs.put(
                            DIRECTORY.relativize(file) + " " + spec.id().name(), spec));
        }
        return specs;
    }

    /** Why Kubernetes can't run it; empty when it can. */
    static List<Problem> refusals(WorkloadSpec spec) {
        List<Problem> missing = Requirements.missing(spec, KUBERNETES, false);
        return missing.isEmpty() ? Rendering.TRANSLATOR.check(spec, KUBERNETES) : missing;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file ->
                            !file.startsWith(DIRECTORY.resolve("bad")) && !file.startsWith(DIRECTORY.resolve("target")))
                    .sorted()
                    .toList();
        }
    }
}
