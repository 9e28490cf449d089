package dev.berth.scheduler.swarm;

import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.swarm.connection.EngineRefusalException;

/** What managers answer when they won't, in their words and with their status; engine 20.10 said all of this. */
final class FakeRefusals {
    private FakeRefusals() {}

    static SchedulerException of(String request, int status, String words) {
        return SwarmErrors.of(request, true, new EngineRefusalException(status, words));
    }

    private static SchedulerException invalid(String request, String words) {
        return of(request, 400, "rpc error: code = InvalidArgument desc = " + words);
    }

    private static SchedulerException unimplemented(String request, String words) {
        return of(request, 501, "rpc error: code = Unimplemented desc = " + words);
    }

    static SchedulerException noJson(String request) {
        return of(request, 400, "invalid character 'n' looking for beginning of object key string");
    }

    static SchedulerException configSize(int largest) {
        return invalid("POST /configs/create", "config data must be larger than 0 and less than " + largest + " bytes");
    }

    static SchedulerException configInUse(String config, String service) {
        return invalid("DELETE /configs", "config '" + config + "' is in use by the following service: " + service);
    }

    static SchedulerException noConfig(String request, String name) {
        return invalid(request, "config not found: " + name);
    }

    static SchedulerException noSecret(String request, String name) {
        return invalid(request, "secret not found: " + name);
    }

    static SchedulerException noNetwork(String request, String name) {
        return of(request, 500, "network " + name + " not found");
    }

    static SchedulerException noService(String request, String id) {
        return SwarmErrors.of(request, false, new EngineRefusalException(404, "service " + id + " not found"));
    }

    static SchedulerException otherName(String request) {
        return unimplemented(request, "renaming services is not supported");
    }

    static SchedulerException otherMode(String request) {
        return unimplemented(request, "service mode change is not allowed");
    }
}
