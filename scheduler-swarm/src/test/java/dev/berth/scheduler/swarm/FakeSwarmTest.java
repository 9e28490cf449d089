package dev.berth.scheduler.swarm;

/** The swarm in memory is one that this module takes for real. */
class FakeSwarmTest extends SwarmClientContract {
    private final FakeSwarm swarm = new FakeSwarm();

    @Override
    SwarmClient client() {
        return swarm;
    }

    @Override
    String image() {
        return Rendering.IMAGE;
    }

    @Override
    void run(String service) {
        swarm.manager.run(service);
    }
}
