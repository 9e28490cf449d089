package dev.berth.scheduler.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelValuesTest {
    @ParameterizedTest
    @CsvSource({"25, 3, 0, 1", "25, 4, 1, 1", "50, 3, 1, 2", "100, 7, 7, 7", "0, 9, 0, 0", "1, 1, 0, 1", "25, 0, 0, 0"})
    void aPercentageIsRoundedDownForUnavailableAndUpForSurge(int percentage, int replicas, int down, int up) {
        assertThat(Amount.percent(percentage).roundedDown(replicas)).isEqualTo(down);
        assertThat(Amount.percent(percentage).roundedUp(replicas)).isEqualTo(up);
    }

    @Test
    void aPercentageOfManyDoesNotOverflow() {
        assertThat(Amount.percent(100).roundedUp(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Amount.percent(100).roundedDown(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aCountIsItself() {
        assertThat(Amount.of(2).roundedDown(9))
                .isEqualTo(Amount.of(2).roundedUp(9))
                .isEqualTo(2);
        assertThat(Amount.of(2)).hasToString("2");
        assertThat(Amount.percent(25)).hasToString("25%");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "1023, 1023",
        "1024, 1Ki",
        "1536, 1536",
        "536870912, 512Mi",
        "1610612736, 1536Mi",
        "1099511627776, 1Ti",
        "1125899906842624, 1024Ti",
        "-1024, -1Ki"
    })
    void memoryIsShownExactlyInItsLargestWholeUnit(long bytes, String text) {
        assertThat(new Memory(bytes)).hasToString(text);
    }

    @Test
    void anAmountBeyondALongIsRefusedInsteadOfWrapped() {
        assertThatThrownBy(() -> Memory.ofMebibytes(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Cpu.ofCores(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1", "500, 500m", "1500, 1500m", "0, 0"})
    void cpuIsShownInCoresOrMillicores(long millicores, String text) {
        assertThat(new Cpu(millicores)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"shop/web, shop, web", "web, default, web"})
    void anIdIsReadWithOrWithoutItsNamespace(String text, String namespace, String name) {
        assertThat(WorkloadId.parse(text)).isEqualTo(WorkloadId.of(namespace, name));
    }

    @Test
    void anIdIsReadFromWhatItShows() {
        WorkloadId id = WorkloadId.of("a".repeat(30), "b-" + "c".repeat(28));
        assertThat(WorkloadId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a/b/c", "A", "a_b", "-a", "a-", "ä", "a.b", "a b", "a\u0000"})
    void anotherIdIsRefused(String text) {
        assertThatThrownBy(() -> WorkloadId.parse(text)).isInstanceOf(RefusedException.class);
    }

    @Test
    void bothPartsOfAnIdAreToldAtOnce() {
        assertThat(WorkloadId.problems("A", "b".repeat(31)))
                .map(Problem::toString)
                .containsExactly(
                        "namespace (='A') must be a DNS label: lower-case letters, digits and '-', "
                                + "with a letter or digit first and last",
                        "name (='" + "b".repeat(31) + "') has 31 characters, at most 30 are allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "node.id, NODE_ID",
        "zone, ZONE",
        "label:disk, LABEL",
        "label:, UNKNOWN",
        "disk, UNKNOWN",
        "Zone, UNKNOWN"
    })
    void anAttributeKnowsItsFamily(String name, NodeAttribute.Family family) {
        assertThat(new NodeAttribute(name).family()).isEqualTo(family);
    }

    @Test
    void aLabelAttributeKnowsItsKey() {
        assertThat(NodeAttribute.label("disk")).hasToString("label:disk");
        assertThat(NodeAttribute.label("disk").labelKey()).isEqualTo("disk");
        assertThat(NodeAttribute.ZONE.labelKey()).isEmpty();
    }

    @Test
    void aSelectorMeansWhatFulfilsEveryCondition() {
        WorkloadId web = WorkloadId.of("shop", "web");
        Selector selector = Selector.of(web).inNamespace("shop").withLabel("tier", "front");

        assertThat(selector.matches(web, Map.of("tier", "front", "a", "b"))).isTrue();
        assertThat(selector.matches(web, Map.of("tier", "back"))).isFalse();
        assertThat(selector.matches(web, Map.of())).isFalse();
        assertThat(selector.matches(WorkloadId.of("shop", "db"), Map.of("tier", "front")))
                .isFalse();
        assertThat(selector.inNamespace("other").couldMatch(web)).isFalse();
        assertThat(Selector.all().matches(web, Map.of())).isTrue();
    }

    @Test
    void aPortsVariableIsNamedAfterIt() {
        assertThat(Port.dynamic("http-admin").variable()).isEqualTo("PORT_HTTP_ADMIN");
    }

    @Test
    void anOverrideHoldsPlainTreesOnly() {
        assertThatThrownBy(() -> NativeOverride.of("k8s", Map.of("a", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an override holds maps, lists, texts, numbers and booleans, not java.lang.Object");
    }
}
