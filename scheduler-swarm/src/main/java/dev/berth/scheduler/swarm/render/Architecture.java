package dev.berth.scheduler.swarm.render;

/** Architectures: an engine tells the kernel's names, Berth speaks those of images and of all its other backends. */
final class Architecture {
    private Architecture() {}

    static String neutral(String ofEngine) {
        return switch (ofEngine) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> ofEngine;
        };
    }

    static String ofEngine(String neutral) {
        return switch (neutral) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> neutral;
        };
    }
}
