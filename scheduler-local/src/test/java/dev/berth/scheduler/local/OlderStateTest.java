package dev.berth.scheduler.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.local.cluster.InstancePhase;
import dev.berth.scheduler.local.cluster.InstanceView;
import dev.berth.scheduler.local.store.StateStore;
import dev.berth.scheduler.local.store.StoreChange;
import dev.berth.scheduler.local.store.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state file as the first schema has it, word for word: what was in it then is there today (rule APP-9). */
class OlderStateTest {
    private static final String TEMPLATE = """
            {"task": {"name": "main", "executable": "/bin/sleep", "arguments": ["1000"],
              "environment": {"A": {"literal": "a"}, "ID": {"reference": "INSTANCE_ID", "port": ""}},
              "ports": [{"name": "http", "protocol": "TCP", "reach": "DYNAMIC", "variable": "PORT_HTTP"}],
              "requests": {"cpuMillicores": 250}, "health": {"startupGrace": "PT0S"},
              "stop": {"signal": "TERM", "grace": "PT10S"}},
             "placement": {"constraints": [], "preferences": [], "affinities": [], "antiAffinities": [], "spreads": []}}""";

    private static final String OBJECT = """
            7 live
            {"owner": "test", "version": {"incarnation": "life", "generation": 3}, "revision": 2, "replicas": 1,
             "labels": {"tier": "front"}, "rollout": {"maximumUnavailable": "25%", "maximumSurge": "1"},
             "restart": {"condition": "ALWAYS"}, "template": TEMPLATE}""".replace("TEMPLATE", TEMPLATE);

    private static final String INSTANCE = """
            {"id": "test/web/abcd", "origin": {"incarnation": "life", "revision": 2, "index": 0, "sequence": 5},
             "site": {"node": "one", "ports": {"http": 21000}}, "phase": "WAITING",
             "run": {"attempt": 4, "ready": false, "startedAt": "2026-01-01T00:00:00Z"},
             "restarts": {"count": 2, "step": 0, "recent": []}, "reason": "", "message": "",
             "end": {"kind": "EXITED", "exitCode": 3, "signal": "", "message": ""}}""";

    @TempDir
    private Path directory;

    @Test
    void isReadAndGoneOnWith() throws Exception {
        try (StateStore store = StateStore.open(directory, Map.of())) {
            store.commit(new StoreChange()
                    .put(Table.META, "schema", "1")
                    .put(Table.OBJECTS, "test/web", OBJECT)
                    .put(Table.TEMPLATES, "test/web/life/0000000000000000002", TEMPLATE)
                    .put(Table.INSTANCES, "test/web/abcd", INSTANCE));
        }

        try (SimulatedLab lab = new SimulatedLab(directory)) {
            lab.advance(Duration.ofSeconds(5));

            List<InstanceView> instances = lab.cluster()
                    .workloads(List.of(LocalLab.ID), LocalLab.call())
                    .get(0)
                    .instances();
            assertThat(instances).singleElement().satisfies(instance -> {
                assertThat(instance.row().id()).hasToString("test/web/abcd");
                assertThat(instance.row().phase()).isEqualTo(InstancePhase.RUNNING);
                assertThat(instance.row().origin().revision()).isEqualTo(2);
            });
            assertThat(lab.machine().running().get(0).environment())
                    .containsEntry("A", "a")
                    .containsEntry("ID", "test/web/abcd")
                    .containsEntry("PORT_HTTP", "21000");
        }
    }
}
