package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.Source;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Short ways to read specs in a test. */
final class Specs {
    static final SpecCodec CODEC = new SpecCodec();

    private static final String HEADER = "apiVersion: berth/v1\nkind: Workload\nname: web\n";

    private Specs() {}

    static ReadResult read(String name, String text) {
        return CODEC.read(Source.of(name, Path.of("/srv/shop"), text.getBytes(StandardCharsets.UTF_8)));
    }

    static ReadResult yaml(String text) {
        return read("a.yaml", text);
    }

    static List<String> problems(ReadResult result) {
        return result.problems().stream().map(Problem::toString).toList();
    }

    /** The only spec of a text without problems. */
    static WorkloadSpec spec(String text) {
        List<WorkloadSpec> specs = yaml(text).orThrow();
        if (specs.size() != 1) {
            throw new AssertionError("one spec expected, not " + specs.size());
        }
        return specs.get(0);
    }

    /** A workload named web; its body begins in line 4. */
    static WorkloadSpec web(String body) {
        return spec(HEADER + body);
    }

    /** The problems of a workload named web; its body begins in line 4. */
    static List<String> webProblems(String body) {
        return problems(yaml(HEADER + body));
    }
}
