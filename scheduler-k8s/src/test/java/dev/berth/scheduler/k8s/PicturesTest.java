package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.Rendering.ID;
import static dev.berth.scheduler.k8s.Rendering.OWNER;
import static dev.berth.scheduler.k8s.Rendering.render;
import static dev.berth.scheduler.k8s.Rendering.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.k8s.render.Json;
import dev.berth.scheduler.spec.Batch;
import dev.berth.scheduler.spec.Cron;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static final Batch BATCH = Batch.builder().build();
    private static final WorkloadSpec CRON =
            spec().mode(Cron.builder("0 3 * * *").batch(BATCH).build()).build();

    private final Pictures pictures = new Pictures(OWNER);

    private static ObjectNode deployment() {
        return Held.stored(render(spec().build(), 1).get(0));
    }

    private static ObjectNode named(ObjectNode manifest, String name) {
        Held.metadata(manifest).put("name", name);
        return manifest;
    }

    private static ObjectNode record(long generation) {
        StoredRecord record = new StoredRecord(new RecordKey(ID, generation), Map.of(), "content " + generation);
        return Json.read(KubernetesRecords.object(OWNER, record).document());
    }

    private WorkloadPicture picture() {
        return pictures.of(ID);
    }

    @Test
    void anObjectOfOursUnderItsNameIsTheWorkloads() {
        pictures.add(Held.object(deployment()));

        assertThat(pictures.ids()).containsExactly(ID);
        assertThat(picture().workload()).isPresent();
    }

    @Test
    void whatIsNotThisOwnersIsNobodys() {
        Pictures others = new Pictures("others");
        others.add(Held.object(deployment()));

        assertThat(others.ids()).isEmpty();
    }

    @Test
    void aCopyWithOurLabelsUnderAnotherNameIsNotOurs() {
        pictures.add(Held.object(named(deployment(), "web-copy")));

        assertThat(picture().workload()).isEmpty();
    }

    @Test
    void whatIsBeingDeletedIsThereAndIsNotTheWorkload() {
        pictures.add(Held.object(Held.deleting(deployment())));

        assertThat(picture().workloads()).hasSize(1);
        assertThat(picture().workload()).isEmpty();
    }

    @Test
    void ofTwoObjectsThatOfTheLatestEditIsTheWorkload() {
        WorkloadSpec batch = spec().mode(BATCH).build();
        pictures.add(Held.object(Held.stored(render(batch, 10).get(0))));
        pictures.add(Held.object(Held.stored(render(batch, 9).get(0))));

        assertThat(picture().workload())
                .hasValueSatisfying(job -> assertThat(job.metadata().name()).isEqualTo("web-r10"));
    }

    @Test
    void theJobOfARunIsNoWorkload() {
        pictures.add(Held.object(Held.stored(render(CRON, 1).get(0))));
        pictures.add(Held.object(Held.stored(Rendering.run(CRON).get(0))));

        assertThat(picture().workloads())
                .singleElement()
                .extracting(ServerObject::kind)
                .isEqualTo(ObjectKind.POD_TEMPLATE);
        assertThat(picture().runs())
                .singleElement()
                .extracting(run -> run.metadata().name())
                .isEqualTo("web-20261121t030000z");
    }

    @Test
    void whatIsFoundUnderTheNameAndIsNotOursIsNamedAsForeign() {
        ObjectNode foreign = deployment();
        Held.metadata(foreign).putObject("labels");
        pictures.addNamed(ID, Held.object(foreign));

        assertThat(picture().foreign())
                .hasValueSatisfying(object -> assertThat(object.kind()).isEqualTo(ObjectKind.DEPLOYMENT));
        assertThat(picture().workload()).isEmpty();
    }

    @Test
    void theRecordOfTheHighestGenerationIsTheLatestInWhateverOrderTheyAreListed() {
        pictures.add(Held.config(record(9)));
        pictures.add(Held.config(record(10)));
        pictures.add(Held.config(record(2)));

        assertThat(picture().latest())
                .hasValueSatisfying(
                        latest -> assertThat(latest.key().generation()).isEqualTo(10));
        assertThat(picture().record()).map(StoredRecord::content).contains("content 10");
    }

    @Test
    void aRecordWhoseContentWasNotListedIsAHeaderOnly() {
        pictures.add(Held.config(record(9)));
        ObjectNode header = record(10);
        header.remove("data");
        pictures.add(Held.config(header));

        assertThat(picture().latest())
                .hasValueSatisfying(
                        latest -> assertThat(latest.key().generation()).isEqualTo(10));
        assertThat(picture().record()).isEmpty();
    }

    @Test
    void aCopyOfARecordUnderAnotherNameCountsForNothing() {
        pictures.add(Held.config(named(record(9), "copy")));

        assertThat(picture().latest()).isEmpty();
    }

    @Test
    void aPodIsOursWhenItWasMadeFromAnObjectOfOurs() {
        ObjectNode global =
                Held.stored(render(spec().mode(Mode.global()).build(), 1).get(0));
        ObjectNode batch = Held.stored(render(spec().mode(BATCH).build(), 3).get(0));
        ObjectNode run = Held.stored(Rendering.run(CRON).get(0));
        pictures.add(Held.pod(Held.pod(deployment(), "a")));
        pictures.add(Held.pod(Held.pod(global, "b")));
        pictures.add(Held.pod(Held.pod(batch, "c")));
        pictures.add(Held.pod(Held.pod(run, "d")));

        assertThat(picture().pods())
                .extracting(PodObject::metadata)
                .extracting("name")
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void aPodThatSomebodyMadeWithOurLabelsIsNotOurs() {
        ObjectNode pod = Held.pod(deployment(), "a");
        Held.metadata(pod).remove("ownerReferences");
        pictures.add(Held.pod(pod));
        pictures.add(Held.pod(Held.pod(named(deployment(), "copy"), "b")));

        assertThat(picture().pods()).isEmpty();
    }
}
