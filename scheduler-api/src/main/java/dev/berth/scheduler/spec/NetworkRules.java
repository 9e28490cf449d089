package dev.berth.scheduler.spec;

import java.util.regex.Pattern;

/** Rules of the network. */
final class NetworkRules {
    private static final int LONGEST_NAME = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    private NetworkRules() {}

    static void check(Network network, Findings findings) {
        Findings name = findings.field("name");
        switch (network.kind()) {
            case NAMED ->
                name.matches(
                        NAME,
                        LONGEST_NAME,
                        network.name(),
                        "letters, digits, '_', '.' and '-', with a letter or digit first");
            case DEFAULT, HOST, BRIDGE ->
                name.require(
                        network.name().isEmpty(),
                        network.name(),
                        "is for a network of kind named only, this is " + Shown.of(network.kind()));
        }
    }
}
