package dev.berth.scheduler.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each capability has a test of the kit that needs it, or a reason why it has none. */
class CapabilityCoverageTest {
    private static final String ALL = "every test needs it, or what stands for it where the probe is another artifact";
    private static final String REGISTRY =
            "what an image is pulled from, and by whom, only the adapter's environment knows";
    private static final String NOBODY =
            "no backend of this house claims it, so that a test of it could only be guessed";
    private static final String NETWORKS = "what a network reaches only the adapter's environment knows";

    private static final Map<String, String> WITHOUT = reasons();

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        put(reasons, ALL, "mode.replicated", "artifact.process", "artifact.image", "artifact.image.entrypoint");
        put(
                reasons,
                REGISTRY,
                "artifact.image.pull-secret",
                "artifact.image.pull-always",
                "artifact.image.pull-never",
                "artifact.process.source");
        put(
                reasons,
                NETWORKS,
                "port.inside",
                "network.host",
                "network.bridge",
                "network.named",
                "network.discovery-name");
        put(
                reasons,
                NOBODY,
                "constraint.follows-labels",
                "user",
                "volume.ephemeral.size",
                "resources.limit.cpu",
                "resources.limit.memory",
                "resources.limit.disk",
                "resources.limit.gpu");
        return reasons;
    }

    private static void put(Map<String, String> reasons, String reason, String... names) {
        for (String name : names) {
            reasons.put(name, reason);
        }
    }

    /** The operators are tried on every attribute by tests that ask for one after the other. */
    private static boolean isConstraint(String name) {
        return name.startsWith("constraint.") && !name.equals(Capabilities.CONSTRAINT_FOLLOWS_LABELS.name());
    }

    @Test
    void eachHasATestOrAReason() {
        Set<String> without = new TreeSet<>();
        Capabilities.all().stream().map(Capability::name).forEach(without::add);
        Certification.all().forEach(test -> without.removeAll(test.capabilities()));
        without.removeIf(CapabilityCoverageTest::isConstraint);
        without.removeAll(WITHOUT.keySet());
        assertThat(without)
                .as("capabilities that no test needs, without a reason")
                .isEmpty();
    }

    @Test
    void aTestNeedsNoCapabilityThatThereIsNot() {
        Set<String> known = new TreeSet<>();
        Capabilities.all().stream().map(Capability::name).forEach(known::add);
        assertThat(Certification.all()).allSatisfy(test -> assertThat(known).containsAll(test.capabilities()));
        assertThat(known).containsAll(WITHOUT.keySet());
    }
}
