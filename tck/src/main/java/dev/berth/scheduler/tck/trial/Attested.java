package dev.berth.scheduler.tck.trial;

import dev.berth.scheduler.capability.Capabilities;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.LogQuery;
import dev.berth.scheduler.status.Run;
import dev.berth.scheduler.status.Termination;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import dev.berth.scheduler.tck.probe.ProbeVerbs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds what a backend says of the attempts of a run against what the probes themselves wrote (rules BAT-1 and BAT-2). */
final class Attested {
    private static final String START = "@probe start";
    private static final String EXIT = "@probe exit ";

    /** How often the lines have to differ from what is said until that is believed: they may come a moment later. */
    private static final int LOOKS = 20;

    private final Trial trial;

    Attested(Trial trial) {
        this.trial = trial;
    }

    void hold(Run run) throws InterruptedException {
        if (!trial.claims(Capabilities.LOGS) || !trial.claims(Capabilities.LOGS_ENDED, Mode.Kind.BATCH)) {
            return;
        }
        Map<InstanceId, List<Integer>> said = said(run);
        Map<InstanceId, List<Integer>> written = written(lines(run), said);
        for (int i = 0; i < LOOKS && !written.equals(said); i++) {
            Pause.of(trial.deadlines().look());
            written = written(lines(run), said);
        }
        Expect.equal(written, said, "BAT-1: by instance of " + run.id() + ", the codes that attempts ended with");
        started(run);
    }

    /** Nothing ran that the run doesn't know of. */
    private void started(Run run) throws InterruptedException {
        List<LogLine> lines = lines(run);
        long starts =
                lines.stream().filter(line -> line.text().startsWith(START)).count();
        boolean complete = run.attempts().size() >= run.succeeded() + run.failed();
        Expect.that(
                !complete || starts <= run.attempts().size(),
                "BAT-2: of " + run.id() + " " + run.attempts().size() + " attempts are known, and " + starts
                        + " processes were started");
    }

    /** A process that was told to end by a signal writes nothing of it. */
    private static Map<InstanceId, List<Integer>> said(Run run) {
        Map<InstanceId, List<Integer>> codes = new TreeMap<>();
        for (Run.Attempt attempt : run.attempts()) {
            List<Integer> known = codes.computeIfAbsent(attempt.instance(), key -> new ArrayList<>());
            Termination end = attempt.termination();
            if (end.kind() == Termination.Kind.EXITED && end.exitCode() != ProbeVerbs.CODE_WHEN_TERMINATED) {
                known.add(end.exitCode());
            }
        }
        return codes;
    }

    private static Map<InstanceId, List<Integer>> written(List<LogLine> lines, Map<InstanceId, List<Integer>> of) {
        Map<InstanceId, List<Integer>> codes = new TreeMap<>();
        of.keySet().forEach(instance -> codes.put(instance, new ArrayList<>()));
        for (LogLine line : lines) {
            List<Integer> known = codes.get(line.instance());
            if (known != null && line.text().startsWith(EXIT)) {
                int code = Integer.parseInt(line.text().substring(EXIT.length()));
                if (code != ProbeVerbs.CODE_WHEN_TERMINATED) {
                    known.add(code);
                }
            }
        }
        return codes;
    }

    private List<LogLine> lines(Run run) throws InterruptedException {
        List<InstanceId> mine =
                run.attempts().stream().map(Run.Attempt::instance).distinct().toList();
        return trial.logs(LogQuery.of(Selector.of(run.id().workload())), all -> false).stream()
                .filter(line -> mine.contains(line.instance()) && line.task().equals(ProbeSpec.TASK))
                .toList();
    }

    /** How many processes ran at a time at the most, by the times of what they wrote; 0 when those are not known. */
    int atATime(Run run) throws InterruptedException {
        TreeMap<Instant, Integer> changes = new TreeMap<>();
        for (LogLine line : lines(run)) {
            int change = line.text().startsWith(START) ? 1 : line.text().startsWith(EXIT) ? -1 : 0;
            line.at().ifPresent(at -> changes.merge(at, change, Integer::sum));
        }
        int now = 0;
        int most = 0;
        for (int change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }
}
