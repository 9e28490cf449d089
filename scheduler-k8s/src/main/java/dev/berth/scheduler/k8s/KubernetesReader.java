package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.api.Codec;
import dev.berth.scheduler.k8s.api.ConfigMapObject;
import dev.berth.scheduler.k8s.api.ManifestObject;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spi.Call;
import dev.berth.scheduler.spi.RecordHeader;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which lists have to be asked for, and what of them belongs to whom: no list spans kinds, so the records are asked first which
 * kinds there are. Lists are of one namespace where all that is asked for is in one, else of all.
 */
final class KubernetesReader {
    /** Where a selector names each workload rather than reading all. */
    private static final int FEW = 16;

    /** What a workload may have beside its own object, by the annotation of that one which says so. */
    private static final Map<ObjectKind, String> COMPANIONS = new EnumMap<>(Map.of(
            ObjectKind.SERVICE, KubernetesLabels.DISCOVERY_NAME,
            ObjectKind.POD_DISRUPTION_BUDGET, KubernetesLabels.BUDGET));

    private final KubernetesClient client;
    private final String owner;

    KubernetesReader(KubernetesClient client, String owner) {
        this.client = client;
        this.owner = owner;
    }

    /**
     * One request for records and files, one for each kind in use, and one each for Services and budgets where there may be some. Of those
     * without a record it isn't known what they are to be: whatever has their name is looked for, of two kinds. So it is, of the kind
     * that they are to be, of those that have a record and no object. And one for pods where a DaemonSet's rollout goes on.
     */
    Map<WorkloadId, WorkloadPicture> read(Collection<WorkloadId> ids, Call call) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Pictures pictures = new Pictures(owner);
        Set<WorkloadId> asked = new HashSet<>(ids);
        Kinds kinds = new Kinds();
        for (ObjectMeta config : metadata(namespace(asked), selector(asked), call)) {
            pictures.add(new ConfigMapObject(config, Map.of()));
            kinds.add(config, asked);
        }
        Set<WorkloadId> unknown = new HashSet<>(asked);
        unknown.removeAll(kinds.known);
        for (ObjectKind kind : kinds.recorded) {
            if (unknown.isEmpty() || !Kinds.NAMED.contains(kind)) {
                list(kind, asked, selector(asked), pictures, call);
            }
        }
        if (!unknown.isEmpty()) {
            Kinds.NAMED.forEach(kind -> named(kind, asked, unknown, kinds.recorded.contains(kind), pictures, call));
        }
        strayed(kinds, pictures, call);
        COMPANIONS.forEach((kind, mark) -> {
            if (kinds.known.stream().map(pictures::of).anyMatch(picture -> mayHave(mark, picture))) {
                list(kind, asked, selector(asked), pictures, call);
            }
        });
        timed(asked, pictures, call);
        return pictures(ids, pictures);
    }

    /** Pods of those whose rollout they are judged by, while that goes on: one request. */
    private void timed(Set<WorkloadId> asked, Pictures pictures, Call call) {
        Set<WorkloadId> timed = asked.stream()
                .filter(id -> pictures.of(id)
                        .workload()
                        .filter(KubernetesReader::isTimed)
                        .isPresent())
                .collect(Collectors.toSet());
        if (!timed.isEmpty()) {
            List<PodObject> pods = Listing.of(
                    sink -> client.list(ObjectKind.POD, namespace(timed), selector(timed), Codec.PODS, sink, call));
            pods.forEach(pictures::add);
        }
    }

    private static boolean isTimed(ServerObject object) {
        return DaemonProgress.isTimed(object, KubernetesProgress.of(object, List.of(), Instant.EPOCH));
    }

    /** What has the name of one that has a record and no object: somebody took our marks off it, or was there first. */
    private void strayed(Kinds kinds, Pictures pictures, Call call) {
        Set<WorkloadId> without = new HashSet<>(kinds.known);
        without.removeIf(id -> !pictures.of(id).workloads().isEmpty());
        if (!without.isEmpty()) {
            Kinds.NAMED.stream()
                    .filter(kinds.recorded::contains)
                    .forEach(kind -> named(kind, without, without, false, pictures, call));
        }
    }

    /** It is made before the object that says there is one, and goes before that one says there is none. */
    private static boolean mayHave(String mark, WorkloadPicture picture) {
        return picture.workload()
                .map(object -> object.metadata().annotations().containsKey(mark))
                .orElse(true);
    }

    private static Map<WorkloadId, WorkloadPicture> pictures(Collection<WorkloadId> ids, Pictures pictures) {
        Map<WorkloadId, WorkloadPicture> found = new LinkedHashMap<>();
        ids.forEach(id -> found.put(id, pictures.of(id)));
        return found;
    }

    /** What records of the ids asked for say. */
    private final class Kinds {
        /** Those that others make under a name like a workload's; what a PodTemplate of others is for is told by a 409. */
        static final Set<ObjectKind> NAMED = EnumSet.of(ObjectKind.DEPLOYMENT, ObjectKind.DAEMON_SET);

        private final Set<WorkloadId> known = new HashSet<>();
        private final EnumSet<ObjectKind> recorded = EnumSet.noneOf(ObjectKind.class);

        /** Of every record, as an edit may have been cut off when it had changed the mode. */
        void add(ObjectMeta config, Set<WorkloadId> asked) {
            KubernetesRecords.header(owner, config.namespace(), config.labels(), config.annotations())
                    .filter(header -> asked.contains(header.key().id()))
                    .ifPresent(this::add);
        }

        private void add(RecordHeader header) {
            known.add(header.key().id());
            String mode = header.attributes().getOrDefault("mode", "");
            for (Mode.Kind kind : Mode.Kind.values()) {
                if (kind.name().equals(mode)) {
                    recorded.addAll(of(kind));
                }
            }
        }

        private static Set<ObjectKind> of(Mode.Kind mode) {
            return switch (mode) {
                case REPLICATED -> EnumSet.of(ObjectKind.DEPLOYMENT);
                case GLOBAL -> EnumSet.of(ObjectKind.DAEMON_SET);
                case BATCH -> EnumSet.of(ObjectKind.JOB);
                case CRON -> EnumSet.of(ObjectKind.POD_TEMPLATE, ObjectKind.JOB);
                case GLOBAL_BATCH -> Set.of();
            };
        }
    }

    private void list(ObjectKind kind, Set<WorkloadId> asked, String selector, Pictures pictures, Call call) {
        List<ManifestObject> found =
                Listing.of(sink -> client.list(kind, namespace(asked), selector, Codec.MANIFESTS, sink, call));
        found.forEach(object -> pictures.add(ServerObject.of(kind, object)));
    }

    /** One that alone is asked for is asked for by name, else all names are looked at. */
    private void named(
            ObjectKind kind,
            Set<WorkloadId> asked,
            Set<WorkloadId> unknown,
            boolean recorded,
            Pictures pictures,
            Call call) {
        if (unknown.size() == 1 && !recorded) {
            WorkloadId id = unknown.iterator().next();
            client.get(kind, id.namespace(), KubernetesNames.workload(id), Codec.MANIFESTS, call)
                    .ifPresent(found -> pictures.addNamed(id, ServerObject.of(kind, found)));
            return;
        }
        Map<List<String>, WorkloadId> names = asked.stream()
                .collect(Collectors.toMap(id -> List.of(id.namespace(), KubernetesNames.workload(id)), id -> id));
        List<ManifestObject> found = Listing.of(sink ->
                client.list(kind, namespace(asked), "", Codec.MANIFESTS, new Wanted(names.keySet(), sink), call));
        found.forEach(object -> Optional.ofNullable(names.get(name(object.metadata())))
                .ifPresent(id -> pictures.addNamed(id, ServerObject.of(kind, object))));
    }

    private static List<String> name(ObjectMeta object) {
        return List.of(object.namespace(), object.name());
    }

    /** Lets others go as soon as they were read. */
    private record Wanted(Set<List<String>> names, KubernetesClient.ListSink<ManifestObject> sink)
            implements KubernetesClient.ListSink<ManifestObject> {
        @Override
        public void tell(ManifestObject object) {
            if (names.contains(name(object.metadata()))) {
                sink.tell(object);
            }
        }

        @Override
        public void restart() {
            sink.restart();
        }
    }

    /** Every workload of ours has a record. One request. */
    Set<WorkloadId> ids(Selector selector, Call call) {
        Set<WorkloadId> ids = new TreeSet<>();
        String all = narrowed(selector) + "," + KubernetesLabels.KIND + "=" + KubernetesLabels.RECORD;
        for (ObjectMeta config : metadata(selector.namespace().orElse(""), all, call)) {
            KubernetesLabels.id(owner, config.namespace(), config.labels())
                    .filter(selector::couldMatch)
                    .ifPresent(ids::add);
        }
        return ids;
    }

    private List<ObjectMeta> metadata(String namespace, String selector, Call call) {
        return Listing.of(sink -> client.listMetadata(ObjectKind.CONFIG_MAP, namespace, selector, sink, call));
    }

    /** The selector of all of ours that {@code selector} could mean. */
    String narrowed(Selector selector) {
        return selector.ids().isEmpty() ? KubernetesLabels.selector(owner) : selector(selector.ids());
    }

    /** The namespace to be asked; empty for all. */
    static String namespace(Selector selector) {
        return selector.namespace().orElseGet(() -> namespace(selector.ids()));
    }

    private static String namespace(Set<WorkloadId> ids) {
        Set<String> namespaces = ids.stream().map(WorkloadId::namespace).collect(Collectors.toSet());
        return namespaces.size() == 1 ? namespaces.iterator().next() : "";
    }

    private String selector(Set<WorkloadId> ids) {
        String ours = KubernetesLabels.selector(owner);
        Set<String> names = ids.stream().map(WorkloadId::name).collect(Collectors.toCollection(TreeSet::new));
        return names.size() > FEW
                ? ours
                : ours + "," + KubernetesLabels.WORKLOAD + " in (" + String.join(",", names) + ")";
    }
}
