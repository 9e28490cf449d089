package dev.berth.scheduler.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.cli.text.Colours;
import dev.berth.scheduler.core.document.JsonText;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.plan.Change;
import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.plan.Plan;
import dev.berth.scheduler.spec.WorkloadId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private static final NativeObject UNIT = new NativeObject("Unit", "web", "[Service]\nExecStart=/bin/x\n");

    private static final Change UPDATE = new ChangeOf(
            WorkloadId.of("default", "web"),
            Change.Action.UPDATE,
            EnumSet.of(Change.Cause.SPEC, Change.Cause.SCALE),
            List.of(
                    new FieldDiff("tasks[0].environment.LEVEL", Optional.of("\"a\""), Optional.of("\"b\"")),
                    new FieldDiff("labels.team", Optional.empty(), Optional.of("\"x\u001b[2J\"")),
                    new FieldDiff("labels.old", Optional.of("\"y\""), Optional.empty())),
            List.of(new NativeWrite(NativeWrite.Action.UPDATE, UNIT, Optional.of("42"), true)),
            List.of(UNIT),
            3,
            List.of(Problem.unsupported("restart", "restart.window", "counted since the agent's start")));

    private static final Change UNCHANGED = new ChangeOf(
            WorkloadId.of("shop", "api"),
            Change.Action.UNCHANGED,
            Set.of(),
            List.of(),
            List.of(),
            List.of(UNIT),
            0,
            List.of());

    private static final Plan PLAN = () -> List.of(UPDATE, UNCHANGED);

    @Test
    void saysWhatChangesWhyAndWhatRestarts() {
        assertThat(PlanText.lines(PLAN, Colours.OFF, false))
                .containsExactly(
                        "~ web: update because of spec, scale; replaces or stops 3 instances",
                        "    ~ tasks[0].environment.LEVEL: \"a\" -> \"b\"",
                        "    + labels.team: \"x\\x1b[2J\"",
                        "    - labels.old: \"y\"",
                        "    ! restart: counted since the agent's start [needs restart.window]",
                        "= shop/api: unchanged",
                        "0 to create, 1 to update, 0 to remove, 1 unchanged");
    }

    @Test
    void showsOnDemandWhatWouldBeSentAndWhatStays() {
        assertThat(PlanText.lines(PLAN, Colours.OFF, true))
                .containsSubsequence("#     update Unit web", "[Service]", "ExecStart=/bin/x", "#     keep Unit web");
    }

    /** Else {@code berth plan --native} could not be handed to kubectl. */
    @Test
    void whatIsNotSentIsACommentWhereWhatIsSentIsShown() {
        NativeObject gone = new NativeObject("Unit", "old", "[Service]\n");
        NativeObject manifest = new NativeObject("Pod", "web", "---\na: |-\n  b\n\n  c\n");
        Change change = new ChangeOf(
                WorkloadId.of("shop", "web"),
                Change.Action.UPDATE,
                Set.of(),
                List.of(),
                List.of(
                        new NativeWrite(NativeWrite.Action.DELETE, gone, Optional.empty(), false),
                        new NativeWrite(NativeWrite.Action.UPDATE, manifest, Optional.empty(), false)),
                List.of(),
                0,
                List.of());
        assertThat(PlanText.lines(() -> List.of(change), Colours.OFF, true))
                .containsExactly(
                        "# ~ shop/web: update; restarts nothing",
                        "#     delete Unit old",
                        "#     update Pod web",
                        "---",
                        "a: |-",
                        "  b",
                        "",
                        "  c",
                        "# 0 to create, 1 to update, 0 to remove, 0 unchanged");
    }

    @Test
    void paintsWhatComesGreenAndWhatGoesRed() {
        assertThat(PlanText.lines(PLAN, Colours.ON, false))
                .contains(
                        "\u001b[32m    + labels.team: \"x\\x1b[2J\"\u001b[0m",
                        "\u001b[31m    - labels.old: \"y\"\u001b[0m");
    }

    @Test
    void isADocumentForMachines() {
        assertThat(JsonText.compact(PlanDocument.of(() -> List.of(UPDATE), true)))
                .isEqualTo("{\"empty\":false,\"changes\":[{\"id\":\"default/web\",\"namespace\":\"default\","
                        + "\"name\":\"web\",\"action\":\"UPDATE\",\"causes\":[\"SPEC\",\"SCALE\"],\"restarts\":3,"
                        + "\"diff\":[{\"path\":\"tasks[0].environment.LEVEL\",\"before\":\"\\\"a\\\"\","
                        + "\"after\":\"\\\"b\\\"\"},{\"path\":\"labels.team\",\"after\":\"\\\"x\\u001B[2J\\\"\"},"
                        + "{\"path\":\"labels.old\",\"before\":\"\\\"y\\\"\"}],"
                        + "\"caveats\":[{\"code\":\"UNSUPPORTED\",\"path\":\"restart\","
                        + "\"message\":\"counted since the agent's start\",\"capability\":\"restart.window\"}],"
                        + "\"writes\":[{\"kind\":\"Unit\",\"name\":\"web\","
                        + "\"document\":\"[Service]\\nExecStart=/bin/x\\n\",\"action\":\"UPDATE\","
                        + "\"precondition\":\"42\",\"replaces\":true}],"
                        + "\"rendering\":[{\"kind\":\"Unit\",\"name\":\"web\","
                        + "\"document\":\"[Service]\\nExecStart=/bin/x\\n\"}]}]}");
    }

    private record ChangeOf(
            WorkloadId id,
            Change.Action action,
            Set<Change.Cause> causes,
            List<FieldDiff> diff,
            List<NativeWrite> writes,
            List<NativeObject> rendering,
            int restarts,
            List<Problem> caveats)
            implements Change {}
}
