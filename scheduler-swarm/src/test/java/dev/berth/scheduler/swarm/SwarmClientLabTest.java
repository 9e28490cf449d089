package dev.berth.scheduler.swarm;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The managers of the lab, whichever version they are, are as the swarm in memory is. */
@EnabledIfEnvironmentVariable(named = Lab.PRESENT, matches = ".+")
class SwarmClientLabTest extends SwarmClientContract {
    private final EngineClient client = new EngineClient(SwarmConfig.at(Lab.socket("N1")));

    @Override
    SwarmClient client() {
        return client;
    }

    @Override
    String image() {
        return Lab.value("IMAGE_LOCAL");
    }

    @Override
    void run(String service) {
        // The engines do so by themselves.
    }
}
