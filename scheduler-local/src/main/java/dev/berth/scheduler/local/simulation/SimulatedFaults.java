package dev.berth.scheduler.local.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What goes wrong in a simulation, by itself; the seed says when.
 *
 * @param slowStarts of how many starts, from 0 to 1, each takes up to {@code slowest}
 * @param crashes how many processes, from 0 to 1, end with exit code 1 within {@code crashesWithin} of their start
 * @param lostNotices of how many ends, from 0 to 1, nobody is told, so that they have to be found
 * @param delayedNotices of how many starts and ends, from 0 to 1, the cluster hears up to {@code longestDelay} later
 * @param lossesEvery how long it takes on average until a node, any one, is lost or cut off; zero: none is
 * @param longestLoss after how long it is back at the latest
 */
public record SimulatedFaults(
        double slowStarts,
        Duration slowest,
        double crashes,
        Duration crashesWithin,
        double lostNotices,
        double delayedNotices,
        Duration longestDelay,
        Duration lossesEvery,
        Duration longestLoss) {
    /** All goes well. */
    public static final SimulatedFaults NONE =
            new SimulatedFaults(0, Duration.ZERO, 0, Duration.ZERO, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public SimulatedFaults {
        check("slowStarts", slowStarts);
        check("crashes", crashes);
        check("lostNotices", lostNotices);
        check("delayedNotices", delayedNotices);
    }

    private static void check(String name, double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException(name + " (=" + part + ") must be from 0 to 1");
        }
    }

    public SimulatedFaults slowStarts(double part, Duration upTo) {
        return new SimulatedFaults(
                part,
                upTo,
                crashes,
                crashesWithin,
                lostNotices,
                delayedNotices,
                longestDelay,
                lossesEvery,
                longestLoss);
    }

    public SimulatedFaults crashes(double part, Duration within) {
        return new SimulatedFaults(
                slowStarts, slowest, part, within, lostNotices, delayedNotices, longestDelay, lossesEvery, longestLoss);
    }

    public SimulatedFaults lostNotices(double part) {
        return new SimulatedFaults(
                slowStarts,
                slowest,
                crashes,
                crashesWithin,
                part,
                delayedNotices,
                longestDelay,
                lossesEvery,
                longestLoss);
    }

    public SimulatedFaults delayedNotices(double part, Duration upTo) {
        return new SimulatedFaults(
                slowStarts, slowest, crashes, crashesWithin, lostNotices, part, upTo, lossesEvery, longestLoss);
    }

    /** One in two goes down with all that runs there, the other is only cut off. */
    public SimulatedFaults nodeLosses(Duration every, Duration upTo) {
        return new SimulatedFaults(
                slowStarts, slowest, crashes, crashesWithin, lostNotices, delayedNotices, longestDelay, every, upTo);
    }

    Duration delay(RandomGenerator random) {
        double late = random.nextDouble();
        double delay = random.nextDouble();
        return late < delayedNotices ? part(longestDelay, delay) : Duration.ZERO;
    }

    /** How long until the next node is lost: as if each moment were as likely as any other. */
    Duration untilLoss(RandomGenerator random) {
        return part(lossesEvery, -Math.log(1 - random.nextDouble()));
    }

    Duration loss(RandomGenerator random) {
        return part(longestLoss, random.nextDouble());
    }

    /** Draws as often whatever it comes to, so that one fault more or less leaves the others where they were. */
    Behaviour strike(Behaviour behaviour, RandomGenerator random) {
        double slow = random.nextDouble();
        double delay = random.nextDouble();
        double crash = random.nextDouble();
        double life = random.nextDouble();
        Behaviour struck = slow < slowStarts ? behaviour.startingAfter(part(slowest, delay)) : behaviour;
        return crash < crashes ? struck.exitingAfter(part(crashesWithin, life), 1) : struck;
    }

    private static Duration part(Duration whole, double part) {
        return Duration.ofNanos((long) (whole.toNanos() * part));
    }
}
