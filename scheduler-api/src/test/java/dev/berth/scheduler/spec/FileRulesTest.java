package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.empty;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.task;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileRulesTest {
    private static final Volume DATA = new Volume.Ephemeral("data", Optional.empty());

    @Test
    void filesAndMountsStandAtAbsolutePaths() {
        refused(
                empty().volume(DATA)
                        .task(task().file(config("app.conf"))
                                .mount(new Mount("data", "data", false))
                                .build()),
                "tasks[0].files[0].path (='app.conf') must be an absolute path",
                "tasks[0].mounts[0].path (='data') must be an absolute path");
    }

    @Test
    void aPathIsUsedOnceInATask() {
        refused(
                empty().volume(DATA)
                        .task(task().file(config("/data"))
                                .mount(new Mount("data", "/data", false))
                                .build()),
                "tasks[0].mounts[0].path (='/data') must be used once in a task, files[0] has it too");
    }

    @Test
    void aPathThatIsWrittenOtherwiseIsTheSamePath() {
        refused(
                empty().volume(DATA)
                        .task(task().file(config("/data//a"))
                                .file(config("/data/./a"))
                                .mount(new Mount("data", "/data", false))
                                .mount(new Mount("data", "/data/", false))
                                .build()),
                "tasks[0].files[1].path (='/data/./a') must be used once in a task, files[0] has it too",
                "tasks[0].mounts[1].path (='/data/') must be used once in a task, mounts[0] has it too");
    }

    @Test
    void nothingLiesBelowAFile() {
        refused(
                empty().volume(DATA)
                        .task(task().file(config("/data/a"))
                                .file(config("/data/a/b/c"))
                                .file(config("/data/ab"))
                                .mount(new Mount("data", "/data", false))
                                .mount(new Mount("data", "/data/a/d", false))
                                .build()),
                "tasks[0].files[1].path (='/data/a/b/c') must not lie below files[0], which is a file",
                "tasks[0].mounts[1].path (='/data/a/d') must not lie below files[0], which is a file");
    }

    @Test
    void aMountNamesAVolumeOfTheWorkload() {
        refused(
                task().mount(new Mount("data", "/data", true)),
                "tasks[0].mounts[0].volume (='data') must be the name of a volume of this workload");
    }

    @Test
    void permissionsHaveThreeOctalDigits() {
        accepted(task().file(new TaskFile.Config("/a", "", 0777)));
        refused(
                task().file(new TaskFile.Config("/a", "", 04755)),
                "tasks[0].files[0].mode (=04755) must be permission bits from 0000 to 0777");
        refused(
                task().file(new TaskFile.Config("/a", "", -1)),
                "tasks[0].files[0].mode (=-1) must be permission bits from 0000 to 0777");
    }

    @Test
    void contentHasAUtf8FormAndIsNotShown() {
        refused(
                task().file(new TaskFile.Config("/a", "hunter2\udc00", 0644)),
                "tasks[0].files[0].content must not contain a lone surrogate: it has no UTF-8 form");
    }

    @Test
    void aSecretFileHasALegalReference() {
        refused(
                task().file(new TaskFile.Secret("/a", new SecretReference("db", "../x"), 0400)),
                "tasks[0].files[0].secret.key (='../x') must be letters, digits, '.', '_' and '-'",
                "tasks[0].files[0].secret.key (='../x') must not contain '..'");
    }

    private static TaskFile config(String path) {
        return new TaskFile.Config(path, "x", 0644);
    }
}
