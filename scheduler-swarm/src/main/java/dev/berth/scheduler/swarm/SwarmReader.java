package dev.berth.scheduler.swarm;

import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.Progress;
import dev.berth.scheduler.spi.StoredRecord;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which lists have to be asked for, and what of them belongs to whom. Each method says what it costs. */
final class SwarmReader {
    /** Of reading what is just being removed. */
    private static final int ATTEMPTS = 5;

    private final SwarmClient client;
    private final String owner;

    SwarmReader(SwarmClient client, String owner) {
        this.client = client;
        this.owner = owner;
    }

    /**
     * Two requests, however many are asked for; those of others under these names are among them. A third when there are
     * some whose progress only their tasks tell: batches, and rollouts with a deadline that go on.
     */
    Map<WorkloadId, WorkloadPicture> read(Collection<WorkloadId> ids, Call call) {
        for (int attempt = 1; !ids.isEmpty(); attempt++) {
            try {
                return readOnce(ids, call);
            } catch (NotFoundException e) {
                // A manager tells no tasks at all when one of the services is gone that they are asked for of.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
        return Map.of();
    }

    private Map<WorkloadId, WorkloadPicture> readOnce(Collection<WorkloadId> ids, Call call) {
        List<String> own = ids.stream().map(SwarmNames::service).toList();
        List<String> beside =
                ids.stream().map(id -> SwarmNames.objects(owner, id)).toList();
        Map<String, ServiceObject> services = new HashMap<>();
        Pictures ours = pictures();
        client.services(Filter.ALL.names(own).names(beside), call).forEach(service -> {
            services.put(service.name(), service);
            ours.add(service);
        });
        client.configs(Filter.ALL.names(beside), call).forEach(ours::add);
        Filter told = Filter.ALL.services(own.stream()
                .flatMap(name -> Optional.ofNullable(services.get(name)).stream())
                .filter(this::isToldByTasks)
                .map(ServiceObject::id)
                .toList());
        if (!told.terms().isEmpty()) {
            client.tasks(told, ours::add, call);
        }
        Map<WorkloadId, WorkloadPicture> pictures = new LinkedHashMap<>();
        for (WorkloadId id : ids) {
            pictures.put(id, ours.of(id).withService(Optional.ofNullable(services.get(SwarmNames.service(id)))));
        }
        return pictures;
    }

    /** None yet, for what is listed of this owner. */
    Pictures pictures() {
        return new Pictures(owner);
    }

    /** Of batches, and of rollouts with a deadline that go on, how far they are say only their tasks. */
    private boolean isToldByTasks(ServiceObject service) {
        return SwarmLabels.id(owner, service.labels()).isPresent() && (isBatch(service) || isRunningOut(service));
    }

    private static boolean isBatch(ServiceObject service) {
        Optional<Mode.Kind> mode = SwarmLabels.mode(service.labels());
        return mode.equals(Optional.of(Mode.Kind.BATCH)) || mode.equals(Optional.of(Mode.Kind.GLOBAL_BATCH));
    }

    private static boolean isRunningOut(ServiceObject service) {
        return service.labels().containsKey(SwarmLabels.PROGRESS_DEADLINE)
                && SwarmProgress.of(service).state() == Progress.State.ONGOING;
    }

    /** One request. */
    List<StoredRecord> records(WorkloadId id, Call call) {
        Filter prefix = Filter.ALL.name(SwarmNames.objects(owner, id));
        return SwarmRecords.of(owner, id, client.configs(prefix, call));
    }

    /** Two requests. */
    Set<WorkloadId> ids(Selector selector, Call call) {
        Set<WorkloadId> ids = new TreeSet<>();
        services(selector, call)
                .forEach(service -> SwarmLabels.id(owner, service.labels()).ifPresent(ids::add));
        configs(selector, call)
                .forEach(config -> SwarmLabels.id(owner, config.labels()).ifPresent(ids::add));
        ids.removeIf(id -> !selector.couldMatch(id));
        return ids;
    }

    /** Ours, one request. */
    List<ServiceObject> services(Selector selector, Call call) {
        return client.services(narrowed(selector), call);
    }

    /** Ours, with records, files, runs and leases; one request. */
    List<ConfigObject> configs(Selector selector, Call call) {
        return client.configs(narrowed(selector), call);
    }

    /** Ours, of services that are gone, too; one request. */
    List<TaskObject> tasks(Call call) {
        List<TaskObject> tasks = new ArrayList<>();
        client.tasks(all(), tasks::add, call);
        return tasks;
    }

    private Filter all() {
        return Filter.ALL.label(SwarmLabels.OWNER, owner);
    }

    private Filter narrowed(Selector selector) {
        if (selector.ids().size() == 1) {
            WorkloadId id = selector.ids().iterator().next();
            return all().label(SwarmLabels.NAMESPACE, id.namespace()).label(SwarmLabels.NAME, id.name());
        }
        return selector.namespace()
                .map(namespace -> all().label(SwarmLabels.NAMESPACE, namespace))
                .orElseGet(this::all);
    }
}
