package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.k8s.render.Labels;
import dev.berth.scheduler.k8s.render.ManifestText;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.RecordHeader;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Version;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KubernetesLabelsTest {
    private static final WorkloadId ID = WorkloadId.of("shop", "web");

    @Test
    void anObjectIsTheOwnersThatMarkedIt() {
        Map<String, String> labels = KubernetesLabels.ownership("owner", ID);

        assertThat(KubernetesLabels.id("owner", "shop", labels)).contains(ID);
        assertThat(KubernetesLabels.id("other", "shop", labels)).isEmpty();
        assertThat(KubernetesLabels.id("owner", "Shop!", labels)).isEmpty();
    }

    @Test
    void anyOwnerIsALegalLabel() {
        assertThat(KubernetesLabels.owner("ü ".repeat(500))).matches("[a-z2-7]{26}");
    }

    @Test
    void aVersionIsToldOnlyWhole() {
        assertThat(KubernetesLabels.version(
                        Map.of(KubernetesLabels.INCARNATION, "life", KubernetesLabels.GENERATION, "3")))
                .contains(new Version("life", 3));
        assertThat(KubernetesLabels.version(
                        Map.of(KubernetesLabels.INCARNATION, "life", KubernetesLabels.GENERATION, "x")))
                .isEmpty();
        assertThat(KubernetesLabels.version(Map.of(KubernetesLabels.GENERATION, "3")))
                .isEmpty();
    }

    @Test
    void aKeyOfTheSpecComesBackFromItsLabel() {
        Map<String, String> written = new TreeMap<>();
        Map<String, String> spec = Map.of("tier", "front", "example.com/tier", "back");
        spec.forEach((key, value) -> written.put(Labels.users(Labels.USER_LABELS, key), value));
        written.put("app", "somebody else's");
        written.putAll(KubernetesLabels.ownership("owner", ID));

        assertThat(written).containsKeys("label.berth.dev/tier", "example.com.label.berth.dev/tier");
        assertThat(KubernetesLabels.users(written)).isEqualTo(spec);
    }

    @Test
    void aRecordIsAnImmutableConfigMapWhoseMetadataTellsAllButItsContent() {
        StoredRecord record = new StoredRecord(new RecordKey(ID, 7), Map.of("outcome", "applied"), "content");

        NativeObject object = KubernetesRecords.object("owner", record);
        var manifest = ManifestText.read(object.document());
        Map<String, String> labels = new TreeMap<>();
        Map<String, String> annotations = new TreeMap<>();
        manifest.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        manifest.at("/metadata/annotations")
                .properties()
                .forEach(label ->
                        annotations.put(label.getKey(), label.getValue().asText()));

        assertThat(manifest.path("immutable").asBoolean()).isTrue();
        assertThat(manifest.at("/data/content").asText()).isEqualTo("content");
        assertThat(KubernetesRecords.header("owner", "shop", labels, annotations))
                .contains(new RecordHeader(record.key(), record.attributes()));
        assertThat(KubernetesRecords.header("other", "shop", labels, annotations))
                .isEmpty();
    }
}
