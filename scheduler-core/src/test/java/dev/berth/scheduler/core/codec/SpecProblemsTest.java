package dev.berth.scheduler.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.Problem;
import org.junit.jupiter.api.Test;

class SpecProblemsTest {
    private static final String RUN = "process: /bin/run\n";

    @Test
    void anUnknownFieldIsRefusedWithItsPlaceAndTheNearestName() {
        assertThat(Specs.webProblems(RUN + "ports:\n  - name: http\n    protcol: tcp\n    color: blue\n"))
                .containsExactly(
                        "a.yaml:7:5: ports[0].protcol: unknown field; did you mean 'protocol'? allowed: name, protocol,"
                                + " reach, number, variable",
                        "a.yaml:8:5: ports[0].color: unknown field; allowed: name, protocol, reach, number, variable");
    }

    @Test
    void theNearestNameIsFoundAcrossSpelling() {
        assertThat(Specs.webProblems(RUN + "working_directory: /srv\nnodelosswait: 5s\n"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("did you mean 'workingDirectory'?"),
                        second -> assertThat(second).contains("did you mean 'nodeLossWait'?"));
    }

    @Test
    void aWrongTypeIsRefusedWithWhatItMustBe() {
        assertThat(Specs.webProblems(RUN + "replicas: three\nports: http\nlabels: [a]\nstop: {grace: 10}\n"))
                .containsExactly(
                        "a.yaml:5:11: replicas (=three) must be a whole number",
                        "a.yaml:6:8: ports: a text must be a list",
                        "a.yaml:7:9: labels: a list must be a map",
                        "a.yaml:8:15: stop.grace (=10) must be a duration such as 10s, 1m30s, 500ms or 1h");
    }

    @Test
    void aNumberInQuotesIsNoNumber() {
        assertThat(Specs.webProblems(RUN + "replicas: \"3\"\n"))
                .containsExactly("a.yaml:5:11: replicas (=\"3\") must be a whole number");
    }

    @Test
    void aFieldWithoutValueIsRefused() {
        assertThat(Specs.webProblems(RUN + "labels:\nenvironment: {A: }\n"))
                .containsExactly(
                        "a.yaml:5:8: labels: has no value; it must be a map",
                        "a.yaml:6:17: environment.A: has no value; it must be text (\"\" for an empty one) or a map of"
                                + " reference, port or secret");
    }

    @Test
    void aMissingFieldIsToldWhereItWouldStand() {
        assertThat(Specs.webProblems("ports: [{reach: fixed}]\n"))
                .containsExactly(
                        "a.yaml:1:1: artifacts: is missing: What to run: `image`, `process`, or a list of variants of"
                                + " which a backend takes the first it supports",
                        "a.yaml:4:9: ports[0].name: is missing: Unique in the workload.");
    }

    @Test
    void aRuleOfTheModelIsToldWithItsPlaceInTheFile() {
        assertThat(Specs.webProblems("replicas: -1\n" + RUN + "ports:\n  - http\n  - {name: x, number: 70000}\n"))
                .anySatisfy(first -> assertThat(first).isEqualTo("a.yaml:4:11: replicas (=-1) must be 0 or more"))
                .anySatisfy(second -> assertThat(second).startsWith("a.yaml:8:23: ports[1].number (=70000)"));
    }

    @Test
    void formAndRulesAreToldTogether() {
        assertThat(Specs.webProblems(RUN + "replica: 2\nlabels: {\"a b\": x}\nresources: {limits: {memory: 1.5.Gi}}\n"))
                .hasSize(3);
    }

    @Test
    void aRuleIsNotToldOfWhatCouldNotBeRead() {
        assertThat(Specs.webProblems(RUN + "ports: [{name: http, reach: fixed, number: x}]\n"))
                .containsExactly("a.yaml:5:44: ports[0].number (=x) must be a whole number");
    }

    @Test
    void shortAndLongFormCannotStandTogether() {
        assertThat(Specs.webProblems(RUN + "replicas: 1\nmode: global\ntasks: [{process: /bin/run}]\n"))
                .containsExactly(
                        "a.yaml:4:1: process: can't stand beside 'tasks'",
                        "a.yaml:5:1: replicas: can't stand beside 'mode'");
    }

    @Test
    void exactlyOneVariantMustBeChosen() {
        assertThat(Specs.webProblems(RUN
                        + "ports: [p]\nhealth: {readiness: {interval: 1s}, liveness: {tcp: p, command: [/bin/a]}}\n"))
                .containsExactly(
                        "a.yaml:6:21: health.readiness: needs one of these fields: http, tcp, command",
                        "a.yaml:6:56: health.liveness.command: can't stand beside 'tcp'; write one of: http, tcp, command");
    }

    @Test
    void aMisspeltModeIsToldWithTheNearest() {
        assertThat(Specs.webProblems(RUN + "mode: globl\n"))
                .containsExactly("a.yaml:5:7: mode (=globl) is not known; did you mean 'global'? allowed:"
                        + " replicated, global, batch, globalBatch, cron");
    }

    @Test
    void aBareProgramNameIsRefused() {
        assertThat(Specs.webProblems("process: sleep\n"))
                .containsExactly("a.yaml:4:10: process (=sleep) must be an absolute path, or relative to this"
                        + " file as in ./sleep");
    }

    @Test
    void whatMayBeASecretIsNotShown() {
        assertThat(Specs.webProblems("""
                        process: {executable: /bin/run, arguments: hunter2}
                        environment: hunter2
                        files: [hunter2]
                        """)).hasSize(3).noneMatch(problem -> problem.contains("hunter2"));
    }

    @Test
    void twoSpecsWithOneIdAreRefused() {
        String web = "apiVersion: berth/v1\nkind: Workload\nname: web\nprocess: /bin/run\n";
        ReadResult result = Specs.yaml(web + "---\n" + web);
        assertThat(Specs.problems(result)).containsExactly("a.yaml:6:1: 'default/web' stands twice; first in line 1");
        assertThat(result.specs()).hasSize(1);
    }

    @Test
    void aFaultyDocumentDoesNotHideTheOthers() {
        ReadResult result = Specs.yaml("kind: Job\n---\n- 1\n---\napiVersion: berth/v1\nkind: Workload\nname: web\n"
                + RUN + "---\nkind: Workload\nname: X\n" + RUN);
        assertThat(result.specs()).hasSize(1);
        assertThat(Specs.problems(result))
                .containsExactly(
                        "a.yaml:1:7: kind (=Job) is not known; allowed: Workload, Application",
                        "a.yaml:3:1: a list must be a map with apiVersion: berth/v1 and kind",
                        "a.yaml:10:1: apiVersion: is missing: Always berth/v1.",
                        "a.yaml:11:7: name (='X') must be a DNS label: lower-case letters, digits and '-', with a"
                                + " letter or digit first and last");
    }

    @Test
    void aProblemFoundLaterIsLocatedToo() {
        LocatedSpec located = Specs.yaml("apiVersion: berth/v1\nkind: Workload\nname: web\nimage: nginx\n")
                .specs()
                .get(0);
        Problem problem = Problem.unsupported("tasks[0].artifacts[0].image", "image", "runs no images");
        assertThat(located.locate(problem))
                .hasToString("a.yaml:4:8: tasks[0].artifacts[0].image: runs no images [needs image]");
    }
}
