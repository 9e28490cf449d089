package dev.berth.scheduler.local.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The launcher as a script for perl, which hands over to the one for the shell when the JVM is gone. */
final class PerlLauncher implements LauncherProgram {
    private final String perl;
    private final ShellLauncher guard;
    private final ProcessDirectory directory;

    PerlLauncher(String perl, ShellLauncher guard, ProcessDirectory directory) {
        this.perl = perl;
        this.guard = guard;
        this.directory = directory;
    }

    @Override
    public List<String> install(long logBytes, String generation) throws IOException {
        // What the names of records are names of; it is made before the launcher, which writes nothing on its own
        // account.
        directory.write(directory.root().resolve("blank"), new byte[0]);
        List<String> command = new ArrayList<>(List.of(
                perl,
                LauncherProgram.write("launcher.pl", directory).toString(),
                directory.root().toString(),
                directory.logs().toString()));
        command.addAll(guard.script(logBytes, generation));
        return command;
    }

    /** Words that each end with NUL, which no word holds; a list comes after its length. */
    @Override
    public byte[] batch(List<Launch> launches) {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        launches.forEach(launch -> write(words, launch));
        return words.toByteArray();
    }

    private void write(ByteArrayOutputStream words, Launch launch) {
        word(words, launch.name().toString());
        word(words, launch.workingDirectory());
        word(words, directory.log(launch.name().instance(), LogStream.OUT).toString());
        word(words, directory.log(launch.name().instance(), LogStream.ERR).toString());
        list(
                words,
                launch.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
        list(
                words,
                launch.attached().secrets().entrySet().stream()
                        .map(secret -> secret.getKey() + "=" + secret.getValue())
                        .toList());
        list(
                words,
                launch.attached().mounts().stream()
                        .flatMap(
                                mount -> Stream.of(mount.source(), mount.target(), mount.readOnly() ? "read" : "write"))
                        .toList());
        List<String> command = new ArrayList<>(List.of(launch.executable()));
        command.addAll(launch.arguments());
        list(words, command);
    }

    private static void list(ByteArrayOutputStream words, List<String> list) {
        word(words, Integer.toString(list.size()));
        list.forEach(word -> word(words, word));
    }

    private static void word(ByteArrayOutputStream words, String word) {
        words.writeBytes(word.getBytes(StandardCharsets.UTF_8));
        words.write(0);
    }
}
