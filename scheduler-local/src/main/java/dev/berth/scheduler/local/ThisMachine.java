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

    /** The whole machine as one node. */
    static NodeSettings node() {
        return new NodeSettings(NODE, attributes(), capacity());
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

    private static Optional<Memory> memory() {
        return read(MEMORY).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(TOTAL))
                .map(line -> line.substring(TOTAL.length()).strip().split(" ", -1)[0])
                .map(kibibytes -> new Memory(Long.parseLong(kibibytes) << 10))
                .findFirst();
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
