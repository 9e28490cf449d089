package dev.berth.scheduler.swarm;

import static dev.berth.scheduler.swarm.Rendering.ID;
import static dev.berth.scheduler.swarm.Rendering.OWNER;
import static dev.berth.scheduler.swarm.Rendering.TRANSLATOR;
import static dev.berth.scheduler.swarm.Rendering.input;
import static dev.berth.scheduler.swarm.Rendering.render;
import static dev.berth.scheduler.swarm.Rendering.rerender;
import static dev.berth.scheduler.swarm.Rendering.serviceObject;
import static dev.berth.scheduler.swarm.Rendering.spec;
import static dev.berth.scheduler.swarm.Rendering.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.Directives;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.spi.RunInput;
import dev.berth.scheduler.status.RunId;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.swarm.render.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SwarmDifferenceTest {
    private static final WorkloadSpec SPEC = spec().build();

    @Test
    void aFileIsThereBeforeItsServiceAndGoesAfterIt() {
        List<NativeObject> one = render(withFile("one"), 1);
        List<NativeObject> two = render(withFile("two"), 2);

        assertThat(told(diff(one, "mark", List.of()))).containsExactly("CREATE Config", "CREATE Service");
        assertThat(told(diff(two, "mark", one))).containsExactly("CREATE Config", "UPDATE Service");
        assertThat(told(diff(List.of(), "mark", one))).containsExactly("DELETE Service", "DELETE Config");
    }

    @Test
    void aFileGoesOnlyWhenNoRolloutCanGoBackToIt() {
        List<NativeObject> one = render(withFile("one"), 1);
        List<NativeObject> two = render(withFile("two"), 2);
        List<NativeObject> three = render(withFile("three"), 3);
        List<NativeObject> previous = files(one).stream()
                .map(file -> new NativeObject(FileConfig.PREVIOUS, file.name(), file.document()))
                .toList();

        List<NativeWrite> later = diff(three, "mark", all(Stream.of(files(one), two)));
        assertThat(told(later)).containsExactly("CREATE Config", "UPDATE Service", "DELETE Config");
        assertThat(later.get(2).object()).isEqualTo(one.get(0));
        assertThat(told(diff(three, SwarmDifference.ROLLING + "mark", all(Stream.of(previous, two)))))
                .containsExactly("CREATE Config", "UPDATE Service");
        assertThat(told(diff(List.of(), "mark", all(Stream.of(previous, two)))))
                .containsExactly("DELETE Service", "DELETE PreviousConfig", "DELETE Config");
    }

    @Test
    void whatIsTakenOverFromSomebodyElseReplacesItsInstancesAndWhatIsNewReplacesNone() {
        Observed foreign = Observed.builder().mark("mark").foreign("service").build();
        assertThat(TRANSLATOR.diff(render(SPEC, 1), foreign)).singleElement().matches(NativeWrite::replaces);
        assertThat(diff(render(SPEC, 1), "mark", List.of())).noneMatch(NativeWrite::replaces);
    }

    @Test
    void aLeftFileAloneIsNoReasonToWrite() {
        assertThat(diff(render(SPEC, 1), "mark", all(Stream.of(render(SPEC, 1), files(render(withFile("one"), 1))))))
                .isEmpty();
    }

    @Test
    void anEqualFileIsMadeOnce() {
        WorkloadSpec twice = spec(task().file(new TaskFile.Config("/a", "same", 0644))
                        .file(new TaskFile.Config("/b", "same", 0600)))
                .build();

        assertThat(render(twice, 1)).extracting(NativeObject::kind).containsExactly("Config", "Service");
    }

    @Test
    void runsOfACronAreLeftAloneUntilItGoes() {
        WorkloadSpec cron = spec().mode(Cron.builder("0 3 * * *").build()).build();
        List<NativeObject> own = render(cron, 1);
        List<NativeObject> run = TRANSLATOR.renderRun(RunInput.of(
                new RunId(ID, "20261121t030000z"), cron, new Version("life", 1), 1, Instant.EPOCH, own, OWNER));
        List<NativeObject> entry = List.of(new NativeObject("RunEntry", "entry", "{}"));
        List<NativeObject> there = all(Stream.of(own, run, entry));

        assertThat(Json.read(run.get(0).document())
                        .at("/Mode/Replicated/Replicas")
                        .asInt())
                .isEqualTo(1);
        assertThat(diff(own, "mark", there)).isEmpty();
        assertThat(told(diff(render(cron, 2), "mark", there))).containsExactly("UPDATE Service");
        assertThat(told(diff(List.of(), "mark", there)))
                .containsExactly("DELETE Service", "DELETE Service", "DELETE RunEntry");
    }

    @Test
    void aCancelledBatchHasNoTasksAndTheSameTemplate() {
        WorkloadSpec batch = spec().mode(Mode.batch()).build();
        List<NativeObject> before = render(batch, 1);
        List<NativeObject> cancelled =
                TRANSLATOR.render(input(batch, 2, 1, before).withDirectives(Directives.NONE.withCancelled(true)));

        List<NativeWrite> writes = diff(cancelled, SwarmDifference.ROLLING + "mark", before);
        assertThat(writes).singleElement().matches(write -> !write.replaces());
        assertThat(Json.read(writes.get(0).object().document())
                        .at("/Mode/Replicated/Replicas")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void duringARolloutOnlyAnotherTemplateIsWritten() {
        List<NativeObject> there = render(SPEC, 1);
        List<NativeObject> scaled = rerender(spec().mode(Mode.replicated(7)).build(), 2, there);

        assertThatThrownBy(() -> diff(scaled, SwarmDifference.ROLLING + "mark", there))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("rollout");
        assertThat(diff(render(SPEC, 2), SwarmDifference.ROLLING + "mark", there))
                .singleElement()
                .matches(NativeWrite::replaces);
        assertThat(diff(there, SwarmDifference.ROLLING + "mark", there)).isEmpty();
    }

    @Test
    void whatFailedIsHeldByWritingNothingOnTheService() {
        List<NativeObject> failed = render(SPEC, 4);
        List<NativeObject> held =
                TRANSLATOR.render(input(SPEC, 5, 4, failed).withDirectives(Directives.NONE.withPaused(true)));

        List<NativeWrite> writes = diff(held, SwarmDifference.ROLLING + "mark", failed);
        assertThat(told(writes)).containsExactly("CREATE Config");
        FileConfig hold = FileConfig.read(writes.get(0).object());
        Map<String, String> service = FileConfig.read(serviceObject(failed)).labels();
        assertThat(SwarmLabels.applied(OWNER, service, List.of())).contains(new Version("life", 4));
        assertThat(SwarmLabels.applied(OWNER, service, List.of(hold.labels()))).contains(new Version("life", 5));
        assertThat(diff(held, SwarmDifference.ROLLING + "mark", held)).isEmpty();

        List<NativeObject> next = TRANSLATOR.render(input(SPEC, 6, 6, List.of()));
        assertThat(told(diff(next, SwarmDifference.ROLLING + "mark", held)))
                .containsExactly("UPDATE Service", "DELETE Config");
        assertThat(TRANSLATOR.render(input(SPEC, 7, 4, held)))
                .extracting(NativeObject::kind)
                .containsExactly("Service");
    }

    private static WorkloadSpec withFile(String content) {
        return spec(task().file(new TaskFile.Config("/etc/settings", content, 0644)))
                .build();
    }

    private static List<NativeObject> files(List<NativeObject> objects) {
        return objects.stream()
                .filter(object -> object.kind().equals(FileConfig.KIND))
                .toList();
    }

    private static List<NativeWrite> diff(List<NativeObject> desired, String mark, List<NativeObject> there) {
        Observed.Builder observed = Observed.builder().mark(mark);
        there.forEach(observed::object);
        return TRANSLATOR.diff(desired, observed.build());
    }

    private static List<NativeObject> all(Stream<List<NativeObject>> parts) {
        return parts.flatMap(List::stream).toList();
    }

    private static List<String> told(List<NativeWrite> writes) {
        List<String> told = new ArrayList<>();
        writes.forEach(write -> told.add(write.action() + " " + write.object().kind()));
        return told;
    }
}
