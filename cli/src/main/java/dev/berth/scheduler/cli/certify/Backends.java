package dev.berth.scheduler.cli.certify;

import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** The backends that can be certified, by name. */
public final class Backends {
    /** Those that need nothing but this machine. */
    public static final List<String> NAMES = List.of("local", "local-agent", "sim");

    private Backends() {}

    /**
     * Opens a backend under test.
     *
     * @param name one of {@link #NAMES}, or the name of a class on the class path
     * @throws RefusedException INVALID when there is none of this name
     */
    public static BackendUnderTest open(String name) {
        return switch (name) {
            case "local" -> new LocalUnderTest();
            case "local-agent" -> new LocalAgentUnderTest();
            case "sim" -> new SimulatedUnderTest();
            default -> ofClass(name);
        };
    }

    private static BackendUnderTest ofClass(String name) {
        try {
            return Class.forName(name)
                    .asSubclass(BackendUnderTest.class)
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            throw unknown(name, e);
        } catch (InstantiationException | ClassCastException e) {
            throw unknown(name, e);
        } catch (InvocationTargetException e) {
            throw unknown(name, e.getCause() == null ? e : e.getCause());
        }
    }

    private static RefusedException unknown(String name, Throwable cause) {
        return RefusedException.invalid(
                "",
                "backend (=" + name + ") must be one of " + String.join(", ", NAMES)
                        + " or a class that is a BackendUnderTest with a public constructor without parameters: "
                        + cause);
    }
}
