package dev.berth.scheduler.cli;

import picocli.CommandLine.Command;

/** {@code berth version}: which Berth this is and which Java runs it. */
@Command(name = "version", description = "Prints the version of Berth and of the Java that runs it.")
final class VersionCommand implements Runnable {
    @Override
    public void run() {
        System.out.println("berth " + VersionProvider.version());
        System.out.println("java " + Runtime.version());
    }
}
