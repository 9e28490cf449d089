package dev.berth.scheduler.k8s.render;

/** Texts that have to arrive byte for byte (rule VAL-2). */
final class Literal {
    private Literal() {}

    /** Kubernetes expands {@code $(NAME)} in commands, those of probes too, arguments and variables, and takes two dollars for one. */
    static String of(String text) {
        return text.replace("$", "$$");
    }
}
