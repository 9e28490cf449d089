package dev.berth.scheduler.spec;

import static dev.berth.scheduler.spec.Specs.accepted;
import static dev.berth.scheduler.spec.Specs.refused;
import static dev.berth.scheduler.spec.Specs.web;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class VolumeRulesTest {
    @Test
    void namesAreUniqueDnsLabels() {
        refused(
                web().volume(new Volume.HostPath("Data", "/srv"))
                        .volume(new Volume.HostPath("logs", "/a"))
                        .volume(new Volume.HostPath("logs", "/b")),
                "volumes[0].name (='Data') must be a DNS label: lower-case letters, digits and '-', "
                        + "with a letter or digit first and last",
                "volumes[2].name (='logs') must be unique, volumes[1] has it too");
    }

    @Test
    void aHostPathIsAbsolute() {
        refused(
                web().volume(new Volume.HostPath("data", "srv")),
                "volumes[0].hostPath (='srv') must be an absolute path");
    }

    @Test
    void aNamedVolumeHasALegalSource() {
        refused(
                web().volume(new Volume.Named("data", "a/b")),
                "volumes[0].named (='a/b') must be letters, digits, '_', '.' and '-', "
                        + "with a letter or digit first");
    }

    @Test
    void aSizeIsMoreThanNothing() {
        accepted(web().volume(new Volume.Ephemeral("data", Optional.of(Memory.ofMebibytes(1)))));
        refused(
                web().volume(new Volume.Ephemeral("data", Optional.of(new Memory(0)))),
                "volumes[0].ephemeral.size (=0) must be more than 0");
    }

    @Test
    void onlyANamedNetworkHasAName() {
        accepted(web().network(Network.named("backend")));
        refused(
                web().network(Network.named("")),
                "network.name (='') must be letters, digits, '_', '.' and '-', with a letter or digit first");
        refused(
                web().network(new Network(Network.Kind.HOST, "backend")),
                "network.name (='backend') is for a network of kind named only, this is host");
    }
}
