package dev.berth.scheduler.local.agent;

import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.local.agent.wire.Hello;

/** Says what to do about two versions of Berth that don't understand one another. */
final class Versions {
    private Versions() {}

    static SchedulerException refusal(Hello agent, Hello caller) {
        boolean agentIsOlder = agent.maximum() < caller.minimum();
        String message = "the agent (" + agent + ") is too " + (agentIsOlder ? "old" : "new") + " for this Berth ("
                + caller + "): "
                + (agentIsOlder
                        ? "stop it with 'berth agent stop', and the next command starts one that fits;"
                                + " workloads run on meanwhile"
                        : "use the newer Berth, or stop the agent with 'berth agent stop' if its state may be read by"
                                + " an older one");
        return ContactException.unavailable(message, Effect.NONE, null);
    }
}
