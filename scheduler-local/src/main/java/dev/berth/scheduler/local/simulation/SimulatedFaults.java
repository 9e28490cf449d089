package dev.berth.scheduler.local.simulation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What goes wrong in a simulation, by itself; the seed says when.
 *
 * @param slowStarts of how many starts, from 0 to 1, each takes up to {@code slowest}
 * @param crashes how many processes, from 0 to 1, end with exit code 1 within {@code crashesWithin} of their start
 * @param lostNotices of how many ends, from 0 to 1, nobody is told, so that they have to be found
 */
public record SimulatedFaults(
        double slowStarts, Duration slowest, double crashes, Duration crashesWithin, double lostNotices) {
    /** All goes well. */
    public static final SimulatedFaults NONE = new SimulatedFaults(0, Duration.ZERO, 0, Duration.ZERO, 0);

    public SimulatedFaults {
        check("slowStarts", slowStarts);
        check("crashes", crashes);
        check("lostNotices", lostNotices);
    }

    private static void check(String name, double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException(name + " (=" + part + ") must be from 0 to 1");
        }
    }

    public SimulatedFaults slowStarts(double part, Duration upTo) {
        return new SimulatedFaults(part, upTo, crashes, crashesWithin, lostNotices);
    }

    public SimulatedFaults crashes(double part, Duration within) {
        return new SimulatedFaults(slowStarts, slowest, part, within, lostNotices);
    }

    public SimulatedFaults lostNotices(double part) {
        return new SimulatedFaults(slowStarts, slowest, crashes, crashesWithin, part);
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
