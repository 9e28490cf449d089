package dev.berth.scheduler.benchmarks.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** The peer of a command: the smallest Java program, started the fastest way, with the class data of the JDK shared. */
final class HelloWorld {
    private final Path directory;

    private HelloWorld(Path directory) {
        this.directory = directory;
    }

    static HelloWorld compile(Path directory) throws IOException {
        Path source = Files.writeString(
                directory.resolve("Hello.java"),
                "class Hello { public static void main(String[] words) { System.out.println(\"hello\"); } }");
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
        if (code != 0) {
            throw new IllegalStateException("javac ended with " + code);
        }
        return new HelloWorld(directory);
    }

    long run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        directory.toString(),
                        "Hello")
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"));
        long begin = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("the hello world ended with " + code);
        }
        return System.nanoTime() - begin;
    }
}
