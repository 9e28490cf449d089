package dev.berth.scheduler.local.cluster;

import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.status.InstanceId;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives instances their host ports (rule NET-1). The dynamic ones go round the range, so that a port which was just given
 * back is the last to be given again: clients of the old instance don't meet the new one.
 */
final class Ports {
    private final ClusterSettings settings;
    private final ClusterState state;
    private final PortCheck check;
    private int next;

    Ports(ClusterSettings settings, ClusterState state, PortCheck check) {
        this.settings = settings;
        this.state = state;
        this.check = check;
        this.next = settings.firstPort();
    }

    /**
     * What an instance gets.
     *
     * @param numbers by name; those it had, where they are still free
     * @param taken why there is none, in a sentence
     */
    record Given(Map<String, Integer> numbers, Optional<String> taken) {}

    /** The members of one of several tasks have what it was given: others may have been told. */
    Given give(LiveInstance instance) {
        return instance.isMember() ? kept(instance) : given(instance);
    }

    private Given kept(LiveInstance member) {
        Map<String, Integer> numbers =
                member.site().map(InstanceRow.Site::ports).orElse(Map.of());
        return member.task().ports().stream()
                .filter(port -> !isFree(
                        Objects.requireNonNull(numbers.get(port.name())),
                        port.protocol(),
                        member.row().id()))
                .findFirst()
                .map(port -> new Given(Map.of(), Optional.of("port " + numbers.get(port.name()) + " is taken")))
                .orElseGet(() -> new Given(numbers, Optional.empty()));
    }

    private Given given(LiveInstance instance) {
        Map<String, Integer> had =
                instance.row().site().map(InstanceRow.Site::ports).orElse(Map.of());
        Map<String, Integer> numbers = new TreeMap<>();
        Set<Integer> chosen = new HashSet<>();
        for (Port port : instance.template().ports()) {
            Optional<Integer> number = port.reach() == Port.Reach.FIXED
                    ? fixed(port, instance.row().id())
                    : dynamic(
                            port,
                            Optional.ofNullable(had.get(port.name())),
                            instance.row().id(),
                            chosen);
            if (number.isEmpty()) {
                return new Given(Map.of(), Optional.of(refusal(port)));
            }
            numbers.put(port.name(), number.get());
            chosen.add(number.get());
        }
        return new Given(numbers, Optional.empty());
    }

    private Optional<Integer> fixed(Port port, InstanceId self) {
        int number = port.number().orElseThrow();
        return isFree(number, port.protocol(), self) ? Optional.of(number) : Optional.empty();
    }

    private Optional<Integer> dynamic(Port port, Optional<Integer> had, InstanceId self, Set<Integer> chosen) {
        if (had.isPresent() && isFree(had.get(), port.protocol(), self)) {
            return had;
        }
        int size = settings.lastPort() - settings.firstPort() + 1;
        for (int tries = 0; tries < size; tries++) {
            int candidate = next;
            next = candidate == settings.lastPort() ? settings.firstPort() : candidate + 1;
            if (!chosen.contains(candidate)
                    && state.holder(candidate).isEmpty()
                    && check.isFree(candidate, port.protocol())) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean isFree(int number, Port.Protocol protocol, InstanceId self) {
        return state.holder(number).filter(holder -> !holder.equals(self)).isEmpty() && check.isFree(number, protocol);
    }

    private String refusal(Port port) {
        if (port.reach() == Port.Reach.FIXED) {
            int number = port.number().orElseThrow();
            String who = state.holder(number).map(id -> " by " + id).orElse("");
            return "port " + number + " is taken" + who;
        }
        return "no port from " + settings.firstPort() + " to " + settings.lastPort() + " is free for '" + port.name()
                + "'";
    }
}
