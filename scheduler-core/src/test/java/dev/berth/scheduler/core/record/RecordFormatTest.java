package dev.berth.scheduler.core.record;

import static dev.berth.scheduler.core.testing.Specs.WEB;
import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.spec.WorkloadSpec;
import dev.berth.scheduler.spi.RecordKey;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.status.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form is read by every later Berth, so it may only change on purpose. */
class RecordFormatTest {
    private static final WorkloadSpec SPEC =
            web(3).toBuilder().label("team", "a").build();
    private static final WorkloadRecord RECORD = new WorkloadRecord(
            WorkloadRecord.Kind.SPEC,
            new Version("0123456789ab", 7),
            4,
            SPEC,
            CanonicalSpec.digest(SPEC),
            Template.digest(SPEC),
            "memory-1",
            List.of(new NativeObject("Deployment", "web", "{\"a\": \"\\u00e9\"}\n")),
            Instant.parse("2026-01-02T03:04:05.678Z"),
            Instant.parse("2026-01-02T03:04:05.678Z"));

    @Test
    void isTheGoldenForm() throws IOException {
        StoredRecord stored = RecordFormat.write(RECORD);

        StringBuilder text = new StringBuilder();
        new TreeMap<>(stored.attributes())
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        text.append(stored.content()).append('\n');

        assertThat(text.toString()).isEqualTo(golden());
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(RecordFormat.read(RecordFormat.write(RECORD))).isEqualTo(RECORD);
    }

    @Test
    void keepsWhenTheRevisionBegan() {
        WorkloadRecord later = new WorkloadRecord(
                RECORD.kind(),
                RECORD.version(),
                RECORD.revision(),
                SPEC,
                RECORD.digest(),
                RECORD.templateDigest(),
                RECORD.rendererVersion(),
                RECORD.rendering(),
                RECORD.createdAt().plusSeconds(60),
                RECORD.createdAt());

        assertThat(RecordFormat.read(RecordFormat.write(later))).isEqualTo(later);
    }

    @Test
    void aTombstoneHandsOnTheSpecAsItIsEvenWhereThisBerthCanNotReadIt() {
        StoredRecord last = RecordFormat.write(RECORD);
        StoredRecord odd = new StoredRecord(
                last.key(), last.attributes(), last.content().replace("\"replicas\":3", "\"replicas\":\"three\""));
        Instant now = RECORD.createdAt().plusSeconds(60);

        StoredRecord tombstone = RecordFormat.tombstone(odd, new Version("0123456789ab", 8), now);

        assertThat(tombstone.key()).isEqualTo(new RecordKey(WEB, 8));
        assertThat(tombstone.attributes()).containsEntry("kind", "TOMBSTONE").containsEntry("digest", RECORD.digest());
        assertThat(tombstone.content())
                .contains("\"replicas\":\"three\"", "\"rendering\":[]", now.toString())
                .contains("\"revisionCreatedAt\":\"" + RECORD.createdAt());
    }

    @Test
    void readsTheGoldenForm() throws IOException {
        Map<String, String> attributes = new HashMap<>();
        String[] lines = golden().split("\n", -1);
        for (int i = 0; i < lines.length - 2; i++) {
            String[] parts = lines[i].split("=", 2);
            attributes.put(parts[0], parts[1]);
        }

        assertThat(RecordFormat.read(new StoredRecord(new RecordKey(WEB, 7), attributes, lines[lines.length - 2])))
                .isEqualTo(RECORD);
    }

    @Test
    void refusesWhatOnlyANewerBerthCanRead() {
        StoredRecord stored = changed("minReader", "2");

        assertThatThrownBy(() -> RecordFormat.read(stored))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("written by a newer Berth");
    }

    @Test
    void readsANewerFormThatThisReaderStillKnows() {
        assertThat(RecordFormat.read(changed("schema", "2"))).isEqualTo(RECORD);
    }

    @Test
    void namesADamagedRecord() {
        StoredRecord stored = new StoredRecord(
                new RecordKey(WEB, 7), RecordFormat.write(RECORD).attributes(), "{\n very-secret");

        assertThatThrownBy(() -> RecordFormat.read(stored))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("record 7 of demo/web is damaged")
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("secret");
    }

    private static StoredRecord changed(String name, String value) {
        StoredRecord stored = RecordFormat.write(RECORD);
        Map<String, String> attributes = new HashMap<>(stored.attributes());
        attributes.put(name, value);
        return new StoredRecord(stored.key(), attributes, stored.content());
    }

    private static String golden() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(RecordFormatTest.class.getResourceAsStream("record.golden"), "record.golden")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minReader", "kind", "revision", "mode", "replicas"})
    void namesARecordWithADamagedAttribute(String attribute) {
        StoredRecord stored = changed(attribute, "nonsense");

        assertThatThrownBy(() -> RecordFormat.read(stored))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("record 7 of demo/web is damaged")
                .hasMessageContaining(attribute);
    }

    @Test
    void namesARecordWithADamagedSpec() {
        StoredRecord whole = RecordFormat.write(RECORD);
        StoredRecord stored = new StoredRecord(
                whole.key(), whole.attributes(), whole.content().replace("\"name\"", "\"nome\""));

        assertThatThrownBy(() -> RecordFormat.read(stored))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("record 7 of demo/web is damaged");
    }
}
