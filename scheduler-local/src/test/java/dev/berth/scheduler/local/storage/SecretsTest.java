package dev.berth.scheduler.local.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.spec.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final String VALUE = "swordfish";
    private static final SecretReference DB = new SecretReference("db", "password");

    @TempDir
    private Path directory;

    private Secrets secrets;

    @BeforeEach
    void open() {
        secrets = new Secrets(directory);
    }

    private void put(String name, String value, String permissions) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private String refusal(SecretReference reference) {
        return secrets.refusal(reference, true).orElse("");
    }

    @Test
    void isTheFileOfItsNameOrOfItsKeyBelow() throws IOException {
        put("db/password", VALUE, "rw-------");
        put("token", VALUE, "r--------");
        put("team/token", VALUE, "r--------");

        assertThat(refusal(DB)).isEmpty();
        assertThat(refusal(new SecretReference("token", ""))).isEmpty();
        assertThat(refusal(new SecretReference("team/token", ""))).isEmpty();
        assertThat(secrets.file(DB)).isEqualTo(directory.resolve("db/password"));
    }

    @Test
    void namesTheReferenceThatIsNotThere() {
        assertThat(refusal(DB))
                .isEqualTo("secret 'db' with key 'password' (" + directory + "/db/password) is not there");
        assertThat(refusal(new SecretReference("token", "")))
                .isEqualTo("secret 'token' (" + directory + "/token) is not there");
    }

    @Test
    void refusesWhatOtherUsersCanReadOrChange() throws IOException {
        for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"}) {
            put("db/password", VALUE, permissions);

            assertThat(refusal(DB)).endsWith("can be read or changed by other users; chmod 600 it");
        }
    }

    @Test
    void refusesWhatNoVariableCanHoldAndNeverShowsIt() throws IOException {
        put("db/password", VALUE + "\0", "rw-------");
        assertThat(refusal(DB)).endsWith("holds NUL, which no variable can").doesNotContain(VALUE);
        assertThat(secrets.refusal(DB, false)).isEmpty();

        put("db/password", "x".repeat(130_000), "rw-------");
        assertThat(refusal(DB)).endsWith("has 130000 bytes, at most 122880 are allowed");
    }

    @Test
    void refusesASecretWhoseKeysAreAskedFor() throws IOException {
        put("db/password", VALUE, "rw-------");

        assertThat(refusal(new SecretReference("db", ""))).endsWith("is no file; name one of its keys");
    }

    @Test
    void nothingLeadsOutOfTheDirectory() {
        assertThatThrownBy(() -> secrets.file(new SecretReference("../outside", "")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> secrets.file(new SecretReference("db", "../../outside")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
