package dev.berth.scheduler.k8s.status;

import dev.berth.scheduler.k8s.api.ContainerSpec;
import dev.berth.scheduler.k8s.api.ContainerSpec.ContainerPort;
import dev.berth.scheduler.k8s.api.PodObject;
import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.status.Endpoint;
import dev.berth.scheduler.status.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a pod is reached: a FIXED port at its node, an INSIDE one at the pod itself. */
public final class PodEndpoints {
    private PodEndpoints() {}

    /** None as long as nobody says where the pod is. */
    public static List<Endpoint> of(InstanceId id, PodObject pod) {
        List<Endpoint> endpoints = new ArrayList<>();
        Stream.concat(pod.specs().stream(), pod.initSpecs().stream())
                .map(ContainerSpec::ports)
                .flatMap(List::stream)
                .forEach(port -> endpoint(id, pod, port).ifPresent(endpoints::add));
        return endpoints;
    }

    private static Optional<Endpoint> endpoint(InstanceId id, PodObject pod, ContainerPort port) {
        boolean fixed = port.hostPort() > 0;
        String address = fixed ? pod.hostIp() : pod.podIp();
        Optional<Port.Protocol> protocol = protocol(port);
        if (address.isEmpty() || port.name().isEmpty() || protocol.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Endpoint(
                id,
                port.name(),
                address,
                fixed ? port.hostPort() : port.number(),
                protocol.get(),
                fixed ? Endpoint.Reachable.NETWORK : Endpoint.Reachable.CLUSTER));
    }

    private static Optional<Port.Protocol> protocol(ContainerPort port) {
        return switch (port.protocol()) {
            case "TCP" -> Optional.of(Port.Protocol.TCP);
            case "UDP" -> Optional.of(Port.Protocol.UDP);
            default -> Optional.empty();
        };
    }
}
