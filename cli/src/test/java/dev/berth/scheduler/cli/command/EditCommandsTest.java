package dev.berth.scheduler.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.plan.PlanOptions;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Version;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditCommandsTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    Path directory;

    @Test
    void appliesAFileAndSaysWhatBecameOfIt() throws IOException {
        assertThat(terminal.run("apply", "-f", web())).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("CREATED web revision 1\n");
        assertThat(terminal.run("apply", "-f", web())).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("UNCHANGED web revision 1\n");
    }

    @Test
    void appliesAllDocumentsOfAllFilesOfADirectoryInOneEdit() throws IOException {
        write("a.yaml", Samples.WEB_YAML + "---\n" + named("api"));
        write("b.json", "{\"apiVersion\":\"berth/v1\",\"kind\":\"Workload\",\"name\":\"c\",\"process\":\"/bin/c\"}");
        write("notes.txt", "not a spec");
        assertThat(terminal.run("apply", "-f", directory.toString())).isEqualTo(ExitCode.OK);
        assertThat(terminal.scheduler.verbs.planned).hasSize(1);
        assertThat(terminal.out()).isEqualTo("CREATED web revision 1\nCREATED api revision 1\nCREATED c revision 1\n");
    }

    @Test
    void appliesStdin() {
        terminal.in = Samples.WEB_YAML;
        assertThat(terminal.run("apply", "-f", "-")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).startsWith("CREATED web");
    }

    @Test
    void saysThatStdinIsEmpty() {
        assertThat(terminal.run("apply", "-f", "-")).isEqualTo(ExitCode.INVALID);
        assertThat(terminal.error()).contains("  stdin is empty; it must hold at least one document\n");
    }

    @Test
    void saysThatStdinIsClosed() {
        terminal.stdin = Optional.of(new FileInputStream(new FileDescriptor()));
        assertThat(terminal.run("apply", "-f", "-")).isEqualTo(ExitCode.INVALID);
        assertThat(terminal.error()).contains("  stdin can't be read, is it closed? (Stream Closed)\n");
    }

    @Test
    void everyFailedChangeSaysWhatItMayHaveChanged() throws IOException {
        terminal.scheduler.verbs.refusal =
                Optional.of(ContactException.unavailable("the backend is gone", Effect.NONE, null));
        terminal.run("apply", "-f", web());
        assertThat(terminal.error()).isEqualTo("berth: the backend is gone (nothing was changed)\n");
        terminal.scheduler.verbs.refusal =
                Optional.of(ContactException.unavailable("the backend is gone", Effect.UNKNOWN, null));
        terminal.run("remove", "web");
        assertThat(terminal.error())
                .isEqualTo("berth: the backend is gone\n  it may have been carried out, wholly or in part; the same"
                        + " command again completes it\n");
    }

    @Test
    void aDryRunThatFailsSaysNothingOfChanges() throws IOException {
        terminal.scheduler.verbs.refusal =
                Optional.of(ContactException.unavailable("the backend is gone", Effect.NONE, null));
        terminal.run("apply", "-f", web(), "--dry-run");
        assertThat(terminal.error()).isEqualTo("berth: the backend is gone\n");
    }

    @Test
    void namesTheWorkloadThatWasProbablyToBeScaledOrRestarted() {
        terminal.scheduler.workloads.put(Samples.WEB, Samples.stable());
        assertThat(terminal.run("scale", "wbe=3")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.error())
                .isEqualTo("berth: there is no workload wbe; did you mean 'web'? (nothing was changed)\n");
        assertThat(terminal.run("restart", "wbe")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(terminal.error()).contains("did you mean 'web'?");
    }

    @Test
    void refusesAnEmptyFileNameRatherThanApplyingTheCurrentDirectory() {
        assertThat(terminal.run("apply", "-f", "")).isEqualTo(ExitCode.INVALID);
        assertThat(terminal.error()).contains("the name of a file is empty");
        assertThat(terminal.scheduler.verbs.planned).isEmpty();
    }

    @Test
    void refusesEveryProblemOfEveryFileWithItsPlaceAndSendsNothing() throws IOException {
        String bad = write("bad.yaml", Samples.WEB_YAML.replace("replicas: 3", "replicas: -1\nreplcas: 2"));
        assertThat(terminal.run("apply", "-f", bad, "-f", "nowhere.yaml")).isEqualTo(ExitCode.INVALID);
        assertThat(terminal.error())
                .contains("nowhere.yaml does not exist")
                .contains(bad + ":4:")
                .contains(bad + ":5:1: replcas")
                .contains("'replicas'");
        assertThat(terminal.scheduler.verbs.planned).isEmpty();
    }

    @Test
    void showsWhereTheFieldStandsThatTheBackendRefuses() throws IOException {
        terminal.scheduler.verbs.refusal = Optional.of(RefusedException.of(
                List.of(Problem.unsupported("tasks[0].artifacts[0]", "artifact.process", "no processes here"))));
        String file = web();
        assertThat(terminal.run("apply", "-f", file)).isEqualTo(ExitCode.UNSUPPORTED);
        assertThat(terminal.error()).contains(file + ":5:").contains("no processes here [needs artifact.process]");
    }

    @Test
    void reportsEachItemOfAPartlyFailedEditAndEndsWithTheFirstFailure() throws IOException {
        terminal.scheduler.failures.put(
                WorkloadId.of("default", "api"),
                ContactException.unavailable("the backend is gone", Effect.UNKNOWN, null));
        String file = write("all.yaml", Samples.WEB_YAML + "---\n" + named("api"));
        assertThat(terminal.run("apply", "-f", file, "--wait")).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(terminal.out())
                .isEqualTo(
                        "CREATED web revision 1\nFAILED api: the backend is gone (it may have been carried out, wholly"
                                + " or in part; the same command again completes it)\n");
        assertThat(terminal.error()).contains("not waiting");
    }

    @Test
    void saysAfterCtrlCWhatWasAcceptedAndWhatWasNot() throws IOException {
        terminal.scheduler.failures.put(
                WorkloadId.of("default", "api"), ContactException.cancelled("interrupted", Effect.NONE));
        String file = write("all.yaml", Samples.WEB_YAML + "---\n" + named("api"));
        assertThat(terminal.run("apply", "-f", file)).isEqualTo(ExitCode.CANCELLED);
        assertThat(terminal.out()).isEqualTo("CREATED web revision 1\nNOT SENT api\n");
    }

    @Test
    void plansInsteadWithDryRun() throws IOException {
        assertThat(terminal.run("apply", "-f", web(), "--dry-run")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("0 to create, 0 to update, 0 to remove, 0 unchanged\n");
        assertThat(terminal.scheduler.workloads).isEmpty();
    }

    @Test
    void plansVerbsToo() {
        assertThat(terminal.run("plan", "scale", "web=5", "shop/api=0")).isEqualTo(ExitCode.OK);
        assertThat(terminal.scheduler.verbs.planned)
                .containsExactly(List.of(Edit.scale(Samples.WEB, 5), Edit.scale(WorkloadId.of("shop", "api"), 0)));
    }

    @Test
    void handsOverHowToApply() throws IOException {
        terminal.run(
                "apply",
                "-f",
                web(),
                "--prune",
                "app=shop,tier=web",
                "--keep-replicas",
                "--adopt",
                "--expect",
                "3@k2x9");
        PlanOptions options = terminal.scheduler.verbs.options.get(0);
        assertThat(options.keepsReplicas()).isTrue();
        assertThat(options.adopted()).containsExactly(Samples.WEB);
        assertThat(options.expected()).containsEntry(Samples.WEB, new Version("k2x9", 3));
        assertThat(options.pruned().orElseThrow().labels())
                .containsEntry("app", "shop")
                .containsEntry("tier", "web");
    }

    @Test
    void scalesAndRemovesSeveralAtOnce() {
        terminal.scheduler.workloads.put(Samples.WEB, Samples.stable());
        assertThat(terminal.run("scale", "web=5")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("UPDATED web revision 2\n");
        assertThat(terminal.run("remove", "web", "ghost", "--wait")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("REMOVED web\nUNCHANGED ghost\n");
        assertThat(terminal.error())
                .isEqualTo("web removed\nberth: there is no workload ghost; berth list shows those there are\n");
    }

    @Test
    void removesWhatALabelSelects() {
        terminal.scheduler.workloads.put(Samples.WEB, Samples.stable());
        assertThat(terminal.run("remove", "-l", "app=other")).isEqualTo(ExitCode.OK);
        assertThat(terminal.scheduler.workloads).isNotEmpty();
        assertThat(terminal.run("remove", "-l", "app=shop")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).isEqualTo("REMOVED web\n");
    }

    @Test
    void removesNothingNamedThatLacksTheLabel() {
        terminal.scheduler.workloads.put(Samples.WEB, Samples.stable());
        assertThat(terminal.run("remove", "web", "-l", "app=other")).isEqualTo(ExitCode.OK);
        assertThat(terminal.scheduler.workloads).isNotEmpty();
    }

    @Test
    void refusesToRemoveByFileAndLabelAtOnce() throws IOException {
        assertThat(terminal.run("remove", "-f", web(), "-l", "app=shop")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void printsOneDocumentForMachinesWithStatusAndEndpointsAfterWaiting() throws IOException {
        terminal.scheduler.instances.put(Samples.WEB_1, Samples.ready());
        assertThat(terminal.run("apply", "-f", web(), "--wait", "-o", "json")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out().replaceAll("\\s+", ""))
                .startsWith("{\"items\":[{\"id\":\"default/web\",\"namespace\":\"default\",\"name\":\"web\","
                        + "\"outcome\":\"CREATED\",\"version\":\"1@k2x9\",\"revision\":1}],\"workloads\":[{")
                .contains("\"phase\":\"STABLE\"")
                .contains("\"number\":8080");
    }

    private String web() throws IOException {
        return write("web.yaml", Samples.WEB_YAML);
    }

    private static String named(String name) {
        return Samples.WEB_YAML.replace("name: web", "name: " + name);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }
}
