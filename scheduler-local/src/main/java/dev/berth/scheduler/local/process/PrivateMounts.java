package dev.berth.scheduler.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a process of this machine can be shown directories at paths of its own, in a mount namespace. */
public final class PrivateMounts {
    static final String MOUNT = "/bin/mount";

    /** Runs what follows where it sees the mounts of the machine and nobody sees its own. */
    static final List<String> OWN = List.of("/usr/bin/unshare", "--mount", "--propagation", "slave");

    /** Of which launcher.pl knows the numbers of the system calls. */
    private static final Set<String> MACHINES = Set.of("amd64", "aarch64");

    /** CAP_SYS_ADMIN. */
    private static final int ADMINISTRATOR = 21;

    private PrivateMounts() {}

    /** Why not; empty when it can be, which was tried. It is asked once: neither the machine nor the user changes. */
    public static Optional<String> refusal() {
        return Known.REFUSAL;
    }

    private static Optional<String> look() {
        if (!MACHINES.contains(System.getProperty("os.arch", ""))) {
            return Optional.of("this kind of processor (=%s) must be one of %s"
                    .formatted(System.getProperty("os.arch", ""), MACHINES));
        }
        if (!isAdministrator()) {
            return Optional.of("the backend isn't run by root (with CAP_SYS_ADMIN)");
        }
        if (HostTools.find().withPerl().perl().isEmpty()) {
            return Optional.of("there is no perl here");
        }
        List<String> attempt = new ArrayList<>(OWN);
        attempt.addAll(List.of(MOUNT, "-n", "--bind", "/usr", "/usr"));
        return HostTools.succeeds(attempt.toArray(String[]::new))
                ? Optional.empty()
                : Optional.of("this machine refuses it, or has no " + OWN.get(0) + " or " + MOUNT);
    }

    private static boolean isAdministrator() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring(line.indexOf(':') + 1).strip(), 16))
                    .anyMatch(capabilities -> (capabilities >> ADMINISTRATOR & 1) == 1);
        } catch (IOException e) {
            return false; // what can't be told can't be promised
        }
    }

    private static final class Known {
        static final Optional<String> REFUSAL = look();
    }
}
