package dev.berth.scheduler.local.process;

/**
 * What tells a process from every other one, also after its number was used again and after a reboot.
 *
 * @param processId the process number
 * @param startTicks its start in clock ticks since boot (field 22 of {@code /proc/PID/stat})
 * @param bootId the kernel's id of the boot ({@code /proc/sys/kernel/random/boot_id})
 */
public record ProcessIdentity(long processId, long startTicks, String bootId) {
    /** Fails if the number can't be one of a process that may be signalled. */
    public ProcessIdentity {
        if (processId <= 1) {
            throw new IllegalArgumentException("processId (=%d) must be 2 or more".formatted(processId));
        }
    }
}
