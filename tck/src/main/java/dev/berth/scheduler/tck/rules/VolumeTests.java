package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.Placement;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.TaskFile;
import dev.berth.scheduler.spec.Volume;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeFile;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;
import java.util.Optional;

/** What a process finds at the paths where its workload mounts volumes and puts files. */
final class VolumeTests {
    private static final Volume SCRATCH = new Volume.Ephemeral("scratch", Optional.empty());

    private static ProbeSpec mounting(Trial trial, Volume volume, boolean readOnly) {
        return trial.probe("web")
                .workload(builder -> builder.volume(volume))
                .task(task -> task.mount(new Mount(volume.name(), point(trial), readOnly)));
    }

    private static String point(Trial trial) {
        return trial.backend().probe().mountPoint();
    }

    private static Optional<String> content(Trial trial, Instance instance, String name) throws InterruptedException {
        return trial.file(instance, point(trial) + "/" + name).map(ProbeFile::content);
    }

    private static void write(Trial trial, Instance instance, String name, String text) {
        trial.tell(instance, "write:" + point(trial) + "/" + name + ":" + text);
    }

    /** Where the storage of one node isn't that of another. */
    private static ProbeSpec onOneNode(Trial trial, ProbeSpec spec) {
        String node = trial.nodes().get(0).id().value();
        return spec.placement(Placement.builder().constraint(Constraint.equalTo(NodeAttribute.NODE_ID, node)));
    }

    @RuleTest(
            value = Rule.CAP_1,
            needs = {"logs", "logs.follow", "volume.ephemeral"},
            provokes = {Provocation.RUN_INSIDE, Provocation.KILL_INSTANCE})
    void anEphemeralVolumeIsItsInstancesAlone(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        ProbeSpec spec = mounting(trial, SCRATCH, false).replicas(2);
        trial.disturb(id);
        trial.run(spec);
        Instance one = trial.instances(id).get(0);
        Instance other = trial.instances(id).get(1);
        write(trial, one, "mark", "here");
        Expect.equal(Optional.of("here"), content(trial, one, "mark"), "what was written");
        Expect.equal(Optional.empty(), content(trial, other, "mark"), "what another instance sees of it");
        trial.environment().killing().get().kill(one);
        Instance after = trial
                .await(
                        "it was started again or replaced",
                        view -> view.ready(id).size() == 2
                                && view.ready(id).stream()
                                        .noneMatch(ready -> ready.id().equals(one.id()) && ready.restarts() == 0))
                .ready(id)
                .stream()
                .filter(ready -> !ready.id().equals(other.id()))
                .findFirst()
                .orElseThrow();
        Optional<String> expected = after.id().equals(one.id()) ? Optional.of("here") : Optional.empty();
        Expect.equal(expected, content(trial, after, "mark"), "what is there after the process was killed");
    }

    @RuleTest(
            value = Rule.CAP_1,
            needs = {"logs", "logs.follow", "volume.ephemeral", "edit.restart"},
            provokes = Provocation.RUN_INSIDE)
    void anEphemeralVolumeIsEmptyForAnotherInstance(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(mounting(trial, SCRATCH, false));
        Instance first = trial.instances(id).get(0);
        write(trial, first, "mark", "here");
        Expect.equal(Optional.of("here"), content(trial, first, "mark"), "what was written");
        trial.scheduler().workloads().edit(Edit.restart(id)).orThrow();
        trial.stable(id);
        Expect.equal(
                Optional.empty(), content(trial, trial.instances(id).get(0), "mark"), "what the next instance finds");
    }

    @RuleTest(
            value = Rule.CAP_1,
            needs = {"logs", "logs.follow", "volume.named"},
            provokes = Provocation.RUN_INSIDE)
    void aNamedVolumeIsKeptBeyondItsWorkload(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        String name = "kept-" + id.namespace();
        trial.environment().provideVolume(id.namespace(), name);
        ProbeSpec spec = onOneNode(trial, mounting(trial, new Volume.Named("data", name), false));
        trial.run(spec);
        Instance first = trial.instances(id).get(0);
        write(trial, first, "mark", "here");
        Expect.equal(Optional.of("here"), content(trial, first, "mark"), "what was written");
        trial.scheduler().workloads().remove(id);
        trial.gone(id);
        trial.run(spec);
        Expect.equal(
                Optional.of("here"),
                content(trial, trial.instances(id).get(0), "mark"),
                "what the next workload finds");
    }

