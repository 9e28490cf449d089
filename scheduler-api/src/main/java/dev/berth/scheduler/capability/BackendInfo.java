package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.Mode;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the server connected to (rule CAP-3): its product, its version and what it supports. Total: a
 * capability nobody declared is UNSUPPORTED.
 */
public final class BackendInfo {
    private final String type;
    private final String product;
    private final String version;
    private final Map<Capability, Support> everywhere;
    private final Map<Mode.Kind, Map<Capability, Support>> byMode;

    private BackendInfo(Builder builder) {
        this.type = builder.type;
        this.product = builder.product;
        this.version = builder.version;
        this.everywhere = Map.copyOf(builder.everywhere);
        Map<Mode.Kind, Map<Capability, Support>> copy = new java.util.EnumMap<>(Mode.Kind.class);
        builder.byMode.forEach((kind, support) -> copy.put(kind, Map.copyOf(support)));
        this.byMode = copy;
    }

    /** The adapter's type, as in the configuration: {@code local}, {@code kubernetes}. */
    public String type() {
        return type;
    }

    public String product() {
        return product;
    }

    public String version() {
        return version;
    }

    /** How far {@code capability} is there for workloads of this kind of mode. */
    public Support support(Capability capability, Mode.Kind mode) {
        Support special = byMode.getOrDefault(mode, Map.of()).get(capability);
        return special != null ? special : everywhere.getOrDefault(capability, Support.UNDECLARED);
    }

    /** Every capability declared for this kind of mode, by name. */
    public Map<Capability, Support> declared(Mode.Kind mode) {
        Map<Capability, Support> all = new TreeMap<>(everywhere);
        all.putAll(byMode.getOrDefault(mode, Map.of()));
        return all;
    }

    /** Every capability declared for any mode. */
    public java.util.SortedSet<Capability> names() {
        java.util.SortedSet<Capability> names = new TreeSet<>(everywhere.keySet());
        byMode.values().forEach(support -> names.addAll(support.keySet()));
        return names;
    }

    /** Whether it has anything that works only while a controller lives. */
    public boolean needsController() {
        return everywhere.values().stream().anyMatch(Support::needsController)
                || byMode.values().stream()
                        .flatMap(support -> support.values().stream())
                        .anyMatch(Support::needsController);
    }

    /** What is left while no controller lives: what needs one is UNSUPPORTED, for this reason. */
    public BackendInfo withoutController(String reason) {
        Builder left = builder(type, product, version);
        everywhere.forEach((capability, support) -> left.declare(capability, support.withoutController(reason)));
        byMode.forEach((mode, all) -> all.forEach(
                (capability, support) -> left.declare(mode, capability, support.withoutController(reason))));
        return left.build();
    }

    public static Builder builder(String type, String product, String version) {
        return new Builder(type, product, version);
    }

    /** Collects declarations; not thread-safe. */
    public static final class Builder {
        private final String type;
        private final String product;
        private final String version;
        private final Map<Capability, Support> everywhere = new TreeMap<>();
        private final Map<Mode.Kind, Map<Capability, Support>> byMode = new java.util.EnumMap<>(Mode.Kind.class);

        private Builder(String type, String product, String version) {
            this.type = type;
            this.product = product;
            this.version = version;
        }

        /** Declares for every mode that has no declaration of its own. */
        public Builder declare(Capability capability, Support support) {
            everywhere.put(capability, support);
            return this;
        }

        /** Declares for one kind of mode. */
        public Builder declare(Mode.Kind mode, Capability capability, Support support) {
            byMode.computeIfAbsent(mode, key -> new TreeMap<>()).put(capability, support);
            return this;
        }

        public BackendInfo build() {
            return new BackendInfo(this);
        }
    }
}
