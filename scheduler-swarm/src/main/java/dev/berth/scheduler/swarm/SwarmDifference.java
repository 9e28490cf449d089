package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spi.Observed;
import dev.berth.scheduler.swarm.render.Difference;
import dev.berth.scheduler.swarm.render.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The writes that make what is observed what is wanted: first the configs of files, then the service, then what nobody
 * needs any more. A leftover config alone is no reason to write: it goes with the next write of its workload.
 *
 * <p>While a manager is at a rollout, or holds one that failed, any write of the service makes it begin anew with the slots
 * that are left, past all limits (measured: of two old instances one, of one surge two). Only another template is worth
 * that; the rest is refused until then.
 */
final class SwarmDifference {
    /** What the mark of a service begins with whose rollout is under way, or was paused by a failure. */
    static final String ROLLING = "rolling-";

    private static final Set<String> ROLLED = Set.of(Mode.Kind.REPLICATED.name(), Mode.Kind.GLOBAL.name());

    private final List<NativeObject> desired;
    private final Observed observed;

    private SwarmDifference(List<NativeObject> desired, Observed observed) {
        this.desired = desired;
        this.observed = observed;
    }

    static List<NativeWrite> between(List<NativeObject> desired, Observed observed) {
        SwarmDifference difference = new SwarmDifference(desired, observed);
        return desired.isEmpty() ? difference.removal() : difference.writes();
    }

    /** Services go before the configs that they hold, and that of the workload first: then no run can be made any more. */
    private List<NativeWrite> removal() {
        return observed.objects().stream()
                .sorted(Comparator.comparing(SwarmDifference::removed))
                .map(this::deleted)
                .toList();
    }

    private static int removed(NativeObject object) {
        return !isService(object) ? 2 : isRun(object) ? 1 : 0;
    }

    private List<NativeWrite> writes() {
        List<NativeWrite> writes = new ArrayList<>(missingFiles());
        NativeObject wanted =
                desired.stream().filter(SwarmDifference::isService).findFirst().orElseThrow();
        List<NativeWrite> service = service(wanted);
        if (!service.isEmpty()) {
            writes.addAll(service);
            leftFiles().forEach(config -> writes.add(deleted(config)));
        }
        return writes;
    }

    /** The name says the content, so what is there is as it should be. */
    private List<NativeWrite> missingFiles() {
        Set<String> there = names(observed.objects());
        return desired.stream()
                .filter(object -> !isService(object) && !there.contains(object.name()))
                .map(config -> new NativeWrite(NativeWrite.Action.CREATE, config, Optional.empty(), false))
                .toList();
    }

    private static Set<String> names(List<NativeObject> objects) {
        return objects.stream().map(NativeObject::name).collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * A run of a CRON keeps the files of its revision, and so does the template that is replaced: until the rollout is over
     * instances may be brought back to it.
     */
    private List<NativeObject> leftFiles() {
        Set<String> needed = names(desired);
        observed.objects().stream()
                .filter(object -> isService(object) && keepsFiles(Json.read(object.document())))
                .flatMap(service -> SwarmFiles.configs(Json.read(service.document())).stream())
                .forEach(needed::add);
        return observed.objects().stream()
                .filter(object -> object.kind().equals(FileConfig.KIND) && !needed.contains(object.name()))
                .toList();
    }

    private static boolean keepsFiles(ObjectNode service) {
        return service.path("Labels").has(SwarmLabels.RUN) || isRolled(service);
    }

    private static boolean isRolled(ObjectNode service) {
        return ROLLED.contains(service.path("Labels").path(SwarmLabels.MODE).asText());
    }

    private List<NativeWrite> service(NativeObject wanted) {
        Optional<NativeObject> there = observed.objects().stream()
                .filter(object -> isService(object) && object.name().equals(wanted.name()))
                .findFirst();
        if (there.isEmpty()) {
            // What is taken over gets our labels, which instances bear, too.
            boolean replaces = observed.foreign().isPresent();
            return List.of(new NativeWrite(NativeWrite.Action.CREATE, wanted, observed.mark(), replaces));
        }
        ObjectNode after = SwarmTranslator.read(wanted);
        ObjectNode before = Json.read(there.get().document());
        if (Difference.isOfAnotherMode(after, before)) {
            return List.of(
                    new NativeWrite(NativeWrite.Action.DELETE, there.get(), observed.mark(), true),
                    new NativeWrite(NativeWrite.Action.CREATE, wanted, Optional.empty(), true));
        }
        Optional<Difference> difference = Difference.between(after, before);
        difference.ifPresent(change -> refuseWhileRolling(change, after));
        return difference.map(change -> updated(wanted, change)).stream().toList();
    }

    private void refuseWhileRolling(Difference difference, ObjectNode after) {
        boolean rolling =
                observed.mark().filter(mark -> mark.startsWith(ROLLING)).isPresent();
        if (rolling && isRolled(after) && !difference.replaces()) {
            throw RefusedException.of(List.of(Problem.of(
                    ErrorCode.INFEASIBLE,
                    "",
                    "a rollout of it is under way or was paused by a failure, and a swarm that is told anything but another"
                            + " template would go on with it past its limits; wait for its end, abort it, or apply"
                            + " another template")));
        }
    }

    private NativeWrite updated(NativeObject wanted, Difference difference) {
        NativeObject service = new NativeObject(wanted.kind(), wanted.name(), Json.write(difference.document()));
        return new NativeWrite(NativeWrite.Action.UPDATE, service, observed.mark(), difference.replaces());
    }

    private NativeWrite deleted(NativeObject object) {
        boolean service = isService(object);
        boolean workload = service && !isRun(object);
        return new NativeWrite(
                NativeWrite.Action.DELETE, object, workload ? observed.mark() : Optional.empty(), service);
    }

    private static boolean isService(NativeObject object) {
        return object.kind().equals(SwarmTranslator.SERVICE);
    }

    private static boolean isRun(NativeObject service) {
        return Json.read(service.document()).path("Labels").has(SwarmLabels.RUN);
    }
}
