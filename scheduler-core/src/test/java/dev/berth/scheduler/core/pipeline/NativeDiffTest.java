package dev.berth.scheduler.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.plan.FieldDiff;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

class NativeDiffTest {
    private static List<FieldDiff> diff(NativeWrite.Action action, String before, String after) {
        return diff(List.of(write(action, after)), before, (observed, desired) -> observed);
    }

    private static List<FieldDiff> diff(List<NativeWrite> writes, String before, BinaryOperator<NativeObject> touched) {
        return NativeDiff.of(writes, List.of(service(before)), touched);
    }

    private static NativeWrite write(NativeWrite.Action action, String document) {
        return new NativeWrite(action, service(document), Optional.empty(), false);
    }

    private static NativeObject service(String document) {
        return new NativeObject("Service", "web", document);
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
    void comparesWhatIsMadeAnewWithWhatWasThere() {
        List<NativeWrite> anew = List.of(
                write(NativeWrite.Action.DELETE, "{\"a\":1,\"b\":1}"),
                write(NativeWrite.Action.CREATE, "{\"a\":2,\"b\":1}"));

        assertThat(diff(anew, "{\"a\":1,\"b\":1}", (observed, desired) -> observed))
                .containsExactly(new FieldDiff("Service web.a", Optional.of("1"), Optional.of("2")));
    }

    @Test
    void showsOnlyWhatAnUpdateTouches() {
        assertThat(diff(
                        List.of(write(NativeWrite.Action.UPDATE, "{\"a\":2}")),
                        "{\"a\":1,\"theirs\":1}",
                        (observed, desired) -> service("{\"a\":1}")))
                .containsExactly(new FieldDiff("Service web.a", Optional.of("1"), Optional.of("2")));
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
