package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.cli.certify.kubernetes.KubernetesCluster;
import dev.berth.scheduler.cli.certify.lab.LabUnderTest;
import dev.berth.scheduler.cli.certify.swarm.SwarmCluster;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;

/** The backends that can be certified, by name. */
public final class Backends {
    /** Those that need nothing but this machine. */
    public static final List<String> NAMES = List.of("local", "local-agent", "sim");

    /** Those of a lab that has to be up. */
    public static final List<String> LABS = List.of("swarm", "kubernetes");

    private Backends() {}

    /**
     * Opens a backend under test.
     *
     * @param name one of {@link #NAMES} or {@link #LABS}, or the name of a class on the class path
     * @throws RefusedException INVALID when there is none of this name
     * @throws BackendException when there is, and its constructor throws
     */
    public static BackendUnderTest open(String name) {
        return switch (name) {
            case "local" -> new LocalUnderTest();
            case "local-agent" -> new LocalAgentUnderTest();
            case "sim" -> new SimulatedUnderTest();
            case "swarm" -> new LabUnderTest(SwarmCluster.find());
            case "kubernetes" -> new LabUnderTest(KubernetesCluster.find());
            default -> ofClass(name);
        };
    }

    /**
     * Looks whether all of them could be opened, so that nobody waits for the first to learn of the last.
     *
     * @throws RefusedException INVALID with each name of which there is none
     */
    public static void require(List<String> names) {
        List<Problem> problems = names.stream()
                .distinct()
                .filter(name -> !NAMES.contains(name) && !LABS.contains(name))
                .flatMap(name -> problem(name).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw RefusedException.of(problems);
        }
    }

    private static Optional<Problem> problem(String name) {
        try {
            Constructor<? extends BackendUnderTest> unused = constructor(name);
            return Optional.empty();
        } catch (ReflectiveOperationException | ClassCastException e) {
            return Optional.of(unknown(name, e));
        } catch (LinkageError e) {
            return Optional.of(unusable(name, e));
        }
    }

    /** Without running anything of the class: what it does when it is made is its own affair. */
    private static Constructor<? extends BackendUnderTest> constructor(String name)
            throws ClassNotFoundException, NoSuchMethodException {
        return Class.forName(name, false, Backends.class.getClassLoader())
                .asSubclass(BackendUnderTest.class)
                .getConstructor();
    }

    private static BackendUnderTest ofClass(String name) {
        try {
            return constructor(name).newInstance();
        } catch (InvocationTargetException e) {
            throw failed(name, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw RefusedException.of(List.of(unknown(name, e)));
        } catch (LinkageError e) {
            throw failed(name, e);
        }
    }

    /** There is such a class, and something is wrong with it. */
    private static BackendException failed(String name, Throwable cause) {
        Throwable reason =
                cause instanceof ExceptionInInitializerError && cause.getCause() != null ? cause.getCause() : cause;
        StackTraceElement[] trace = reason.getStackTrace();
        return new BackendException(
                "backend " + name + " can't be made: " + reason + (trace.length == 0 ? "" : " at " + trace[0]),
                Effect.NONE,
                "",
                cause);
    }

    private static Problem unusable(String name, LinkageError cause) {
        return Problem.of(
                ErrorCode.INVALID, "", "backend (=" + name + ") must be a class that can be loaded: " + cause);
    }

    private static Problem unknown(String name, Throwable cause) {
        return Problem.of(
                ErrorCode.INVALID,
                "",
                "backend (=" + name + ") must be one of " + String.join(", ", NAMES) + ", " + String.join(", ", LABS)
                        + " or a class that is a BackendUnderTest with a public constructor without parameters: "
                        + cause);
    }
}
