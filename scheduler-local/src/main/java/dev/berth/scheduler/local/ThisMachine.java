package dev.berth.scheduler.local;

import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.spec.Cpu;
import dev.berth.scheduler.spec.Memory;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.ResourceAmounts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is known of the machine without asking: name, system, processors, memory. */
final class ThisMachine {
    /** The one node's id; not the hostname, which may change while instances run. */
    static final String NODE = "local";

    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final String TOTAL = "MemTotal:";

    private ThisMachine() {}

    /**
     * The whole machine as one node, always the same object: whether a configuration states another is then told without
     * a look inside, for which the JVM would first have to make the code that compares records.
     */
    static NodeSettings node() {
        return Whole.NODE_SETTINGS;
    }

    static Map<String, String> attributes() {
        return Map.of(
                NodeAttribute.HOSTNAME.name(), hostname(),
                NodeAttribute.OS.name(), "linux",
                NodeAttribute.ARCH.name(), architecture(System.getProperty("os.arch", "")));
    }

    static ResourceAmounts capacity() {
        ResourceAmounts.Builder amounts =
                ResourceAmounts.builder().cpu(Cpu.ofCores(Runtime.getRuntime().availableProcessors()));
        memory().ifPresent(amounts::memory);
        return amounts.build();
    }

    static String hostname() {
        return read(HOSTNAME).map(String::strip).filter(name -> !name.isEmpty()).orElse("localhost");
    }

    /** In the words of container images, as the other orchestrators report it. */
    static String architecture(String ofJava) {
        return switch (ofJava.toLowerCase(Locale.ROOT)) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> ofJava;
        };
    }

    /** Without streams, whose classes a short command would load for nothing else. */
    private static Optional<Memory> memory() {
        String text = read(MEMORY).orElse("");
        int begin = text.indexOf(TOTAL);
        if (begin < 0) {
            return Optional.empty();
        }
        String kibibytes = text.substring(begin + TOTAL.length()).stripLeading();
        return Optional.of(new Memory(Long.parseLong(kibibytes, 0, kibibytes.indexOf(' '), 10) << 10));
    }

    private static final class Whole {
        private static final NodeSettings NODE_SETTINGS = new NodeSettings(NODE, attributes(), capacity());
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            // Without /proc nothing could be started either, and that refusal says more.
            return Optional.empty();
        }
    }

    /** Whether a name or an address leads to a network interface of this machine. */
    static boolean hasAddress(String address) {
        try {
            return !address.isBlank() && NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