    @RuleTest(
            value = Rule.CAP_1,
            needs = {"logs", "logs.follow", "volume.host-path", "volume.read-only"},
            provokes = Provocation.RUN_INSIDE)
    void aHostPathIsSeenAtItsMountAndNotWrittenWhereItIsReadOnly(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(mounting(trial, new Volume.HostPath("host", "/etc"), true));
        Instance instance = trial.instances(id).get(0);
        Expect.that(content(trial, instance, "passwd").isPresent(), "the node's /etc/passwd is to be seen there");
        String name = "berth-probe-" + id.namespace();
        write(trial, instance, name, "x");
        Expect.equal(Optional.empty(), content(trial, instance, name), "what was written to a read-only mount");
    }

    @RuleTest(
            value = Rule.CAP_1,
            needs = {"logs", "logs.follow", "volume.ephemeral", "file.config"},
            provokes = Provocation.RUN_INSIDE)
    void aFileIsThereWithItsContentAndPermissions(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        String text = "a = \u00fc $HOME `id` {{x}}\n\n";
        trial.run(mounting(trial, SCRATCH, false)
                .task(task -> task.file(new TaskFile.Config(point(trial) + "/settings", text, 0640))));
        Optional<ProbeFile> found = trial.file(trial.instances(id).get(0), point(trial) + "/settings");
        Expect.equal(Optional.of(new ProbeFile(0640, text)), found, "the file");
    }

    @RuleTest(
            value = Rule.SEC_1,
            needs = {"logs", "logs.follow", "volume.ephemeral", "file.secret"},
            provokes = {Provocation.KEEP_SECRET, Provocation.RUN_INSIDE})
    void aSecretIsThereAsAFile(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        SecretReference secret = new SecretReference(id.namespace(), "key");
        String value = "-----BEGIN-----\n\u00fc\n-----END-----\n";
        trial.environment().secrets().get().put(id.namespace(), secret, value);
        trial.run(mounting(trial, SCRATCH, false)
                .task(task -> task.file(new TaskFile.Secret(point(trial) + "/key", secret, 0400))));
        Optional<ProbeFile> found = trial.file(trial.instances(id).get(0), point(trial) + "/key");
        Expect.that(
                found.equals(Optional.of(new ProbeFile(0400, value))),
                "the file is to have the value and its permissions");
        Expect.that(
                List.of(
                                trial.scheduler().workloads().find(id).toString(),
                                trial.instances(id).toString())
                        .stream()
                        .noneMatch(said -> said.contains("BEGIN")),
                "the value of a secret is shown");
    }

    @RuleTest(
            value = Rule.UPD_2,
            needs = {"rollout.rolling", "volume.ephemeral", "file.config", "health.readiness.command"},
            provokes = Provocation.RUN_INSIDE)
    void whatNeverGetsReadyIsSupersededThoughItsFileDiffers(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(settings(trial, "one").does("ready"));
        long revision = EditTests.only(trial.apply(settings(trial, "two"))).revision();
        trial.await(
                "an instance that doesn't get ready runs",
                view -> view.instances(id).stream()
                        .anyMatch(one ->
                                one.revision() == revision && one.startedAt().isPresent()));
        trial.run(settings(trial, "three").does("ready"));
        Optional<ProbeFile> found = trial.file(trial.instances(id).get(0), point(trial) + "/settings");
        Expect.equal(Optional.of(new ProbeFile(0640, "three")), found, "the file");
    }

    private static ProbeSpec settings(Trial trial, String content) {
        return mounting(trial, SCRATCH, false)
                .gated()
                .task(task -> task.file(new TaskFile.Config(point(trial) + "/settings", content, 0640)));
    }
}
