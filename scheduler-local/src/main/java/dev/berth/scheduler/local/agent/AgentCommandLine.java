package dev.berth.scheduler.local.agent;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of an agent in the background: the caller's Java and class path, with little memory. */
final class AgentCommandLine {
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:-UsePerfData",
            // An agent without memory would limp; the next command starts another that adopts what runs.
            "-XX:+ExitOnOutOfMemoryError",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    private AgentCommandLine() {}

    static List<String> of(AgentCommand command, AgentFiles files) {
        List<String> line = new ArrayList<>(detaching());
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(SMALL);
        line.add("-XX:ErrorFile=" + files.crashReport());
        line.add("-cp");
        line.add(absolute(System.getProperty("java.class.path")));
        line.add(command.mainClass());
        line.addAll(command.arguments());
        return line;
    }

    /** A session of its own: Ctrl-C in the caller's terminal and the terminal's end don't reach it. */
    private static List<String> detaching() {
        Optional<String> setsid = program("setsid");
        return setsid.isPresent()
                ? List.of(setsid.get())
                // A background job of a shell without job control ignores SIGINT and SIGQUIT, and nohup SIGHUP.
                : List.of("/bin/sh", "-c", "nohup \"$@\" 0</dev/null & exit 0", "sh");
    }

    private static Optional<String> program(String name) {
        String path = System.getenv("PATH");
        return Stream.of(
                        (path == null ? "" : path + ":").concat("/usr/bin:/bin").split(":", -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** The agent runs in another directory than its caller. */
    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
