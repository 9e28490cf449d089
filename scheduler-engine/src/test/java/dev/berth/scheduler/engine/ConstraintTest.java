package dev.berth.scheduler.engine;

import static dev.berth.scheduler.engine.Fixtures.DISK;
import static dev.berth.scheduler.engine.Fixtures.WEB;
import static dev.berth.scheduler.engine.Fixtures.engine;
import static dev.berth.scheduler.engine.Fixtures.node;
import static dev.berth.scheduler.engine.Fixtures.place;
import static dev.berth.scheduler.engine.Fixtures.request;
import static dev.berth.scheduler.engine.Fixtures.withDisk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.status.Node;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule PLC-1. */
class ConstraintTest {
    private static final Node SSD = withDisk("ssd-node", "ssd");
    private static final Node NONE = node("plain-node").build();

    static Stream<Arguments> constraints() {
        return Stream.of(
                Arguments.of(Constraint.equalTo(DISK, "ssd"), true, false, "lack label:disk=ssd"),
                Arguments.of(Constraint.equalTo(DISK, "SSD"), false, false, "lack label:disk=SSD"),
                Arguments.of(Constraint.notEqualTo(DISK, "ssd"), false, true, "have label:disk=ssd"),
                Arguments.of(Constraint.notEqualTo(DISK, "hdd"), true, true, ""),
                Arguments.of(Constraint.in(DISK, "ssd", "nvme"), true, false, "lack label:disk in (ssd, nvme)"),
                Arguments.of(Constraint.in(DISK, "hdd", "nvme"), false, false, "lack label:disk in (hdd, nvme)"),
                Arguments.of(Constraint.notIn(DISK, "ssd", "nvme"), false, true, "have label:disk in (ssd, nvme)"),
                Arguments.of(Constraint.exists(DISK), true, false, "lack label:disk"),
                Arguments.of(Constraint.notExists(DISK), false, true, "have label:disk"),
                Arguments.of(Constraint.matches(DISK, "s+d"), true, false, "lack label:disk matching s+d"),
                Arguments.of(Constraint.matches(DISK, "s"), false, false, "lack label:disk matching s"),
                Arguments.of(Constraint.matches(DISK, ".*"), true, false, "lack label:disk matching .*"));
    }

    @ParameterizedTest
    @MethodSource("constraints")
    void everyOperatorHoldsOnANodeWithAndOnOneWithoutTheAttribute(
            Constraint constraint, boolean takesSsd, boolean takesNone, String violation) {
        PlacementRequest request = request(WEB, Placement.builder().constraint(constraint));

        assertThat(place(engine(SSD), request)).isEqualTo(takesSsd ? "ssd-node" : "1 node: 1 " + violation);
        assertThat(place(engine(NONE), request)).isEqualTo(takesNone ? "plain-node" : "1 node: 1 " + violation);
    }

    static Stream<NodeAttribute> attributes() {
        return Stream.of(
                NodeAttribute.NODE_ID,
                NodeAttribute.HOSTNAME,
                NodeAttribute.ZONE,
                NodeAttribute.REGION,
                NodeAttribute.OS,
                NodeAttribute.ARCH,
                NodeAttribute.label("berth.dev/any"));
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void everyAttributeIsLookedAt(NodeAttribute attribute) {
        PlacementEngine engine = engine(
                node("a").attribute(attribute, "other").build(),
                node("b").attribute(attribute, "wanted").build());

        assertThat(place(engine, request(WEB, Placement.builder().constraint(Constraint.equalTo(attribute, "wanted")))))
                .isEqualTo("b");
    }

    @Test
    void allConstraintsHaveToHold() {
        PlacementEngine engine = engine(
                SSD,
                NONE,
                node("both")
                        .attribute(DISK, "ssd")
                        .attribute(NodeAttribute.ARCH, "arm64")
                        .build());

        assertThat(place(
                        engine,
                        request(
                                WEB,
                                Placement.builder()
                                        .constraint(Constraint.equalTo(DISK, "ssd"))
                                        .constraint(Constraint.equalTo(NodeAttribute.ARCH, "arm64")))))
                .isEqualTo("both");
    }

    @Test
    void aRelabelledNodeIsSeenWithItsNewLabels() {
        PlacementEngine engine = engine(SSD);
        engine.putNode(withDisk("ssd-node", "hdd"));

        assertThat(place(engine, request(WEB, Placement.builder().constraint(Constraint.equalTo(DISK, "ssd")))))
                .isEqualTo("1 node: 1 lack label:disk=ssd");
    }

    @Test
    void refusesWhatNoValidSpecHas() {
        Constraint two = new Constraint(DISK, Constraint.Operator.EQUALS, List.of("a", "b"));
        Constraint malformed = Constraint.matches(DISK, "a{");

        assertThatThrownBy(() -> request(WEB, Placement.builder().constraint(two)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values (=[a, b]) of EQUALS on label:disk must be exactly one");
        assertThatThrownBy(() -> request(WEB, Placement.builder().constraint(malformed)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a repetition is {n}, {n,} or {n,m}, at character 3");
    }
}
