package dev.berth.scheduler.local;

import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.ResourceAmounts;
import dev.berth.scheduler.spi.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@link LocalConfig} from a section of a configuration; every problem goes to the section. */
final class LocalSettings {
    private static final Pattern PORTS = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,12})(Ki|Mi|Gi|Ti)?");
    private static final Pattern CORES = Pattern.compile("([0-9]{1,9})(m)?");
    private static final Pattern NODE_NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");
    private static final List<String> UNITS = List.of("", "Ki", "Mi", "Gi", "Ti");
    private static final int LAST_PORT = 65_535;
    private static final long LEAST_LOG_BYTES = 64 << 10;

    private final Settings settings;

    LocalSettings(Settings settings) {
        this.settings = settings;
    }

    LocalConfig read() {
        int[] ports = ports();
        return new LocalConfig(
                stateDirectory(), nodes(), address(), ports[0], ports[1], logBytes(), run(), path("secretDirectory"));
    }

    /** {@code $XDG_STATE_HOME/berth/local}, or below {@code ~/.local/state} where that isn't set. */
    static Path defaultDirectory(Map<String, String> environment, String home) {
        String base = environment.getOrDefault("XDG_STATE_HOME", "");
        return base.startsWith("/")
                ? Path.of(base, "berth", "local")
                : Path.of(home, ".local", "state", "berth", "local");
    }

    private Path stateDirectory() {
        return path("stateDirectory").orElseGet(LocalConfig::usualDirectory);
    }

    private Optional<Path> path(String key) {
        Optional<String> text = settings.text(key);
        try {
            return text.map(Path::of);
        } catch (InvalidPathException e) {
            settings.refuse(key, key + " (=" + text.orElse("") + ") must be a path");
            return Optional.empty();
        }
    }

    /** Endpoints are told with it, so it has to lead here. */
    private String address() {
        Optional<String> stated = settings.text("address");
        stated.filter(text -> !ThisMachine.hasAddress(text))
                .ifPresent(text ->
                        settings.refuse("address", "address (=" + text + ") must be an address of this machine"));
        return stated.orElse(LocalConfig.DEFAULT_ADDRESS);
    }

    private int[] ports() {
        int[] usual = {LocalConfig.DEFAULT_FIRST_PORT, LocalConfig.DEFAULT_LAST_PORT};
        Optional<String> text = settings.text("portRange");
        if (text.isEmpty()) {
            return usual;
        }
        Matcher matcher = PORTS.matcher(text.get());
        if (matcher.matches()) {
            int first = Integer.parseInt(matcher.group(1));
            int last = Integer.parseInt(matcher.group(2));
            if (first >= 1 && first <= last && last <= LAST_PORT) {
                return new int[] {first, last};
            }
        }
        settings.refuse("portRange", "portRange (=" + text.get() + ") must be FIRST-LAST, from 1 to " + LAST_PORT);
        return usual;
    }

    private long logBytes() {
        Optional<Memory> stated = memory(settings, "logLimit");
        if (stated.isPresent() && stated.get().bytes() < LEAST_LOG_BYTES) {
            settings.refuse("logLimit", "logLimit (=" + stated.get() + ") must be 64Ki or more");
        }
        return stated.map(Memory::bytes).orElse(LocalConfig.DEFAULT_LOG_BYTES);
    }

    private LocalConfig.Run run() {
        String text = settings.text("run").orElse("embedded");
        return switch (text) {
            case "embedded" -> LocalConfig.Run.EMBEDDED;
            case "agent" -> LocalConfig.Run.AGENT;
            default -> {
                settings.refuse("run", "run (=" + text + ") must be embedded or agent");
                yield LocalConfig.Run.EMBEDDED;
            }
        };
    }

    private List<NodeSettings> nodes() {
        List<NodeSettings> nodes = new ArrayList<>();
        settings.sections("nodes").forEach((name, section) -> {
            if (!NODE_NAME.matcher(name).matches()) {
                settings.refuse(
                        "nodes",
                        "node name (=" + name + ") must be up to 63 lower-case letters, digits, '-' and '.', with a"
                                + " letter or digit first and last");
            }
            nodes.add(node(name, section));
        });
        return nodes.isEmpty() ? List.of(ThisMachine.node()) : nodes;
    }

    /** What isn't stated is as of this machine, but the capacity: that of several nodes would be counted twice. */
    private static NodeSettings node(String name, Settings section) {
        Map<String, String> attributes = new TreeMap<>(ThisMachine.attributes());
        section.textMap("attributes").forEach((key, value) -> {
            NodeAttribute attribute = new NodeAttribute(key);
            if (!attribute.isKnown() || attribute.family() == NodeAttribute.Family.NODE_ID) {
                section.refuse(
                        "attributes", "attribute (=" + key + ") must be hostname, zone, region, os, arch or label:KEY");
            }
            attributes.put(key, value);
        });
        ResourceAmounts.Builder capacity = ResourceAmounts.builder();
        cpu(section).ifPresent(capacity::cpu);
        memory(section, "memory").ifPresent(capacity::memory);
        memory(section, "disk").ifPresent(capacity::disk);
        section.wholeNumber("gpus").ifPresent(capacity::gpus);
        return new NodeSettings(name, attributes, capacity.build());
    }

    private static Optional<Cpu> cpu(Settings section) {
        return section.text("cpu").flatMap(text -> {
            Matcher matcher = CORES.matcher(text);
            if (!matcher.matches()) {
                section.refuse(
                        "cpu", "cpu (=" + text + ") must be whole cores, such as 4, or millicores, such as 500m");
                return Optional.empty();
            }
            long amount = Long.parseLong(matcher.group(1));
            return Optional.of(matcher.group(2) == null ? Cpu.ofCores(amount) : new Cpu(amount));
        });
    }

    private static Optional<Memory> memory(Settings section, String key) {
        return section.text(key).flatMap(text -> {
            Matcher matcher = BYTES.matcher(text);
            if (!matcher.matches()) {
                section.refuse(key, key + " (=" + text + ") must be bytes, such as 512Mi or 8Gi");
                return Optional.empty();
            }
            String unit = matcher.group(2) == null ? "" : matcher.group(2);
            long factor = 1L << (10 * UNITS.indexOf(unit));
            long amount = Long.parseLong(matcher.group(1));
            if (amount > Long.MAX_VALUE / factor) {
                section.refuse(key, key + " (=" + text + ") must be less than 8388608Ti");
                return Optional.empty();
            }
            return Optional.of(new Memory(amount * factor));
        });
    }
}
