package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.task;
import static dev.berth.scheduler.spec.Specs.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentRulesTest {
    private static final String RULE = "must be letters, digits, '_', '.' and '-', not beginning with a digit";

    @Test
    void valuesMayHoldAnyTextButNul() {
        accepted(task().environment("A", "").environment("a.b-c", "$A {{.B}} 'x' \"y\" \\ \n Grüße😀"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"A=B | [\"A=B\"]", "1A | .1A", "'A B' | [\"A B\"]", "'' | [\"\"]"})
    void anotherNameIsRefused(String name, String step) {
        refused(task().environment(name, "x"), "tasks[0].environment" + step + ": the variable's name " + RULE);
    }

    @Test
    void aControlCharacterInANameReachesNoTerminal() {
        refused(
                task().environment("A\u001b[31m", "x"),
                "tasks[0].environment[\"A\\u001b[31m\"]: the variable's name " + RULE);
    }

    @Test
    void anEndlessNameIsRefused() {
        String name = "A".repeat(256);
        refused(
                task().environment(name, "x"),
                "tasks[0].environment." + name + ": the variable's name has 256 characters, at most 255 are allowed");
    }

    @Test
    void namesThatBerthHandsOverAreReserved() {
        refused(
                task().environment("BERTH_TOKEN", "x"),
                "tasks[0].environment.BERTH_TOKEN: the variable's name must not begin with BERTH_, "
                        + "which is reserved");
    }

    @Test
    void aValueThatNoProcessCanBeGivenIsRefusedWithoutShowingIt() {
        refused(
                task().environment("TOKEN", "hunter2\0"),
                "tasks[0].environment.TOKEN must not contain NUL: no process can be given it");
    }

    @Test
    void aVariableIsNoLargerThanTheKernelTakes() {
        accepted(task().environment("A", "a".repeat(131_069)));
        refused(
                task().environment("A", "a".repeat(131_070)),
                "tasks[0].environment.A: the value has 131072 bytes, at most 131071 can be handed to a process");
    }

    @Test
    void aReferenceToAPortNamesOneOfTheWorkload() {
        accepted(web().task(Task.builder("proxy")
                        .role(Task.Role.SIDECAR)
                        .artifact(Specs.SLEEP)
                        .port(Port.dynamic("admin"))
                        .build())
                .tasks(java.util.List.of(
                        task().environment("ADMIN", EnvironmentValue.port("admin"))
                                .build(),
                        Task.builder("proxy")
                                .role(Task.Role.SIDECAR)
                                .artifact(Specs.SLEEP)
                                .port(Port.dynamic("admin"))
                                .build())));
        refused(
                task().environment("ADMIN", EnvironmentValue.port("admin")),
                "tasks[0].environment.ADMIN.port (='admin') must be the name of a port of this workload");
    }

    @Test
    void anotherReferenceNamesNoPort() {
        refused(
                task().environment("ID", new EnvironmentValue.Reference(EnvironmentValue.Field.NODE_ID, "http")),
                "tasks[0].environment.ID.port (='http') can't stand beside a reference to node-id");
    }

    @Test
    void aSecretHasALegalName() {
        refused(
                task().environment("TOKEN", EnvironmentValue.secret(new SecretReference("", ""))),
                "tasks[0].environment.TOKEN.secret.name (='') must be letters, digits, '.', '_', '-' and '/', "
                        + "with a letter or digit first and last");
    }
}
