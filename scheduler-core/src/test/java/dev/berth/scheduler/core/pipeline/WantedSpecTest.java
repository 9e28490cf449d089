package dev.berth.scheduler.core.pipeline;

import static dev.berth.scheduler.core.testing.Specs.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.core.record.CanonicalSpec;
import dev.berth.scheduler.core.record.Template;
import org.junit.jupiter.api.Test;

class WantedSpecTest {
    private final WantedSpec wanted = new WantedSpec(web(3));

    @Test
    void takesEachDigestOnce() {
        assertThat(wanted.digest()).isEqualTo(CanonicalSpec.digest(web(3))).isSameAs(wanted.digest());
        assertThat(wanted.templateDigest()).isEqualTo(Template.digest(web(3))).isSameAs(wanted.templateDigest());
    }
}
