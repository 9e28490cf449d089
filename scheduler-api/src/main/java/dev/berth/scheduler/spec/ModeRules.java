package dev.berth.scheduler.spec;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Rules of the modes. */
final class ModeRules {
    private ModeRules() {}

    static void check(Mode mode, Findings findings) {
        if (mode instanceof Replicated replicated) {
            findings.field("replicated").field("replicas").atLeast(0, replicated.replicas());
        } else if (mode instanceof Batch batch) {
            batch(batch, findings.field("batch"));
        } else if (mode instanceof GlobalBatch batch) {
            attempts(batch.retries(), batch.deadline(), findings.field("globalBatch"));
        } else if (mode instanceof Cron cron) {
            cron(cron, findings.field("cron"));
        }
    }

    private static void batch(Batch batch, Findings findings) {
        findings.field("completions").atLeast(1, batch.completions());
        findings.field("parallelism").atLeast(1, batch.parallelism());
        findings.field("parallelism")
                .require(
                        batch.parallelism() <= Math.max(1, batch.completions()),
                        batch.parallelism(),
                        "must not exceed completions (=" + batch.completions() + ")");
        attempts(batch.retries(), batch.deadline(), findings);
    }

    private static void attempts(int retries, Optional<Duration> deadline, Findings findings) {
        findings.field("retries").atLeast(0, retries);
        deadline.ifPresent(findings.field("deadline")::positive);
    }

    private static void cron(Cron cron, Findings findings) {
        CronSchedule.problems(cron.schedule())
                .forEach(problem -> findings.field("schedule").refuse(cron.schedule(), problem));
        findings.field("zone")
                .require(
                        isNamed(cron.zone()), cron.zone(), "must be UTC or the name of a region such as Europe/Berlin");
        batch(cron.batch(), findings.field("batch"));
        cron.startingDeadline().ifPresent(findings.field("startingDeadline")::positive);
        findings.field("keptRuns").atLeast(0, cron.keptRuns());
    }

    /** Orchestrators know zones by name; an offset in a name's place knows no daylight saving anyway. */
    private static boolean isNamed(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) || ZoneId.getAvailableZoneIds().contains(zone.getId());
    }
}
