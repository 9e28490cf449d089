package dev.berth.scheduler.benchmarks.micro;

import dev.berth.scheduler.core.codec.SpecCodec;
import dev.berth.scheduler.core.document.Source;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One spec of ordinary size to and from its texts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {
    private static final String YAML = """
            apiVersion: berth/v1
            kind: Workload
            namespace: shop
            name: web
            replicas: 3
            labels: {team: storefront, tier: front}
            process:
              executable: /opt/shop/bin/web
              arguments: [--queue, "orders & returns"]
            workingDirectory: /opt/shop
            environment:
              SHOP_CURRENCY: EUR
              INSTANCE: {reference: instance-id}
            ports: [http, {name: admin, reach: fixed, number: 8081}]
            resources:
              requests: {cpu: 100m, memory: 64Mi}
            health:
              startupGrace: 30s
              readiness:
                http: {port: http, path: /healthz}
                interval: 500ms
            placement:
              constraints:
                - {attribute: zone, operator: in, values: [eu-1, eu-2]}
                - {attribute: "label:disk", value: ssd}
              spreads: [zone]
            """;

    private final SpecCodec codec = new SpecCodec();
    private final Source yaml = Source.of("web.yaml", Path.of("/opt/shop"), YAML.getBytes(StandardCharsets.UTF_8));
    private final WorkloadSpec spec = codec.read(yaml).orThrow().get(0);
    private final byte[] canonical = codec.canonical(spec);

    @Benchmark
    public List<WorkloadSpec> readYaml() {
        return codec.read(yaml).orThrow();
    }

    @Benchmark
    public WorkloadSpec readCanonical() {
        return codec.fromCanonical(canonical);
    }

    @Benchmark
    public String digest() {
        return codec.digest(spec);
    }
}
