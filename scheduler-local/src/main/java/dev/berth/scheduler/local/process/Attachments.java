package dev.berth.scheduler.local.process;

import java.util.List;
import java.util.Map;

/**
 * What a process finds from outside of what it is told: the values of secrets, and directories at paths of its own.
 *
 * @param secrets by variable, the file whose bytes are the value. It is read when the process starts, by the shim, so
 *     that no value is ever part of a launch. A variable has to be {@link #isOrdinary}
 * @param mounts in this order, seen by this process and what it starts only; a later one may lie in an earlier one
 */
public record Attachments(Map<String, String> secrets, List<BindMount> mounts) {
    public static final Attachments NONE = new Attachments(Map.of(), List.of());

    public Attachments {
        secrets = Map.copyOf(secrets);
        mounts = List.copyOf(mounts);
        secrets.keySet().stream().filter(variable -> !isOrdinary(variable)).forEach(variable -> {
            throw new IllegalArgumentException("variable %s can't be given a secret".formatted(variable));
        });
    }

    /**
     * A directory or file of the machine, shown to a process at another path.
     *
     * @param source absolute; it exists
     * @param target absolute; it exists, and is a directory where the source is one
     */
    public record BindMount(String source, String target, boolean readOnly) {}

    /**
     * Whether a variable means nothing to a shell: letters, digits and {@code _}, and no name like IFS or BASH_ENV. Others
     * are handed over as words of a command line, which every user of the machine can see.
     */
    public static boolean isOrdinary(String variable) {
        return LaunchScript.isPlain(variable);
    }

    /** Whether a mount may be what stands at this path. */
    boolean cover(String path) {
        return mounts.stream()
                .map(BindMount::target)
                .anyMatch(target -> path.equals(target) || path.startsWith(target + "/"));
    }
}
