package dev.berth.scheduler.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.spec.Mode;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the letters of the README's table of rules against the levels of the capabilities that each speaks of. */
class ReadmeRulesTest {
    private static final Pattern LETTER = Pattern.compile("(?:^|[;.] )([necu])(?=[ ;,]|$)");

    /** Rules, and the beginnings of the names of their capabilities; the longest one counts. Fields are no rule's. */
    private static final String SPEAKS_OF = """
        fields artifact. environment. file. working-directory user volume.
        APP-1 edit.restart
        APP-8 edit.adopt
        PLC-1 constraint.
        PLC-2 anti-affinity. maximum-per-node
        PLC-3 affinity.
        PLC-4 preference affinity.preferred anti-affinity.preferred spread.
        PLC-7 resources.request.
        SCL-1 mode.replicated edit.scale
        GLB-1 mode.global
        BAT-1 mode.batch exit.
        BAT-2 batch.
        BAT-3 batch.result-kept
        BAT-4 batch.cancel
        CRN-1 mode.cron cron.
        HLT-1 health.
        UPD-1 rollout.
        UPD-2 rollout.progress-deadline rollout.on-failure.
        UPD-4 rollout.pause rollout.resume rollout.abort
        HIS-1 history edit.rollback
        RST-1 restart.
        GRP-1 task.
        GRP-2 stop. task.sidecar.stop-
        NET-1 port. network.
        RES-1 resources.limit.
        OBS-1 watch endpoints
        LOG-1 logs
        NOD-1 node.list
        NOD-2 node.
        NOD-3 node-loss
        OVR-1 override.
        """;

    private final BackendInfo info = KubernetesCapabilities.info("v1.34.4");

    @Test
    void eachRuleIsAsFarThereAsItsCapabilitiesAre() throws IOException {
        Map<String, Set<String>> letters = new HashMap<>();
        for (Capability capability : info.names()) {
            letters.computeIfAbsent(rule(capability), rule -> new TreeSet<>()).addAll(letters(capability));
        }
        for (String row : ReadmeTest.rows("## The contract's rules")) {
            String[] cells = row.split("\\|", -1);
            String rule = ReadmeTest.codes(cells[1]).iterator().next();
            Set<String> said = LETTER.matcher(cells[2].strip())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            Set<String> meant = letters.remove(rule);
            if (meant == null) {
                assertThat(said).as(rule).isNotEmpty().isSubsetOf("n", "c");
            } else {
                assertThat(said).as(rule).isEqualTo(meant);
            }
        }
        assertThat(letters).containsOnlyKeys("fields");
    }

    private static String rule(Capability capability) {
        return SPEAKS_OF
                .lines()
                .flatMap(line -> Pattern.compile(" ")
                        .splitAsStream(line)
                        .skip(1)
                        .filter(capability.name()::startsWith)
                        .map(beginning -> Map.entry(beginning.length(), line.split(" ", 2)[0])))
                .max(Comparator.comparing(Map.Entry::getKey))
                .orElseThrow(() -> new AssertionError("which rule speaks of " + capability + "?"))
                .getValue();
    }

    private Set<String> letters(Capability capability) {
        Set<String> letters = new TreeSet<>();
        for (Mode.Kind mode : Mode.Kind.values()) {
            Support support = info.support(capability, mode);
            letters.add(
                    switch (support.level()) {
                        case NATIVE -> "n";
                        case EMULATED -> support.needsController() ? "c" : "e";
                        case UNSUPPORTED -> "u";
                    });
        }
        return letters;
    }
}
