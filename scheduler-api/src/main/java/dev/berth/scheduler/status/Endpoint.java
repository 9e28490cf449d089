package dev.berth.scheduler.status;

import dev.berth.scheduler.spec.Port;

/**
 * Where a ready instance takes traffic.
 *
 * @param instance which
 * @param port the port's name in the spec
 * @param address host name or address
 * @param number the port's number there
 * @param protocol transport
 * @param reachable from where
 */
public record Endpoint(
        InstanceId instance, String port, String address, int number, Port.Protocol protocol, Reachable reachable) {
    /** From where an endpoint can be reached. */
    public enum Reachable {
        /** Only from the node the instance is on. */
        NODE,
        /** From the workloads and nodes of the cluster. */
        CLUSTER,
        /** From wherever the node is. */
        NETWORK
    }

    /** {@code address:number}, an IPv6 address in brackets. */
    public String authority() {
        return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + number;
    }
}
