package dev.berth.scheduler.cli.certify.lab;

import dev.berth.scheduler.tck.backend.Environment;
import java.util.Optional;

/**
 * A cluster of the lab, with what is only its kind's.
 *
 * @param labels the command that changes attributes of nodes
 * @param overriding empty where nobody knows of native overrides
 */
public record LabCluster(
        Lab lab,
        LabClients<?> clients,
        LabServers servers,
        LabContainers containers,
        LabObjects objects,
        Environment.Relabelling labels,
        Optional<Environment.Overriding> overriding) {}
