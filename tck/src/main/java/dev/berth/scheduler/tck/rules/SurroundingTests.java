package dev.berth.scheduler.tck.rules;

import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.Edit;
import dev.berth.scheduler.spec.EnvironmentValue;
import dev.berth.scheduler.spec.EnvironmentValue.Field;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.tck.backend.Provocation;
import dev.berth.scheduler.tck.probe.ProbeReport;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.rule.RuleTest;
import dev.berth.scheduler.tck.trial.Expect;
import dev.berth.scheduler.tck.trial.Trial;
import java.util.List;
import java.util.Optional;

/** What a process is told of where it is, and secrets. */
final class SurroundingTests {
    /** What shells and formats would like to interpret; without a line break at its end, which some tools add. */
    private static final String VALUE = "s3cr3t 'of' \"both\" $HOME `id` {{x}} %h \\n \u00e4\ud83d\ude80 = #";

    @RuleTest(
            value = Rule.CAP_1,
            needs = {"logs", "logs.follow", "environment.reference.instance-id", "environment.reference.node-id"},
            provokes = Provocation.RUN_INSIDE)
    void aReferenceToAnIdStandsForTheOneThatTheBackendSays(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web")
                .replicas(2)
                .task(task -> task.environment("ID", reference(Field.INSTANCE_ID))
                        .environment("NODE", reference(Field.NODE_ID))));
        for (Instance instance : trial.instances(id)) {
            ProbeReport report = trial.report(instance);
            Expect.equal(instance.id().toString(), variable(report, "ID"), "the instance's id");
            Expect.equal(node(trial, instance).id().value(), variable(report, "NODE"), "the node's id");
        }
    }

    @RuleTest(
            value = Rule.CAP_1,
            needs = {
                "logs",
                "logs.follow",
                "environment.reference.instance-index",
                "environment.reference.node-hostname"
            },
            provokes = Provocation.RUN_INSIDE)
    void aReferenceStandsForWhatTheBackendSays(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web")
                .replicas(2)
                .task(task -> task.environment("INDEX", reference(Field.INSTANCE_INDEX))
                        .environment("HOSTNAME_OF_NODE", reference(Field.NODE_HOSTNAME))));
        for (Instance instance : trial.instances(id)) {
            ProbeReport report = trial.report(instance);
            Node node = node(trial, instance);
            Expect.equal(
                    Integer.toString(instance.index().orElseThrow()),
                    variable(report, "INDEX"),
                    "the instance's index");
            Expect.equal(node.hostname(), variable(report, "HOSTNAME_OF_NODE"), "the node's host name");
        }
    }

    @RuleTest(
            value = Rule.CAP_1,
            needs = {
                "logs",
                "logs.follow",
                "environment.reference.host-address",
                "environment.reference.port",
                "port.dynamic|port.fixed",
                "endpoints"
            },
            provokes = Provocation.RUN_INSIDE)
    void aReferenceToAPortIsWhereTheInstanceIsReached(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.run(trial.probe("web")
                .port(trial.portOfOneNumber("http"))
                .task(task -> task.environment("OWN_PORT", EnvironmentValue.port("http"))
                        .environment("OWN_ADDRESS", reference(Field.HOST_ADDRESS))));
        Instance instance = trial.instances(id).get(0);
        ProbeReport report = trial.report(instance);
        Expect.equal(node(trial, instance).address(), variable(report, "OWN_ADDRESS"), "the node's address");
        Expect.that(
                instance.endpoints().stream()
                        .anyMatch(
                                endpoint -> Integer.toString(endpoint.number()).equals(variable(report, "OWN_PORT"))),
                "the port is " + variable(report, "OWN_PORT") + ", and endpoints are " + instance.endpoints());
    }

    private static String variable(ProbeReport report, String name) {
        return report.environment().getOrDefault(name, "(absent)");
    }

    private static EnvironmentValue reference(Field field) {
        return EnvironmentValue.reference(field);
    }

    private static Node node(Trial trial, Instance instance) {
        return trial.scheduler().nodes().list().stream()
                .filter(node -> Optional.of(node.id()).equals(instance.node()))
                .findFirst()
                .orElseThrow();
    }

    @RuleTest(
            value = Rule.CAP_1,
            needs = {"logs", "logs.follow", "working-directory"},
            provokes = Provocation.RUN_INSIDE)
    void aTaskStartsInItsWorkingDirectory(Trial trial) throws InterruptedException {
        trial.run(trial.probe("web").task(task -> task.workingDirectory("/etc")));
        ProbeReport report = trial.report(trial.instances(trial.id("web")).get(0));
        Expect.equal("/etc", report.directory().strip(), "the directory");
    }

    private static ProbeSpec withSecret(Trial trial, SecretReference secret) {
        return trial.probe("web").task(task -> task.environment("PASSWORD", EnvironmentValue.secret(secret)));
    }

    @RuleTest(
            value = Rule.SEC_1,
            needs = {"logs", "logs.follow", "environment.secret"},
            provokes = {Provocation.KEEP_SECRET, Provocation.RUN_INSIDE})
    void aSecretReachesTheProcessAndNothingElseShowsIt(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        SecretReference secret = new SecretReference(id.namespace(), "password");
        trial.environment().secrets().get().put(id.namespace(), secret, VALUE);
        ProbeSpec spec = withSecret(trial, secret);
        StringBuilder said = new StringBuilder();
        said.append(trial.scheduler().workloads().plan(Edit.apply(spec.build())));
        said.append(trial.apply(spec).orThrow()).append(trial.stable(id));
        said.append(trial.scheduler().workloads().find(id));
        said.append(trial.scheduler().workloads().instances(trial.everything()));
        said.append(trial.scheduler().workloads().revisions(id));
        ProbeReport report = trial.report(trial.instances(id).get(0));
        Expect.that(VALUE.equals(variable(report, "PASSWORD")), "the process is to have the value, byte for byte");
        Expect.that(said.indexOf(VALUE) < 0, "the value of a secret is shown");
    }

    @RuleTest(value = Rule.SEC_1, needs = "environment.secret", provokes = Provocation.KEEP_SECRET)
    void aSecretThatIsNotThereIsNamedAndNothingIsChanged(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        trial.environment().secrets().get().put(id.namespace(), new SecretReference(id.namespace(), "other"), VALUE);
        SecretReference missing = new SecretReference(id.namespace(), "missing");
        SchedulerException refusal = Expect.failure(
                ErrorCode.INFEASIBLE,
                "an apply with a secret that isn't there",
                () -> trial.apply(withSecret(trial, missing)).orThrow());
        Expect.that(
                refusal.problems().stream()
                        .anyMatch(problem -> problem.path().contains("PASSWORD")
                                && problem.message().contains("missing")),
                "the refusal is to name the variable and the secret: " + refusal.problems());
        Expect.that(!String.valueOf(refusal).contains(VALUE), "a value is shown");
        Expect.equal(Optional.empty(), trial.another().workloads().find(id), "what is found after the refusal");
        Expect.equal(List.of(), trial.scheduler().workloads().instances(trial.everything()), "the instances");
    }

    @RuleTest(
            value = Rule.SEC_1,
            needs = {"logs", "logs.follow", "environment.secret", "edit.restart"},
            provokes = {Provocation.KEEP_SECRET, Provocation.RUN_INSIDE})
    void aChangedSecretRestartsNothingAndIsThereAfterARestart(Trial trial) throws InterruptedException {
        WorkloadId id = trial.id("web");
        SecretReference secret = new SecretReference(id.namespace(), "password");
        trial.environment().secrets().get().put(id.namespace(), secret, "one");
        trial.run(withSecret(trial, secret));
        Instance before = trial.instances(id).get(0);
        trial.environment().secrets().get().put(id.namespace(), secret, "two");
        trial.run(trial.probe("fence"));
        Instance same = trial.instances(id).get(0);
        Expect.equal(before, same, "the instance whose secret was changed");
        Expect.equal("one", variable(trial.report(same), "PASSWORD"), "the value of its start");
        trial.scheduler().workloads().edit(Edit.restart(id)).orThrow();
        trial.stable(id);
        Instance after = trial.instances(id).get(0);
        Expect.equal("two", variable(trial.report(after), "PASSWORD"), "the value after a restart");
    }
}
