package dev.berth.scheduler.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeDiffTest {
    private static List<FieldDiff> diff(NativeWrite.Action action, String before, String after) {
        NativeWrite write = new NativeWrite(action, new NativeObject("Service", "web", after), Optional.empty(), false);
        return NativeDiff.of(List.of(write), List.of(new NativeObject("Service", "web", before)));
    }

    @Test
    void namesTheFieldsOfJsonThatDifferWhereverTheyStand() {
        assertThat(diff(
                        NativeWrite.Action.UPDATE,
                        "{\"Mode\":{\"Replicas\":5},\"Name\":\"web\",\"Old\":[1]}",
                        "{\"Name\":\"web\", \"Mode\":{\"Replicas\":3},\"New\":{\"A\":true}}"))
                .containsExactly(
                        new FieldDiff("Service web.Mode.Replicas", Optional.of("5"), Optional.of("3")),
                        new FieldDiff("Service web.New.A", Optional.empty(), Optional.of("true")),
                        new FieldDiff("Service web.Old[0]", Optional.of("1"), Optional.empty()));
    }

    @Test
    void comparesYamlWithWhatAServerAnswersInJson() {
        assertThat(diff(
                        NativeWrite.Action.UPDATE,
                        "{\"spec\":{\"replicas\":5,\"text\":\"5\",\"word\":\"on\"}}",
                        "---\nspec:\n  replicas: 3\n  text: \"5\"\n  word: \"on\"\n"))
                .containsExactly(new FieldDiff("Service web.spec.replicas", Optional.of("5"), Optional.of("3")));
    }

    @Test
    void isSilentOfWhatServersLeaveOutUnlessThereIsNothingElse() {
        String server = "{\"spec\":{\"replicas\":5}}";
        assertThat(diff(NativeWrite.Action.UPDATE, server, "{\"spec\":{\"replicas\":3,\"paused\":false,\"least\":0}}"))
                .containsExactly(new FieldDiff("Service web.spec.replicas", Optional.of("5"), Optional.of("3")));
        assertThat(diff(NativeWrite.Action.UPDATE, server, "{\"spec\":{\"replicas\":5,\"paused\":false}}"))
                .containsExactly(new FieldDiff("Service web.spec.paused", Optional.empty(), Optional.of("false")));
        assertThat(diff(NativeWrite.Action.UPDATE, "{\"a\":true}", "{\"a\":false}"))
                .containsExactly(new FieldDiff("Service web.a", Optional.of("true"), Optional.of("false")));
    }

    @Test
    void showsTheWholeOfWhatIsNoJson() {
        assertThat(diff(NativeWrite.Action.UPDATE, "[Unit]", "{broken"))
                .containsExactly(new FieldDiff("Service web", Optional.of("[Unit]"), Optional.of("{broken")));
    }

    @Test
    void showsTheWholeOfWhatGoes() {
        assertThat(diff(NativeWrite.Action.DELETE, "{}", "{}"))
                .containsExactly(new FieldDiff("Service web", Optional.of("{}"), Optional.empty()));
    }
}
