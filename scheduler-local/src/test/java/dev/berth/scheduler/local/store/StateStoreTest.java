package dev.berth.scheduler.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {
    @TempDir
    private Path directory;

    @Test
    void keepsWhatWasWritten() throws StoreException {
        try (StateStore store = open()) {
            store.commit(
                    new StoreChange().put(Table.OBJECTS, "a/b", "ünïcode\n{}").put(Table.INSTANCES, "a/b/c", "1"));
        }
        try (StateStore store = open()) {
            assertThat(store.get(Table.OBJECTS, "a/b")).contains("ünïcode\n{}");
            assertThat(store.get(Table.INSTANCES, "a/b/c")).contains("1");
            assertThat(store.get(Table.META, "made")).contains("here");
        }
    }

    @Test
    void whatWasCommittedIsInTheFileAtOnce() throws Exception {
        Path copy = Files.createDirectory(directory.resolve("copy"));
        try (StateStore store = open()) {
            for (int i = 0; i < 20; i++) {
                store.commit(new StoreChange().put(Table.OBJECTS, "a/b", "value " + i));
                Files.copy(file(), copy.resolve("state.db"), StandardCopyOption.REPLACE_EXISTING);
                try (StateStore killed = StateStore.open(copy, Map.of())) {
                    assertThat(killed.get(Table.OBJECTS, "a/b")).contains("value " + i);
                }
            }
        }
    }

    @Test
    void takesNothingOnceItsFileWasDeletedOrReplaced() throws Exception {
        Path copy = directory.resolve("copy");
        try (StateStore store = open()) {
            store.commit(new StoreChange().put(Table.OBJECTS, "a/b", "kept"));
            Files.copy(file(), copy);
            Files.delete(file());

            assertRefused(store, "was deleted or replaced while it is in use");
            Files.copy(copy, file());
            assertRefused(store, "berth agent stop");
        }
        try (StateStore store = open()) {
            assertThat(store.get(Table.OBJECTS, "a/b")).contains("kept");
        }
    }

    private static void assertRefused(StateStore store, String because) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.commit(new StoreChange().put(Table.OBJECTS, "a/b", "lost")))
                .withMessageContaining(because)
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(StoreException.Kind.NOT_WRITTEN));
    }

    @Test
    void whoeverWaitsForTheDiskIsAnsweredWhenWhatWasWrittenIsOnIt() throws Exception {
        try (StateStore store = open()) {
            store.commit(new StoreChange().put(Table.OBJECTS, "a/b", "one"));
            CompletableFuture<Void> first = store.sync();
            store.commit(new StoreChange().put(Table.OBJECTS, "a/b", "two"));
            CompletableFuture<Void> second = store.sync();
            second.get(60, TimeUnit.SECONDS);
            assertThat(first).isCompleted();
            assertThat(store.sync()).as("nothing was written since").isCompleted();
        }
    }

    @Test
    void readsTheKeysUnderAPrefixInOrder() throws StoreException {
        try (StateStore store = open()) {
            store.commit(new StoreChange()
                    .put(Table.RECORDS, "a/b/02", "two")
                    .put(Table.RECORDS, "a/b/01", "one")
                    .put(Table.RECORDS, "a/bb/01", "other")
                    .put(Table.RECORDS, "a/a/09", "before"));

            assertThat(store.entries(Table.RECORDS, "a/b/"))
                    .containsExactly(Map.entry("a/b/01", "one"), Map.entry("a/b/02", "two"));
            assertThat(store.lastKey(Table.RECORDS, "a/b/")).contains("a/b/02");
            assertThat(store.lastKey(Table.RECORDS, "a/c/")).isEmpty();
        }
    }

    @Test
    void anEmptyChangeWritesNothing() throws StoreException {
        try (StateStore store = open()) {
            long before = store.version();
            store.commit(new StoreChange());
            assertThat(store.version()).isEqualTo(before);
        }
    }

    @Test
    void onlyItsOwnerCanReadIt() throws Exception {
        Path inside = directory.resolve("state");
        StateStore.open(inside, Map.of()).close();
        assertThat(permissions(inside)).isEqualTo("rwx------");
        assertThat(permissions(inside.resolve("state.db"))).isEqualTo("rw-------");
        assertThat(permissions(inside.resolve("holder"))).isEqualTo("rw-------");
    }

    @Test
    void refusesADirectoryThatIsHeldAndSaysByWhom() throws StoreException {
        try (StateStore store = open()) {
            assertThat(refusal().kind()).isEqualTo(StoreException.Kind.HELD);
            assertThat(refusal())
                    .hasMessageContaining("is held by this process")
                    .hasMessageContaining("end that first");
            store.commit(new StoreChange().put(Table.META, "still", "ours"));
        }
        open().close();
    }

    @Test
    void refusesADirectoryThatAnotherProcessHolds() throws Exception {
        Process other = OtherHolder.start(directory);
        try {
            StoreException refusal = refusal();
            assertThat(refusal.kind()).isEqualTo(StoreException.Kind.HELD);
            assertThat(refusal).hasMessageContaining("process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        open().close();
    }

    @Test
    void refusesAFileOfNoMeaningAndLeavesItAsItIs() throws Exception {
        byte[] garbage = new byte[20_000];
        Arrays.fill(garbage, (byte) 'x');
        refusesAndLeaves(garbage, StoreException.Kind.DAMAGED);
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        refusesAndLeaves(new byte[0], StoreException.Kind.DAMAGED);
    }

    @Test
    void refusesToBeginAnewBesideProcessesOfALostFile() throws Exception {
        Path events = Files.createDirectories(directory.resolve("processes/events"));
        Path event = Files.createFile(events.resolve("default.web.aaaaaaaa~1=claim"));
        assertThat(refusal())
                .hasMessageContaining("is missing")
                .extracting(StoreException::kind)
                .isEqualTo(StoreException.Kind.DAMAGED);
        assertThat(file()).doesNotExist();
        Files.delete(event);
        open().close();
    }

    @Test
    void refusesAFileWhoseHeadersAreOverwritten() throws Exception {
        open().close();
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, 0, 8192, (byte) 7);
        refusesAndLeaves(bytes, StoreException.Kind.DAMAGED);
    }

    @Test
    void refusesANewerSchemaAndLeavesTheFileAsItIs() throws Exception {
        try (StateStore store = open()) {
            store.commit(new StoreChange().put(Table.META, StateFile.SCHEMA_KEY, "3"));
        }
        StoreException refusal = refusesAndLeaves(Files.readAllBytes(file()), StoreException.Kind.NEWER);
        assertThat(refusal).hasMessageContaining("has schema 3, this Berth knows up to 2");
    }

    @Test
    void readsAnOlderSchemaAndIsRefusedByAnOlderBerthFromThenOn() throws Exception {
        try (StateStore store = open()) {
            store.commit(new StoreChange().put(Table.META, StateFile.SCHEMA_KEY, "1"));
            store.commit(new StoreChange().put(Table.NODES, "a", "cordoned"));
        }
        try (StateStore store = open()) {
            assertThat(store.get(Table.NODES, "a")).contains("cordoned");
            assertThat(store.get(Table.META, StateFile.SCHEMA_KEY)).contains("2");
        }
    }

    @Test
    void refusesADirectoryThatIsAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> StateStore.open(file, Map.of()))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(StoreException.Kind.UNUSABLE));
    }

    @Test
    void staysSmallHoweverOftenItIsWritten() throws Exception {
        try (StateStore store = open()) {
            for (int i = 0; i < 5000; i++) {
                store.commit(new StoreChange().put(Table.INSTANCES, "a/b/" + i % 50, "x".repeat(500) + i));
            }
        }
        assertThat(Files.size(file())).isLessThan(4L << 20);
    }

    private StateStore open() throws StoreException {
        return StateStore.open(directory, Map.of("made", "here"));
    }

    private Path file() {
        return directory.resolve("state.db");
    }

    private StoreException refusal() {
        StoreException refusal = catchThrowableOfType(StoreException.class, this::open);
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private StoreException refusesAndLeaves(byte[] content, StoreException.Kind kind) throws Exception {
        Files.write(file(), content);
        StoreException refusal = refusal();
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(Files.readAllBytes(file())).isEqualTo(content);
        return refusal;
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
