package dev.berth.scheduler.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.EngineEvent;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.render.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the rest of this module expects of managers: the same of real ones and of the one that stands in for them. */
abstract class SwarmClientContract {
    private static final String ABSENT = "zzzzzzzzzzzzzzzzzzzzzzzzz";

    private final String name = "of_" + UUID.randomUUID().toString().substring(0, 8);

    abstract SwarmClient client();

    /** What starts quickly and goes on. */
    abstract String image();

    /** Sees to it that tasks of this service run. */
    abstract void run(String service);

    static Call call() {
        return Call.within(Duration.ofSeconds(30));
    }

    @AfterEach
    void removeAll() {
        client().services(Filter.ALL.name(name), call()).forEach(one -> client().removeService(one.id(), call()));
        client().configs(Filter.ALL.name(name), call()).forEach(one -> client().removeConfig(one.id(), call()));
        client().close();
    }

    @Test
    void aConfigIsCreatedOnceWhateverItsLetterCase() {
        assertThat(client().createConfig(name, Map.of("a", "1"), "text ü", call()))
                .isTrue();
        assertThat(client().createConfig(name, Map.of("a", "2"), "other", call()))
                .isFalse();
        assertThat(client().createConfig(name.toUpperCase(Locale.ROOT), Map.of("a", "2"), "other", call()))
                .isFalse();
        assertThat(config().data()).isEqualTo("text ü");
        assertThat(config().labels()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void tellsTheNetworksThatServicesMayUse() {
        assertThat(client().networks(call())).contains("host", "bridge").doesNotContain(name, "ingress", "none");
    }

    @Test
    void aConfigIsRelabelledByItsIndexOnly() {
        client().createConfig(name, Map.of("a", "1"), "text", call());
        ConfigObject before = config();
        assertThat(client().labelConfig(before, Map.of("a", "3"), call())).isTrue();
        assertThat(client().labelConfig(before, Map.of("a", "4"), call())).isFalse();
        assertThat(config().labels()).isEqualTo(Map.of("a", "3"));
        assertThat(config().data()).isEqualTo("text");
        ConfigObject last = config();
        client().removeConfig(name, call());
        client().removeConfig(name, call());
        assertThat(client().labelConfig(last, Map.of("a", "5"), call())).isFalse();
    }

    @Test
    void configsAreFoundByTheBeginningsOfTheirNamesInAnyCaseAndByAllTheirLabels() {
        client().createConfig(name + "-1", Map.of("a", "1", "b", "1"), "x", call());
        client().createConfig(name + "-2", Map.of("a", "1", "b", "2"), "x", call());
        assertThat(found(Filter.ALL.name(name))).containsExactlyInAnyOrder(name + "-1", name + "-2");
        assertThat(found(Filter.ALL.name(name.toUpperCase(Locale.ROOT)))).hasSize(2);
        assertThat(found(Filter.ALL.name(name + "-2").name("nothing"))).containsExactly(name + "-2");
        assertThat(found(Filter.ALL.name(name).label("a", "1").label("b", "2"))).containsExactly(name + "-2");
    }

    private List<String> found(Filter filter) {
        return client().configs(filter, call()).stream().map(ConfigObject::name).toList();
    }

    @Test
    void aConfigHasContentButNotAMebibyte() {
        assertRefused(() -> client().createConfig(name, Map.of(), "", call()), Effect.NONE, "larger than 0");
        String most = "x".repeat(FakeSwarm.CONFIG_LIMIT - 1);
        assertRefused(
                () -> client().createConfig(name, Map.of(), most + "x", call()), Effect.NONE, "less than 1024000");
        assertThat(client().createConfig(name, Map.of(), most, call())).isTrue();
    }

    @Test
    void aConfigThatAServiceUsesStays() {
        client().createConfig(name, Map.of(), "text", call());
        client().createService(withConfig(config().id(), name), call());
        assertRefused(() -> client().removeConfig(name, call()), Effect.NONE, "in use");
        client().removeService(name, call());
        client().removeConfig(name, call());
        assertThat(found(Filter.ALL.name(name))).isEmpty();
    }

    @Test
    void aServiceIsCreatedOnceWhateverItsLetterCase() {
        assertThat(client().createService(document(0), call())).isTrue();
        assertThat(client().createService(document(0), call())).isFalse();
        assertThat(client().createService(document(0).replace(name, name.toUpperCase(Locale.ROOT)), call()))
                .isFalse();
        client().removeService(name, call());
        client().removeService(name, call());
        assertThat(client().service(name, call())).isEmpty();
    }

    @Test
    void aServiceIsFoundByItsNameAsItIsWrittenOrItsId() {
        client().createService(document(0), call());
        ServiceObject service = service();
        assertThat(service.labels()).isEqualTo(Map.of("of", "service"));
        assertThat(client().service(service.id(), call()))
                .map(ServiceObject::name)
                .contains(name);
        assertThat(client().service(name.substring(0, 5), call())).isEmpty();
        assertThat(client().services(Filter.ALL.name(name.substring(0, 5)).label("of", "service"), call()))
                .extracting(ServiceObject::id)
                .contains(service.id());
        assertThat(client().services(Filter.ALL.name(name.toUpperCase(Locale.ROOT)), call()))
                .isEmpty();
        assertThat(client().services(Filter.ALL.name(name).label("of", "other"), call()))
                .isEmpty();
    }

    @Test
    void aServiceIsWrittenByItsIndexOnly() {
        client().createService(document(0), call());
        ServiceObject before = service();
        String other = document(0).replace("\"service\"", "\"other\"");
        assertThat(client().updateService(before.id(), before.index(), other, call()))
                .isTrue();
        assertThat(client().updateService(before.id(), before.index(), document(0), call()))
                .isFalse();
        assertThat(service().labels()).isEqualTo(Map.of("of", "other"));
        assertThat(service().index()).isGreaterThan(before.index());
        assertThat(client().updateService(ABSENT, before.index(), document(0), call()))
                .isFalse();
    }

    @Test
    void aServiceKeepsItsNameAndMode() {
        client().createService(document(0), call());
        ServiceObject service = service();
        ObjectNode global = Json.read(document(0));
        global.putObject("Mode").putObject("Global");
        assertRefused(() -> update(service, global.toString()), Effect.UNKNOWN, "mode change");
        assertRefused(() -> update(service, document(0).replace(name, name + "x")), Effect.UNKNOWN, "renaming");
        assertThat(service().index()).isEqualTo(service.index());
    }

    private boolean update(ServiceObject service, String document) {
        return client().updateService(service.id(), service.index(), document, call());
    }

    @Test
    void whatAServiceNamesHasToBeThere() {
        client().createConfig(name, Map.of(), "text", call());
        assertThatThrownBy(() -> client().createService(withConfig(ABSENT, name), call()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("config not found");
        assertThatThrownBy(() -> client().createService(withConfig(config().id(), name + "x"), call()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("config not found");
        ObjectNode networked = Json.read(document(0));
        networked
                .withObjectProperty("TaskTemplate")
                .putArray("Networks")
                .addObject()
                .put("Target", "nowhere");
        assertThatThrownBy(() -> client().createService(networked.toString(), call()))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("network nowhere not found");
        client().createService(document(0), call());
        assertThatThrownBy(() -> update(service(), networked.toString()))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("network nowhere not found");
    }

    @Test
    void whatIsNoDocumentIsRefused() {
        assertRefused(() -> client().createService("{nonsense", call()), Effect.NONE, "invalid character");
    }

    @Test
    void tasksAreFoundByTheirServiceAndByItsLabelsNotByTheirOwn() {
        client().createService(document(2).replace("\"service\"", "\"" + name + "\""), call());
        run(name);
        String id = service().id();
        List<TaskObject> tasks = await(Filter.ALL.service(id));
        assertThat(tasks).extracting(TaskObject::serviceId).containsOnly(id);
        assertThat(tasks.get(0).labels()).containsEntry("in", name);
        assertThat(await(Filter.ALL.label("of", name))).hasSameSizeAs(tasks);
        assertThat(tasks(Filter.ALL.label("in", name))).isEmpty();
        assertThat(service().runningTasks()).isEqualTo(2);
        assertThat(service().desiredTasks()).isEqualTo(2);
    }

    private List<TaskObject> tasks(Filter filter) {
        List<TaskObject> tasks = new ArrayList<>();
        client().tasks(filter, tasks::add, call());
        return tasks;
    }

    private List<TaskObject> await(Filter filter) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            List<TaskObject> tasks = tasks(filter);
            if (tasks.stream().filter(task -> task.state().equals("running")).count() == 2) {
                return tasks;
            }
        }
        throw new AssertionError("two tasks did not run in time");
    }

    @Test
    void tasksOfAServiceThatIsGoneAreRefusedWithThoseOfAllOthers() {
        client().createService(document(0), call());
        String id = service().id();
        assertThat(tasks(Filter.ALL.service(id))).isEmpty();
        assertThatThrownBy(() -> tasks(Filter.ALL.services(List.of(id, ABSENT))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("not found");
    }

    @Test
    void aNodeIsWrittenByItsIndexOnly() {
        NodeObject node = node();
        while (!client().updateNode(node, node.spec(), call())) {
            node = node();
        }
        assertThat(client().updateNode(node, node.spec(), call())).isFalse();
        assertThat(node().labels()).isEqualTo(node.labels());
    }

    /** Its manager writes it now and then. */
    private NodeObject node() {
        return client().nodes(call()).get(0);
    }

    @Test
    void changesAreToldOnceItHasBegunUntilTheCallIsCancelled() throws InterruptedException {
        Call watch = Call.untilCancelled();
        try (Feed<EngineEvent> events = client().events(watch)) {
            awaitBegun(events);
            client().createConfig(name, Map.of(), "x", call());
            String id = config().id();
            client().labelConfig(config(), Map.of("a", "1"), call());
            client().removeConfig(name, call());
            assertThat(events(events, id)).containsExactly("create", "update", "remove");
            watch.cancel();
            assertThat(events.poll(Duration.ofSeconds(20))).isEmpty();
            assertThat(events.ended()).isTrue();
        }
    }

    /** An engine answers before it listens itself, so that what happens at once may be missed. */
    private void awaitBegun(Feed<EngineEvent> events) throws InterruptedException {
        do {
            client().createConfig(name, Map.of(), "x", call());
            client().removeConfig(name, call());
        } while (events.poll(Duration.ofMillis(200)).isEmpty());
    }

    private static List<String> events(Feed<EngineEvent> events, String id) throws InterruptedException {
        List<String> actions = new ArrayList<>();
        Optional<EngineEvent> event = events.poll(Duration.ofSeconds(20));
        while (event.isPresent() && actions.size() < 3) {
            if (event.get().type().equals("config") && event.get().id().equals(id)) {
                actions.add(event.get().action());
            }
            event = actions.size() < 3 ? events.poll(Duration.ofSeconds(20)) : event;
        }
        return actions;
    }

    private ConfigObject config() {
        return client().configs(Filter.ALL.name(name), call()).get(0);
    }

    private ServiceObject service() {
        return client().service(name, call()).orElseThrow();
    }

    private static void assertRefused(ThrowingCallable write, Effect effect, String words) {
        assertThatThrownBy(write)
                .isInstanceOfSatisfying(SchedulerException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.BACKEND);
                    assertThat(refusal.effect()).isEqualTo(effect);
                })
                .hasMessageContaining(words);
    }

    private String document(int replicas) {
        return """
                {"Name": "%s", "Labels": {"of": "service"}, "TaskTemplate": {
                  "ContainerSpec": {"Image": "%s", "Command": ["sleep", "1000"], "Labels": {"in": "%s"}}},
                 "Mode": {"Replicated": {"Replicas": %d}}}""".formatted(name, image(), name, replicas);
    }

    private String withConfig(String id, String configName) {
        ObjectNode spec = Json.read(document(0));
        ObjectNode reference = (ObjectNode) spec.at("/TaskTemplate/ContainerSpec");
        ObjectNode config =
                reference.putArray("Configs").addObject().put("ConfigID", id).put("ConfigName", configName);
        config.putObject("File")
                .put("Name", "/x")
                .put("UID", "0")
                .put("GID", "0")
                .put("Mode", 0444);
        return spec.toString();
    }
}
