package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.NGINX;
import static dev.berth.scheduler.spec.Specs.SLEEP;
import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.empty;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRulesTest {
    @Test
    void aNameIsADnsLabelOfAtMost15Characters() {
        refused(
                task().port(Port.builder("a234567890123456").variable("A").build()),
                "tasks[0].ports[0].name (='a234567890123456') has 16 characters, at most 15 are allowed");
    }

    @Test
    void namesAreUniqueOverAllTasks() {
        refused(
                empty().task(task().port(Port.dynamic("http")).build())
                        .task(Task.builder("proxy")
                                .role(Task.Role.SIDECAR)
                                .artifact(SLEEP)
                                .port(Port.dynamic("http"))
                                .build()),
                "tasks[1].ports[0].name (='http') must be unique, tasks[0].ports[0] has it too");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void aNumberIsBetween1And65535(int number) {
        refused(
                task().port(Port.fixed("http", number)),
                "tasks[0].ports[0].number (=" + number + ") must be between 1 and 65535");
    }

    @Test
    void aFixedPortAndOneInsideHaveANumber() {
        refused(
                task().port(Port.builder("a").reach(Port.Reach.FIXED).build())
                        .port(Port.builder("b").reach(Port.Reach.INSIDE).build()),
                "tasks[0].ports[0].number must be given for a port whose reach is fixed",
                "tasks[0].ports[1].number must be given for a port whose reach is inside");
    }

    @Test
    void aDynamicPortOfAProcessHasNoNumberOfItsOwn() {
        Port port = Port.builder("http").number(80).build();
        accepted(Task.main(NGINX).port(port));
        refused(
                task().port(port),
                "tasks[0].ports[0].number (=80) must not be given: "
                        + "a process listens where its dynamic port's variable says");
    }

    @Test
    void aFixedNumberIsTakenOnceForEachProtocol() {
        accepted(task().port(Port.fixed("dns", 53))
                .port(Port.fixed("dns-udp", 53).toBuilder()
                        .protocol(Port.Protocol.UDP)
                        .build()));
        refused(
                task().port(Port.fixed("a", 80)).port(Port.fixed("b", 80)),
                "tasks[0].ports[1].number (=80) must be unique among fixed tcp ports, " + "ports[0] has it too");
    }

    @Test
    void aVariableHasALegalName() {
        refused(
                task().port(Port.builder("http").variable("A-B").build()),
                "tasks[0].ports[0].variable (='A-B') must be letters, digits and '_', " + "not beginning with a digit");
        refused(
                task().port(Port.builder("http").variable("BERTH_PORT").build()),
                "tasks[0].ports[0].variable (='BERTH_PORT') must not begin with BERTH_, which is reserved");
    }

    @Test
    void aNameThatStandsTwiceInATaskIsSaidOnceAndByItsPlaceThere() {
        refused(
                task().port(Port.dynamic("http")).port(Port.dynamic("http")),
                "tasks[0].ports[1].name (='http') must be unique, ports[0] has it too");
    }

    @Test
    void aVariableIsUniqueInATask() {
        refused(
                task().port(Port.builder("a").variable("PORT").build())
                        .port(Port.builder("b").variable("PORT").build()),
                "tasks[0].ports[1].variable (='PORT') must be unique in a task, ports[0] has it too");
    }

    @Test
    void aVariableIsNotInTheEnvironmentToo() {
        refused(
                task().port(Port.dynamic("http")).environment("PORT_HTTP", "80"),
                "tasks[0].ports[0].variable (='PORT_HTTP') must not be in the task's environment, too");
    }
}
