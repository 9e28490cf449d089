package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactRulesTest {
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx",
                "nginx:1.27",
                "library/nginx",
                "registry.example:5000/team/web:v1.2_rc",
                "ghcr.io/a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void anImageIsANameWithTagOrDigest(String image) {
        accepted(Task.main(ImageArtifact.builder(image).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " nginx", "nginx latest", "nginx:", "/nginx", "a//b", "nginx;reboot", "$(id)"})
    void anotherImageIsRefused(String image) {
        refused(
                Task.main(ImageArtifact.builder(image).build()),
                "tasks[0].artifacts[0].image.name (='" + image
                        + "') must be an image's name, with a tag or digest if needed");
    }

    @Test
    void anEndlessImageNameIsRefusedWithoutRecursion() {
        refused(
                Task.main(ImageArtifact.builder("a/".repeat(500_000) + "a").build()),
                "tasks[0].artifacts[0].image.name (='" + "a/".repeat(30)
                        + "…') has 1000001 characters, at most 512 are allowed");
    }

    @Test
    void aPullSecretHasALegalName() {
        refused(
                Task.main(ImageArtifact.builder("nginx")
                        .pullSecret(new SecretReference("../etc", "a b"))
                        .build()),
                "tasks[0].artifacts[0].image.pullSecret.name (='../etc') must be letters, digits, '.', '_', "
                        + "'-' and '/', with a letter or digit first and last",
                "tasks[0].artifacts[0].image.pullSecret.name (='../etc') must not contain '..'",
                "tasks[0].artifacts[0].image.pullSecret.key (='a b') must be letters, digits, '.', '_' and '-'");
    }

    @Test
    void anExecutableIsAnAbsolutePathOfAFile() {
        refused(
                Task.main(ProcessArtifact.builder("sleep").build()),
                "tasks[0].artifacts[0].process.executable (='sleep') must be an absolute path");
        refused(
                Task.main(ProcessArtifact.builder("/usr/bin/").build()),
                "tasks[0].artifacts[0].process.executable (='/usr/bin/') must be a file, not a directory");
    }

    @Test
    void argumentsMayHoldAnyTextButNul() {
        accepted(Task.main(ProcessArtifact.builder("/bin/echo")
                .arguments("", "$HOME", "{{.Node}}", "a\nb\t\"'\\", "Grüße😀", "%n")
                .build()));
    }

    @Test
    void whatNoProcessCanBeGivenIsRefusedWithoutShowingIt() {
        refused(
                Task.main(ProcessArtifact.builder("/bin/echo")
                        .arguments("ok", "secret\0", "secret\ud800")
                        .build()),
                "tasks[0].artifacts[0].process.arguments[1] must not contain NUL: " + "no process can be given it",
                "tasks[0].artifacts[0].process.arguments[2] must not contain a lone surrogate: "
                        + "it has no UTF-8 form");
    }

    @Test
    void anEntryPointIsCheckedLikeArguments() {
        refused(
                Task.main(
                        ImageArtifact.builder("nginx").entrypoint(List.of("\0")).build()),
                "tasks[0].artifacts[0].image.entrypoint[0] must not contain NUL: " + "no process can be given it");
    }

    @Test
    void anArgumentIsNoLargerThanTheKernelTakes() {
        accepted(Task.main(ProcessArtifact.builder("/bin/echo")
                .arguments("a".repeat(131_071))
                .build()));
        refused(
                Task.main(ProcessArtifact.builder("/bin/echo")
                        .arguments("ü".repeat(65_536))
                        .build()),
                "tasks[0].artifacts[0].process.arguments[0]: the value has 131072 bytes, "
                        + "at most 131071 can be handed to a process");
    }

    @Test
    void aSourceIsAnAddressAndADigest() {
        accepted(Task.main(source("https://example.org/app.tar", DIGEST)));
        accepted(Task.main(source("file:///srv/app", DIGEST)));
        refused(
                Task.main(source("https://example.org/app", "sha256:AB")),
                "tasks[0].artifacts[0].process.source.digest (='sha256:AB') must be 'sha256:' and "
                        + "64 hexadecimal digits in lower case");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app",
                "http:",
                "ftp://example.org/a",
                "https://user:hunter2@example.org/a",
                "http://a b",
                "file:"
            })
    void anotherAddressIsRefusedWithoutShowingIt(String address) {
        Task task = Task.main(source(address, DIGEST)).build();

        assertThat(Specs.empty().task(task).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("tasks[0].artifacts[0].process.source.uri");
            assertThat(problem.message())
                    .isEqualTo("uri must be an absolute http, https or file address without user and password");
        });
    }

    private static ProcessArtifact source(String address, String digest) {
        return ProcessArtifact.builder("/srv/app")
                .source(new ProcessArtifact.Source(address, digest))
                .build();
    }
}
