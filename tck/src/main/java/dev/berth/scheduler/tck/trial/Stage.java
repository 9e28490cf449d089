package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.Workload;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.oracle.Ledger;
import dev.berth.scheduler.tck.oracle.Oracle;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Everything around a {@link Trial}: clients, the watch, the oracle, and the cleaning up. */
public final class Stage {
    /** How often what runs has to differ from what is said until it is believed. */
    private static final int LOOKS = 20;

    private final BackendUnderTest backend;
    private final BackendInfo info;
    private final String namespace;
    private final Deadlines deadlines;
    private final History history = new History();
    private final Ledger ledger = new Ledger();
    private final Observed observed = new Observed();
    private final List<Client> clients = new ArrayList<>();
    private final Scheduler own;
    private final Watcher watcher;

    private Stage(BackendUnderTest backend, BackendInfo info, String namespace, Client client) {
        this.backend = backend;
        this.info = info;
        this.namespace = namespace;
        this.deadlines = new Deadlines(backend.timeScale());
        this.own = client.scheduler().within(deadlines.call());
        Selector selector = Selector.all().inNamespace(namespace);
        this.watcher = new Watcher(
                own,
                selector,
                new Oracle(ledger, info, backend.probe().codesBeforeItBegins()),
                new Photographer(own, selector, deadlines.look(), history),
                observed,
                history);
        clients.add(client);
    }

    /** Opens the clients that the kit itself uses, and begins to look on. */
    public static Stage open(BackendUnderTest backend, BackendInfo info, String namespace) {
        Stage stage = new Stage(backend, info, namespace, backend.open());
        stage.watcher.start();
        return stage;
    }

    public Trial trial() {
        return new Trial(this);
    }

    public History history() {
        return history;
    }

    BackendUnderTest backend() {
        return backend;
    }

    BackendInfo info() {
        return info;
    }

    String namespace() {
        return namespace;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Ledger ledger() {
        return ledger;
    }

    Observed observed() {
        return observed;
    }

    Scheduler open() {
        return open(info);
    }

    /** A client whose refusals are judged by what the backend claims just now. */
    Scheduler open(BackendInfo claimed) {
        return with(backend.open(), claimed);
    }

    /** Any client, judged as all are, and closed with the test. */
    synchronized Scheduler with(Client client, BackendInfo claimed) {
        clients.add(client);
        return new JudgedScheduler(
                client.scheduler().within(deadlines.call()),
                new Judging(new Referee(claimed), ledger, history, this::traces));
    }

    void throwViolations() {
        List<String> violations = observed.violations();
        if (!violations.isEmpty()) {
            throw new ContractViolation("the oracle saw that\n  " + String.join("\n  ", violations));
        }
    }

    /** All that exists in the namespace: what is said, and what is seen beside that, as what is said may be starting still. */
    private List<String> traces() {
        Selector selector = Selector.all().inNamespace(namespace);
        TreeSet<String> traces = new TreeSet<>();
        List<Instance> said = own.workloads().instances(selector);
        said.forEach(instance -> traces.add(instance.id() + " " + instance.revision()));
        for (Workload workload : own.workloads().list(selector)) {
            traces.add(workload.id() + " " + workload.version());
            sight(workload.id()).stream()
                    .filter(seen -> said.stream()
                            .noneMatch(one -> seen.startsWith(one.id().uid() + " ")))
                    .forEach(traces::add);
        }
        return List.copyOf(traces);
    }

    private List<String> sight(WorkloadId id) {
        return backend.environment().sight().way().stream()
                .flatMap(view -> view.running(id).stream())
                .map(one -> one.instance() + " on " + one.node())
                .sorted()
                .toList();
    }

    /** Whether the running instances of {@code id} are those that the environment sees, each where it is said to be. */
    void holdAgainstSight(WorkloadId id) throws InterruptedException {
        if (backend.environment().sight().way().isEmpty()) {
            return;
        }
        List<String> said = said(id);
        List<String> seen = sight(id);
        for (int i = 0; i < LOOKS && !said.equals(seen); i++) {
            Pause.of(deadlines.look());
            said = said(id);
            seen = sight(id);
        }
        history.add("sight", id + " " + seen);
        if (!said.equals(seen)) {
            throw new ContractViolation("OBS-1: instances of " + id + " run as " + said
                    + ", says the backend, and the environment sees " + seen);
        }
    }

    private List<String> said(WorkloadId id) {
        return own.workloads().instances(Selector.of(id)).stream()
                .filter(one -> one.state() == InstanceState.RUNNING || one.state() == InstanceState.STOPPING)
                .map(one -> one.id().uid() + " on "
                        + one.node().map(Object::toString).orElse("no node"))
                .sorted()
                .toList();
    }

    /** Holds the watch against a list, once it has nothing more to tell (rule OBS-2). */
    public void finish() throws InterruptedException {
        throwViolations();
        Agreement agreement = new Agreement(own, Selector.all().inNamespace(namespace));
        boolean agreed = observed.await(view -> agreement.differences(view).isEmpty(), deadlines.condition());
        throwViolations();
        if (!agreed) {
            throw new ContractViolation("OBS-2: " + String.join("\n  ", agreement.differences(observed.view())));
        }
    }

    /** Removes all that is left in the namespace, and waits until it is gone; then closes every client. */
    public void close() throws InterruptedException {
        try {
            removeAll();
        } finally {
            watcher.end();
            closeClients();
        }
    }

    private void removeAll() throws InterruptedException {
        Selector selector = Selector.all().inNamespace(namespace);
        List<WorkloadId> ids = new ArrayList<>();
        try {
            own.workloads().list(selector).forEach(workload -> ids.add(workload.id()));
        } catch (ContactException e) {
            history.add("clean", "can't list: " + e);
        }
        for (WorkloadId id : ids) {
            ledger.disturb(id);
            own.workloads().remove(id);
        }
        boolean gone = observed.await(view -> view.lines().isEmpty(), deadlines.condition());
        throwViolations();
        if (!gone) {
            throw new ContractViolation("RMV-1: removed at the end of the test, and still there are\n  "
                    + String.join("\n  ", observed.view().lines()));
        }
        for (WorkloadId id : ids) {
            holdAgainstSight(id);
        }
    }

    private synchronized void closeClients() {
        for (Client client : clients) {
            client.close();
        }
        clients.clear();
    }
}
