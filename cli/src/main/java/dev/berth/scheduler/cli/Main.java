package dev.berth.scheduler.cli;

import dev.berth.scheduler.cli.command.Application;
import dev.berth.scheduler.cli.command.Surroundings;
import dev.berth.scheduler.cli.console.Console;
import dev.berth.scheduler.cli.console.Interruption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The entry point of the {@code berth} command. */
public final class Main {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Interruption interruption = Interruption.install(PATIENCE);
        Map<String, String> environment = System.getenv();
        Console console = Console.system(environment, wantsColours(arguments));
        int number = application(console, environment).number(arguments);
        interruption.finish();
        if (!interruption.isRequested()) {
            System.exit(number);
        }
    }

    static Application application(Console console, Map<String, String> environment) {
        Configuration configuration = new Configuration(environment);
        return new Application(new Surroundings(
                console, configuration::open, new LocalAgents(configuration), Clock.systemUTC(), environment));
    }

    /** Needed before the arguments are parsed, because what is wrong with them is said in colours too. */
    private static boolean wantsColours(String... arguments) {
        for (String argument : arguments) {
            if (argument.equals("--no-color")) {
                return false;
            }
        }
        return true;
    }
}
