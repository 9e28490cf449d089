package dev.berth.scheduler.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.capability.Capability;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The marks of the kit's tests. */
class RuleTestCaseTest {
    @Test
    void everyTestNeedsCapabilitiesThatThereAre() {
        List<String> known = Capabilities.all().stream().map(Capability::name).toList();
        for (RuleTestCase test : Certification.all()) {
            assertThat(test.capabilities()).as(test.toString()).isSubsetOf(known);
        }
    }

    @Test
    void noTwoTestsHaveOneName() {
        assertThat(Certification.all())
                .extracting(RuleTestCase::name)
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void aNameIsReadAsASentence() {
        assertThat(Certification.all())
                .extracting(RuleTestCase::sentence)
                .contains("a stale expected version is a conflict that changes nothing");
    }
}
