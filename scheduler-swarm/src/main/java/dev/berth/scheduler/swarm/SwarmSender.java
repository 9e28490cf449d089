package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries out the writes of a plan. */
final class SwarmSender {
    private static final String ACTIVE = "active";
    private static final String PAUSE = "pause";

    private final SwarmClient client;
    private final SwarmRetreat retreat;

    SwarmSender(SwarmClient client) {
        this.client = client;
        this.retreat = new SwarmRetreat(client);
    }

    void send(WorkloadId id, NativeWrite write, Call call) {
        NativeObject object = write.object();
        if (!object.kind().equals(SwarmTranslator.SERVICE)) {
            file(write, call);
            return;
        }
        switch (write.action()) {
            case CREATE -> {
                if (write.precondition().isPresent()) {
                    // One of others that is taken over.
                    update(write, call);
                } else {
                    create(object, call);
                }
            }
            case UPDATE -> update(write, call);
            case DELETE -> delete(id, object, write.precondition(), call);
        }
    }

    /** The name says the content, so one that exists is as good. */
    private void file(NativeWrite write, Call call) {
        switch (write.action()) {
            case CREATE, UPDATE -> {
                FileConfig file = FileConfig.read(write.object());
                boolean unused = client.createConfig(file.name(), file.labels(), file.data(), call);
            }
            case DELETE -> client.removeConfig(write.object().name(), call);
        }
    }

    void create(NativeObject object, Call call) {
        if (!client.createService(resolved(object, call), call)) {
            throw new ConflictException("service " + object.name() + " exists, whatever the letter case of its name");
        }
    }

    /**
     * The manager raises the index by what it notes of a rollout itself, so one that is out of date says nothing as long as
     * the spec is the one that was planned on.
     */
    private void update(NativeWrite write, Call call) {
        NativeObject object = write.object();
        String document = resolved(object, call);
        Optional<String> mark = write.precondition();
        if (isUnmoved(mark, document, call)) {
            return;
        }
        ServiceObject service = planned(object, mark, call);
        if (write.replaces() && retreat.from(service, call)) {
            mark = service.previous().map(SwarmMarks::digest);
            service = planned(object, mark, call);
        }
        while (!client.updateService(service.id(), service.index(), document, call)) {
            service = planned(object, mark, call);
        }
    }

    /** Whether nothing happened to the service since it was planned on, so that the update was made without another look. */
    private boolean isUnmoved(Optional<String> mark, String document, Call call) {
        Optional<SwarmMarks.Settled> settled = mark.flatMap(SwarmMarks::settled);
        try {
            return settled.isPresent()
                    && client.updateService(settled.get().id(), settled.get().index(), document, call);
        } catch (NotFoundException e) {
            // There may be another service of its name by now: the look that follows tells.
            return false;
        }
    }

    private ServiceObject planned(NativeObject object, Optional<String> mark, Call call) {
        call.check("updating service " + object.name(), Effect.NONE);
        ServiceObject service = client.service(object.name(), call)
                .orElseThrow(() -> new ConflictException("service " + object.name() + " is gone"));
        require(service, mark);
        return service;
    }

    private void delete(WorkloadId id, NativeObject object, Optional<String> mark, Call call) {
        Optional<ServiceObject> service = client.service(object.name(), call);
        if (service.isPresent()) {
            require(service.get(), mark);
            client.removeService(service.get().id(), call);
            if (SwarmLabels.mode(service.get().labels()).equals(Optional.of(Mode.Kind.CRON))) {
                deleteRuns(SwarmNames.objects(service.get().labels().getOrDefault(SwarmLabels.OWNER, ""), id), call);
            }
        }
    }

    /** A run that was begun after its CRON's removal was planned; see {@link SwarmTicks#start}. Two requests. */
    private void deleteRuns(String prefix, Call call) {
        client.services(Filter.ALL.name(prefix), call).forEach(run -> client.removeService(run.id(), call));
        client.configs(Filter.ALL.name(prefix + SwarmNames.ENTRY), call)
                .forEach(entry -> client.removeConfig(entry.id(), call));
    }

    private static void require(ServiceObject service, Optional<String> mark) {
        if (mark.filter(planned -> !SwarmMarks.isOf(planned, service)).isPresent()) {
            throw new ConflictException("service " + service.name() + " was changed since this was planned");
        }
    }

    /** Engines want the ids of configs and secrets beside their names. No request where there are none. */
    private String resolved(NativeObject object, Call call) {
        ObjectNode spec = SwarmTranslator.read(object);
        if (SwarmFiles.needsConfigs(spec)) {
            Map<String, String> ids = new TreeMap<>();
            client.configs(SwarmFiles.filter(spec), call).forEach(config -> ids.put(config.name(), config.id()));
            SwarmFiles.putConfigs(spec, ids);
        }
        if (SwarmFiles.needsSecrets(spec)) {
            SwarmFiles.putSecrets(spec, client.secrets(call));
        }
        return spec.toString();
    }

    /** A node that drains is left so: whoever did that did more than this asks for. */
    void schedulable(NodeId id, boolean value, Call call) {
        NodeObject node;
        ObjectNode spec;
        do {
            call.check("changing node " + id, Effect.NONE);
            node = client.nodes(call).stream()
                    .filter(one -> one.id().equals(id.value()))
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException("there is no node " + id));
            if (node.availability().equals(ACTIVE) == value) {
                return;
            }
            spec = node.spec().deepCopy();
            spec.put("Availability", value ? ACTIVE : PAUSE);
        } while (!client.updateNode(node, spec, call));
    }
}
