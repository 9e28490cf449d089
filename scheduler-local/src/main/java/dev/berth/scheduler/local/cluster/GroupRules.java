package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the tasks of one instance go together (rules GRP-1 and GRP-2), as in a pod whose sidecars are native ones. Pure.
 *
 * <p>INIT tasks and SIDECARs begin in the order of the spec: after an INIT task that has completed, and after a SIDECAR
 * that is ready; MAIN begins after them all. A task that ends is started again alone. Once MAIN has ended for good, or
 * another task has failed for good, the others are ended: INIT tasks and SIDECARs that stop before MAIN, then MAIN, then
 * the other SIDECARs.
 */
final class GroupRules {
    private GroupRules() {}

    /**
     * One task.
     *
     * @param phase PENDING before its first start, and again when it was ended with the others
     * @param ready whether it runs and takes traffic
     */
    record Member(Task.Role role, Task.StopOrder stopOrder, InstancePhase phase, boolean ready) {
        private boolean isActive() {
            return phase.mayRun() || phase == InstancePhase.WAITING;
        }

        /** Whether what comes after it may begin. */
        private boolean isPassed() {
            return phase == InstancePhase.COMPLETED || (role == Task.Role.SIDECAR && ready);
        }

        private int turn() {
            return switch (role) {
                case INIT -> 0;
                case MAIN -> 1;
                case SIDECAR -> stopOrder == Task.StopOrder.BEFORE_MAIN ? 0 : 2;
            };
        }
    }

    /** The member to be started now, by its place in the list, which ends with MAIN. */
    static Optional<Integer> start(List<Member> members) {
        for (int place = 0; place < members.size(); place++) {
            Member member = members.get(place);
            if (member.phase() == InstancePhase.PENDING) {
                return Optional.of(place);
            }
            if (!member.isPassed()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The first member that MAIN waits for; empty once MAIN has begun. */
    static Optional<Integer> awaited(List<Member> members) {
        for (int place = 0; place < members.size() - 1; place++) {
            if (!members.get(place).isPassed()) {
                return members.get(members.size() - 1).phase() == InstancePhase.PENDING
                        ? Optional.of(place)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The members to be ended now, when all are to go; one that waits to be started again has nothing to wait for. */
    static List<Integer> stop(List<Member> members) {
        int turn = members.stream()
                .filter(member -> member.phase().mayRun())
                .mapToInt(Member::turn)
                .min()
                .orElse(Integer.MAX_VALUE);
        List<Integer> stop = new ArrayList<>();
        for (int place = 0; place < members.size(); place++) {
            Member member = members.get(place);
            boolean runs = member.phase().mayRun() && member.phase() != InstancePhase.STOPPING;
            if ((runs && member.turn() == turn) || member.phase() == InstancePhase.WAITING) {
                stop.add(place);
            }
        }
        return stop;
    }

    /** Whether no process is left, nor will there be one. */
    static boolean isQuiet(List<Member> members) {
        return members.stream().noneMatch(Member::isActive);
    }

    /** The member by whose end the instance ends: MAIN, else one that failed for good. */
    static Optional<Integer> decisive(List<Member> members) {
        int main = members.size() - 1;
        if (members.get(main).phase().isEnded()) {
            return Optional.of(main);
        }
        for (int place = 0; place < main; place++) {
            if (members.get(place).phase() == InstancePhase.FAILED) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** Whether the instance takes traffic: MAIN and every SIDECAR that hasn't completed does. */
    static boolean isReady(List<Member> members) {
        return members.stream()
                .allMatch(member -> (member.phase() == InstancePhase.COMPLETED && member.role() != Task.Role.MAIN)
                        || (member.role() != Task.Role.INIT && member.ready()));
    }
}
