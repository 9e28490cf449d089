package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which examples Kubernetes can't run, and why: a new one runs there or is entered here. */
class ExamplesTest {
    private static final String PROCESS = "kubelets run containers, not programs of their machines; say an image";
    private static final String RESTART = "a kubelet restarts for ever";
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("batch/primes.yaml primes", PROCESS),
            Map.entry("cron/uptime.yaml uptime", PROCESS),
            Map.entry("hello/hello.yaml hello", PROCESS),
            Map.entry("nginx/nginx.yaml nginx", PROCESS),
            Map.entry("page/page.yaml page", PROCESS),
            Map.entry("placement/placement.yaml api", PROCESS),
            Map.entry("placement/placement.yaml batch-host", PROCESS),
            Map.entry("placement/placement.yaml cache", PROCESS),
            Map.entry("placement/placement.yaml video", PROCESS),
            Map.entry("postgres/postgres.yaml postgres", PROCESS),
            Map.entry("redis/redis.yaml redis", PROCESS),
            Map.entry("shop/shop.yaml clock", RESTART),
            Map.entry("shop/shop.yaml web", PROCESS),
            Map.entry("shop/shop.yaml worker", PROCESS));

    @Test
    void kubernetesRefusesTheseForTheirReasonsAndNoOther() throws IOException {
        Map<String, List<Problem>> refused = new TreeMap<>();
        Examples.all().forEach((name, spec) -> refused.put(name, Examples.refusals(spec)));
        refused.values().removeIf(List::isEmpty);

        assertThat(refused.keySet()).isEqualTo(REFUSED.keySet());
        refused.forEach((name, problems) -> assertThat(problems)
                .as(name)
                .anyMatch(problem -> problem.message().contains(REFUSED.getOrDefault(name, "nothing"))));
    }

    @Test
    void kubernetesRunsWhatIsToldAsImages() throws IOException {
        assertThat(Examples.all().entrySet())
                .filteredOn(example -> example.getKey().startsWith("images/"))
                .hasSize(5)
                .allMatch(example -> Examples.refusals(example.getValue()).isEmpty());
    }
}
