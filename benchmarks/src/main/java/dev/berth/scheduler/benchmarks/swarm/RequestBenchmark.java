package dev.berth.scheduler.benchmarks.swarm;

import dev.berth.scheduler.benchmarks.harness.Measurement;
import dev.berth.scheduler.benchmarks.harness.Report;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.plan.Applied;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What edits of 100 services ask the manager, each by a client that begins with it: its greeting counts. */
final class RequestBenchmark {
    private static final int SERVICES = 100;
    /** One for each service and one for each record. */
    private static final int WRITES = 2 * SERVICES;

    private final Swarm swarm;
    private final RecordingProxy proxy;
    private final Report report;

    private RequestBenchmark(Swarm swarm, RecordingProxy proxy, Report report) {
        this.swarm = swarm;
        this.proxy = proxy;
        this.report = report;
    }

    static void run(Swarm swarm, Path directory, Report report) throws Exception {
        try (RecordingProxy proxy = new RecordingProxy(directory.resolve("requests.sock"), swarm.socket())) {
            new RequestBenchmark(swarm, proxy, report).run();
        } finally {
            swarm.clean();
        }
    }

    private void run() {
        Services services = new Services(swarm.image(), SERVICES);
        count("fresh apply of 100 services: requests", WRITES + 5, services.all(1), SERVICES);
        count("no-op apply of 100 services: requests", 4, services.all(1), 0);
        count("apply with one of 100 changed: requests", 7, services.oneChanged(), 1);
    }

    private void count(String name, int target, List<Edit> edits, int changed) {
        proxy.forget();
        try (Berth berth = Swarm.connect(proxy.socket())) {
            Applied applied = berth.scheduler()
                    .workloads()
                    .edit(edits, PlanOptions.DEFAULT)
                    .orThrow();
            long written = applied.items().stream()
                    .filter(item -> item.action() != Change.Action.UNCHANGED)
                    .count();
            if (written != changed) {
                throw new IllegalStateException(written + " workloads were changed by " + name + ", not " + changed);
            }
        }
        List<Request> requests = proxy.requests();
        report.add(new Measurement(name, requests.size(), "", target, byKind(requests)));
    }

    /** {@code 100 POST /services/create, 2 GET /configs}. */
    private static String byKind(List<Request> requests) {
        Map<String, Integer> kinds = new TreeMap<>();
        requests.forEach(request -> kinds.merge(request.what(), 1, Integer::sum));
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }
}
