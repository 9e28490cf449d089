package dev.berth.scheduler.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationTest {
    private static final String SHOP = "apiVersion: berth/v1\nkind: Application\nname: shop\n";

    private static List<WorkloadSpec> read(String text) {
        return Specs.yaml(SHOP + text).orThrow();
    }

    @Test
    void eachWorkloadLivesInTheApplicationsNamespaceAndBearsItsLabel() {
        List<WorkloadSpec> specs = read("workloads: {web: {process: /bin/a}, worker: {process: /bin/b}}\n");
        assertThat(specs)
                .extracting(WorkloadSpec::id)
                .containsExactly(WorkloadId.of("shop", "web"), WorkloadId.of("shop", "worker"));
        assertThat(specs).allSatisfy(spec -> assertThat(spec.labels()).containsEntry("application", "shop"));
    }

    @Test
    void anotherNamespaceCanBeNamed() {
        assertThat(read("namespace: staging\nworkloads: {web: {process: /bin/a}}\n")
                        .get(0)
                        .id())
                .isEqualTo(WorkloadId.of("staging", "web"));
    }

    @Test
    void labelsAnnotationsAndEnvironmentAreMergedByName() {
        WorkloadSpec spec = read("""
                        defaults:
                          environment: {A: shared, B: shared}
                          labels: {team: a, application: mine}
                        workloads:
                          web: {process: /bin/a, environment: {B: own}, labels: {tier: front}}
                        """).get(0);
        assertThat(spec.main().environment())
                .containsEntry("A", EnvironmentValue.literal("shared"))
                .containsEntry("B", EnvironmentValue.literal("own"));
        assertThat(spec.labels())
                .containsOnlyKeys("team", "tier", "application")
                .containsEntry("application", "mine");
    }

    @Test
    void everyOtherFieldOfTheWorkloadReplacesTheDefaultAsAWhole() {
        List<WorkloadSpec> specs = read("""
                defaults:
                  process: /bin/shared
                  replicas: 2
                  ports: [http]
                  stop: {signal: INT, grace: 5s}
                workloads:
                  web: {stop: {grace: 1s}, ports: [admin]}
                  sweeper: {mode: global, image: sweeper}
                """);
        assertThat(specs.get(0).main().stop().signal()).isEqualTo("TERM");
        assertThat(specs.get(0).main().ports()).hasSize(1);
        assertThat(specs.get(0).mode()).isEqualTo(Mode.replicated(2));
        assertThat(specs.get(1).mode()).isEqualTo(Mode.global());
        assertThat(specs.get(1).main().artifacts()).hasSize(1);
    }

    @Test
    void defaultsOfATaskAreMeantForMain() {
        WorkloadSpec spec = read("""
                        defaults:
                          environment: {A: shared}
                        workloads:
                          web:
                            tasks:
                              - {name: setup, role: init, process: /bin/setup}
                              - {name: server, process: /bin/server}
                        """).get(0);
        assertThat(spec.tasks().get(0).environment()).isEmpty();
        assertThat(spec.tasks().get(1).environment()).containsKey("A");
    }

    @Test
    void problemsPointToWhereTheValueWasWrittenAndAreToldOnce() {
        assertThat(Specs.problems(Specs.yaml(SHOP + """
                        defaults:
                          replicas: many
                          lable: {}
                        workloads:
                          web: {process: /bin/a}
                          api: {process: /bin/b, ports: [{name: WRONG}]}
                        """)))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("a.yaml:5:13: defaults.replicas (=many) must be a whole number"),
                        second -> assertThat(second)
                                .startsWith("a.yaml:6:3: defaults.lable: unknown field; did you mean 'labels'?"),
                        third -> assertThat(third).startsWith("a.yaml:9:41: workloads.api.ports[0].name (='WRONG') "));
    }

    @Test
    void aDefaultThatEveryWorkloadReplacesIsStillLookedAt() {
        assertThat(Specs.problems(Specs.yaml(
                        SHOP + "defaults: {replicas: x}\nworkloads: {web: {process: /bin/a, replicas: 1}}\n")))
                .containsExactly("a.yaml:4:22: defaults.replicas (=x) must be a whole number");
    }

    @Test
    void partsCannotSayWhatOnlyTheWholeSays() {
        assertThat(
                        Specs.problems(
                                Specs.yaml(
                                        SHOP
                                                + "defaults: {tasks: [], kind: Workload}\nworkloads: {web: {namespace: x, process: /bin/a}}\n")))
                .containsExactly(
                        "a.yaml:4:12: defaults.tasks: can't stand in the defaults",
                        "a.yaml:4:23: defaults.kind: can't stand in the defaults",
                        "a.yaml:5:19: workloads.web.namespace: is said by the application");
    }

    @Test
    void anApplicationWithoutWorkloadsIsRefused() {
        assertThat(Specs.problems(Specs.yaml(SHOP + "workloads: {}\n")))
                .containsExactly("a.yaml:4:12: workloads: must hold at least one workload");
    }

    @Test
    void aShortTextDoesNotExpandToAHugeOne() {
        StringBuilder text = new StringBuilder(SHOP).append("defaults:\n  environment:\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("    V").append(i).append(": x\n");
        }
        text.append("workloads:\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("  w").append(i).append(": {process: /bin/a}\n");
        }
        assertThat(Specs.problems(Specs.yaml(text.toString())))
                .anyMatch(problem -> problem.contains("values in all workloads together; at most 1000000 are taken"));
    }
}
