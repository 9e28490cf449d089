package dev.berth.scheduler.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/contract.md names every rule once, and no test that isn't there. */
class ContractTest {
    private static final List<String> RULES =
            ("IDN-1 IDN-2 VAL-1 VAL-2 CAP-1 CAP-2 CAP-3 APP-1 APP-2 APP-3 APP-4 APP-5 APP-6 APP-7 APP-8 APP-9 PLC-1"
                            + " PLC-2 PLC-3 PLC-4 PLC-5 PLC-6 PLC-7 SCL-1 SCL-2 SCL-3 GLB-1 BAT-1 BAT-2 BAT-3 BAT-4"
                            + " CRN-1 HLT-1 HLT-2 HLT-3 UPD-1 UPD-2 UPD-3 UPD-4 UPD-5 UPD-6 HIS-1 RST-1 GRP-1 GRP-2"
                            + " NET-1 RES-1 OBS-1 OBS-2 OBS-3 OBS-4 LOG-1 RUN-1 NOD-1 NOD-2 NOD-3 FLT-1 FLT-2 FLT-3"
                            + " FLT-4 RMV-1 SEC-1 SEC-2 SEC-3 OVR-1 CFG-1 CFG-2 MOV-1")
                    .lines()
                    .flatMap(line -> Stream.of(line.split(" ", -1)))
                    .toList();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]{3}-[0-9]) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)#([A-Za-z0-9]+)`");
    private static final Pattern METHOD = Pattern.compile("(?m)^    (?:public )?void ([A-Za-z0-9]+)\\(");

    private static final List<String> ids = new ArrayList<>();
    private static final List<String> claims = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        Matcher rows = ROW.matcher(Checkout.text("docs/contract.md"));
        while (rows.find()) {
            ids.add(rows.group(1));
            claims.add(rows.group(3));
        }
    }

    @Test
    void everyRuleIsThereOnceInItsOrder() {
        assertThat(ids).containsExactlyElementsOf(RULES);
    }

    @Test
    void everyRuleIsTestedOrSaysWhyNot() {
        assertThat(claims)
                .allMatch(claim -> TEST.matcher(claim).find()
                        || claim.contains("UNSUPPORTED: ")
                        || claim.contains("no test yet")
                        || claim.contains("not built yet"));
    }

    @Test
    void everyTestItNamesExists() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        Matcher tests = TEST.matcher(String.join("\n", claims));
        while (tests.find()) {
            String source = sources.getOrDefault(tests.group(1), "");
            if (METHOD.matcher(source)
                    .results()
                    .noneMatch(method -> method.group(1).equals(tests.group(2)))) {
                missing.add(tests.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    /** By the class's name; where two have one name, together. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Path module : Checkout.modules()) {
            for (Path file : Checkout.files(module + "/src/test/java")) {
                String name = file.getFileName().toString().replace(".java", "");
                sources.merge(name, Files.readString(file, StandardCharsets.UTF_8), String::concat);
            }
        }
        return sources;
    }
}
