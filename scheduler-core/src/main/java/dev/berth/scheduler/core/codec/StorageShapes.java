package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.Mount;
import dev.berth.scheduler.spec.Volume;
import java.util.Optional;

/** Volumes and where tasks see them. */
final class StorageShapes {
    private StorageShapes() {}

    /** What stands under {@code ephemeral}; the volume's name stands beside it. */
    private record EphemeralSize(Optional<Memory> size) {}

    private static final Field<Mount, String> VOLUME =
            Field.required("volume", "The volume's name.", Scalars.TEXT, Mount::volume);
    private static final Field<Mount, String> PATH =
            Field.required("path", "Absolute path as the task sees it.", Scalars.TEXT, Mount::path);
    private static final Field<Mount, Boolean> READ_ONLY =
            Field.defaulted("readOnly", "Whether the task may not write there.", Scalars.TRUTH, Mount::readOnly, false);

    static final Shape<Mount> MOUNT = ObjectShape.<Mount>named("Mount", "Where a task sees a volume.")
            .fields(VOLUME, PATH, READ_ONLY)
            .build(values -> new Mount(values.get(VOLUME), values.get(PATH), values.get(READ_ONLY)));

    private static final Field<EphemeralSize, Optional<Memory>> SIZE = Field.optional(
            "size",
            "The most it may hold; the backend's own limit when left out.",
            Quantities.MEMORY_AMOUNT,
            EphemeralSize::size);
    private static final Shape<EphemeralSize> EPHEMERAL_SIZE = ObjectShape.<EphemeralSize>named(
                    "EphemeralVolume", "Empty at start and gone with the instance.")
            .fields(SIZE)
            .build(values -> new EphemeralSize(values.get(SIZE)));

    private static final Field<Volume, String> NAME =
            Field.required("name", "Unique in the workload.", Names.SHORT_LABEL, Volume::name);
    private static final Field<Volume, Optional<String>> HOST_PATH = Field.optional(
            "hostPath",
            "A directory or file of the node, absolute or relative to this file.",
            HostPath.ANY,
            volume -> Variants.as(Volume.HostPath.class, volume).map(Volume.HostPath::path));
    private static final Field<Volume, Optional<String>> NAMED = Field.optional(
            "named",
            "The orchestrator's name for storage it keeps beyond the instance.",
            Scalars.TEXT,
            volume -> Variants.as(Volume.Named.class, volume).map(Volume.Named::source));
    private static final Field<Volume, Optional<EphemeralSize>> EPHEMERAL = Field.optional(
            "ephemeral",
            "Empty at start and gone with the instance; {} for no size of its own.",
            EPHEMERAL_SIZE,
            volume ->
                    Variants.as(Volume.Ephemeral.class, volume).map(ephemeral -> new EphemeralSize(ephemeral.size())));

    static final Shape<Volume> STORAGE = ObjectShape.<Volume>named("Volume", "Storage that tasks mount by name.")
            .fields(NAME, HOST_PATH, NAMED, EPHEMERAL)
            .choice("hostPath", "named", "ephemeral")
            .build(StorageShapes::volume);

    private static Volume volume(FieldValues values) {
        String name = values.get(NAME);
        return Variants.first(
                values.get(HOST_PATH).map(path -> new Volume.HostPath(name, path)),
                values.get(NAMED).map(source -> new Volume.Named(name, source)),
                values.get(EPHEMERAL).map(ephemeral -> new Volume.Ephemeral(name, ephemeral.size())));
    }
}
