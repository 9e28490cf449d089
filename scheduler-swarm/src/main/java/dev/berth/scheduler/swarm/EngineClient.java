package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.Feed;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.swarm.connection.BodyReader;
import dev.berth.scheduler.swarm.connection.EngineConnection;
import dev.berth.scheduler.swarm.connection.EngineRefusalException;
import dev.berth.scheduler.swarm.connection.EngineRequest;
import dev.berth.scheduler.swarm.connection.TlsFiles;
import dev.berth.scheduler.swarm.engine.ConfigCodec;
import dev.berth.scheduler.swarm.engine.ConfigObject;
import dev.berth.scheduler.swarm.engine.EngineEvent;
import dev.berth.scheduler.swarm.engine.EngineInfo;
import dev.berth.scheduler.swarm.engine.EventCodec;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.engine.LogReader;
import dev.berth.scheduler.swarm.engine.NetworkCodec;
import dev.berth.scheduler.swarm.engine.NodeCodec;
import dev.berth.scheduler.swarm.engine.NodeObject;
import dev.berth.scheduler.swarm.engine.RawLogLine;
import dev.berth.scheduler.swarm.engine.ServiceCodec;
import dev.berth.scheduler.swarm.engine.ServiceObject;
import dev.berth.scheduler.swarm.engine.TaskObject;
import dev.berth.scheduler.swarm.engine.TaskReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The client over {@link EngineConnection}: says requests and understands answers. */
final class EngineClient implements SwarmClient {
    private final EngineConnection connection;

    /** Connects with the first request only. */
    EngineClient(SwarmConfig config) {
        Optional<TlsFiles> files = config.tls().map(tls -> new TlsFiles(tls.authority(), tls.certificate(), tls.key()));
        this.connection = new EngineConnection(config.hosts(), files);
    }

    @Override
    public EngineInfo info(Call call) {
        return connection.info(call);
    }

    @Override
    public List<ServiceObject> services(Filter filter, Call call) {
        return read(Paths.services(filter), ServiceCodec::list, call);
    }

    @Override
    public Optional<ServiceObject> service(String name, Call call) {
        // A list, as the engine counts tasks in lists only; and it takes an id's beginning for the id elsewhere.
        Optional<ServiceObject> named =
                only(Filter.ALL.name(name), one -> one.name().equals(name), call);
        return named.isPresent() || !Paths.couldBeId(name)
                ? named
                : only(Filter.ALL.id(name), one -> one.id().equals(name), call);
    }

    private Optional<ServiceObject> only(Filter filter, Predicate<ServiceObject> wanted, Call call) {
        return services(filter, call).stream().filter(wanted).findFirst();
    }

    @Override
    public boolean createService(String document, Call call) {
        return write(EngineRequest.post("/services/create", document), SwarmErrors::isTaken, call);
    }

    @Override
    public boolean updateService(String id, long index, String document, Call call) {
        return write(EngineRequest.post(Paths.update("services", id, index), document), EngineClient::isMoved, call);
    }

    @Override
    public void removeService(String name, Call call) {
        Optional<String> id = Paths.couldBeginId(name) ? service(name, call).map(ServiceObject::id) : Optional.of(name);
        id.ifPresent(one -> remove("services", one, call));
    }

    @Override
    public List<ConfigObject> configs(Filter filter, Call call) {
        return read(Paths.list("configs", filter), ConfigCodec::list, call);
    }

    @Override
    public boolean createConfig(String name, Map<String, String> labels, String data, Call call) {
        String document = ConfigCodec.document(name, labels, data);
        return write(EngineRequest.post("/configs/create", document), SwarmErrors::isTaken, call);
    }

    @Override
    public boolean labelConfig(ConfigObject config, Map<String, String> labels, Call call) {
        return write(
                EngineRequest.post(
                        Paths.update("configs", config.id(), config.index()),
                        ConfigCodec.relabelling(config.name(), labels)),
                EngineClient::isMoved,
                call);
    }

    @Override
    public void removeConfig(String name, Call call) {
        Optional<String> id = Paths.couldBeginId(name)
                ? configs(Filter.ALL.name(name), call).stream()
                        .filter(one -> one.name().equals(name) || one.id().equals(name))
                        .map(ConfigObject::id)
                        .findFirst()
                : Optional.of(name);
        id.ifPresent(one -> remove("configs", one, call));
    }

    private void remove(String kind, String id, Call call) {
        write(EngineRequest.delete("/" + kind + "/" + Paths.segment(id)), SwarmErrors::isAbsent, call);
    }

    @Override
    public Map<String, String> secrets(Call call) {
        return read("/secrets", ConfigCodec::names, call);
    }

    @Override
    public Set<String> networks(Call call) {
        return read("/networks", NetworkCodec::usable, call);
    }

    @Override
    public void tasks(Filter filter, Consumer<TaskObject> each, Call call) {
        Telling<TaskObject> telling = new Telling<>(each);
        try {
            read(
                    Paths.list("tasks", filter),
                    body -> {
                        TaskReader.each(body, telling);
                        return true;
                    },
                    call);
        } finally {
            telling.end();
        }
    }

    @Override
    public List<NodeObject> nodes(Call call) {
        return read("/nodes", NodeCodec::list, call);
    }

    @Override
    public boolean updateNode(NodeObject node, ObjectNode spec, Call call) {
        return write(
                EngineRequest.post(Paths.update("nodes", node.id(), node.index()), spec.toString()),
                EngineClient::isMoved,
                call);
    }

    @Override
    public Feed<EngineEvent> events(Call call) {
        EngineRequest request = EngineRequest.get(Paths.events());
        return refusing(
                request,
                () -> connection.open(
                        request,
                        (stream, out) -> {
                            try (EventCodec events = new EventCodec(stream)) {
                                for (var event = events.next(); event.isPresent(); event = events.next()) {
                                    out.tell(event.get());
                                }
                            }
                        },
                        call));
    }

    @Override
    public Feed<RawLogLine> logs(String path, LogOptions options, Call call) {
        EngineRequest request = EngineRequest.get(Paths.logs(path, options));
        return refusing(
                request,
                () -> connection.open(
                        request,
                        (stream, out) -> {
                            LogReader lines = new LogReader(stream);
                            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                                if (options.since().isEmpty()
                                        || !line.get()
                                                .at()
                                                .isBefore(options.since().get())) {
                                    out.tell(line.get());
                                }
                            }
                        },
                        call));
    }

    private <T> T read(String path, BodyReader<T> reader, Call call) {
        EngineRequest request = EngineRequest.get(path);
        return refusing(request, () -> connection.ask(request, reader, call));
    }

    /** Answers false where a refusal means that the write was not needed or lost a race. */
    private boolean write(EngineRequest request, Predicate<EngineRefusalException> expected, Call call) {
        return refusing(request, () -> {
            try {
                return connection.ask(request, body -> true, call);
            } catch (EngineRefusalException e) {
                if (expected.test(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private static boolean isMoved(EngineRefusalException refusal) {
        return SwarmErrors.isOutOfSequence(refusal) || SwarmErrors.isAbsent(refusal);
    }

    private static <T> T refusing(EngineRequest request, Asking<T> asking) {
        try {
            return asking.ask();
        } catch (EngineRefusalException e) {
            throw SwarmErrors.of(request.toString(), request.isWrite(), e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private interface Asking<T> {
        T ask() throws EngineRefusalException;
    }
}
