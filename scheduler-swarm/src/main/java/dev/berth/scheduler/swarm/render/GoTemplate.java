package dev.berth.scheduler.swarm.render;

/**
 * Texts in fields that an engine expands as Go templates before it starts a container: variables, the sources and targets
 * of mounts, the host name. Nothing else is expanded, arguments and labels neither.
 */
public final class GoTemplate {
    private static final String OPENING = "{{";

    /** An action that prints a text constant: the two braces themselves. */
    private static final String ESCAPED = "{{\"{{\"}}";

    private GoTemplate() {}

    /**
     * What an engine expands to exactly {@code text}. Only two opening braces begin an action, and from the left: of an
     * odd number the last one stays, after an action, where it means nothing.
     */
    public static String literal(String text) {
        return text.replace(OPENING, ESCAPED);
    }
}
