package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.k8s.connection.FakeServer;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.NativeWrite.Action;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.RolloutPolicy;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes over the wire is what a plan prints, byte for byte, but for the lines that say on which state it was made. */
@Timeout(60)
class SentDocumentsTest {
    private static final String CONFIG_MAP = "ConfigMap";

    static Stream<Mode> modes() {
        return Stream.of(
                Mode.replicated(2),
                Mode.global(),
                Batch.builder().completions(2).build(),
                Cron.builder("0 3 * * *").build());
    }

    private static List<NativeObject> rendered(Mode mode) {
        WorkloadSpec.Builder spec = FullSpec.of(ID).mode(mode);
        if (mode instanceof Batch || mode instanceof Cron) {
            spec.rollout(RolloutPolicy.DEFAULT);
        }
        return Rendering.render(spec.build(), 1);
    }

    /** What came for one write. */
    private static String sent(Action action, NativeObject object, Optional<String> mark) throws IOException {
        try (FakeServer server = new FakeServer(
                        (count, out) -> FakeServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
                ApiClient client = new ApiClient(server.connection())) {
            new KubernetesSender(client, Rendering.OWNER)
                    .send(ID, new NativeWrite(action, object, mark, false), TestKubernetes.call());
            assertThat(server.bodies()).hasSize(1);
            return server.bodies().get(0);
        }
    }

    private static String without(String document, String... lines) {
        String rest = document;
        for (String line : lines) {
            assertThat(rest).containsOnlyOnce("\n  " + line + "\n");
            rest = rest.replace("\n  " + line + "\n", "\n");
        }
        return rest;
    }

    @ParameterizedTest
    @MethodSource("modes")
    void whatIsCreatedIsThePlansDocument(Mode mode) throws IOException {
        for (NativeObject object : rendered(mode)) {
            String sent = sent(Action.CREATE, object, Optional.empty());
            if (object.kind().equals(CONFIG_MAP)) {
                assertThat(sent).startsWith("{");
                assertThat(Json.read(sent)).isEqualTo(ManifestText.read(object.document()));
            } else {
                assertThat(without(sent, "resourceVersion: \"1\"")).isEqualTo(object.document());
            }
        }
    }

    /** All but files, whose names say their content. */
    @ParameterizedTest
    @MethodSource("modes")
    void whatIsChangedIsThePlansDocument(Mode mode) throws IOException {
        for (NativeObject object : rendered(mode)) {
            if (!object.kind().equals(CONFIG_MAP)) {
                String mark = object.kind() + ":" + object.name() + ":u-1:77:digest";
                String sent = sent(Action.UPDATE, object, Optional.of(mark));
                assertThat(without(sent, "uid: u-1", "resourceVersion: \"77\"")).isEqualTo(object.document());
            }
        }
    }
}
