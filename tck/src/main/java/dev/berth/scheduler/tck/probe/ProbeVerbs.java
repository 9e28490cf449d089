package dev.berth.scheduler.tck.probe;

import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.Task;
import dev.berth.scheduler.status.Termination;
import java.util.List;
import java.util.Optional;

/**
 * What a probe does first, read out of the task that runs it.
 *
 * @param words in their order
 */
public record ProbeVerbs(List<String> words) {
    /** How a probe ends that is told to by TERM and has no other answer to it. */
    public static final int CODE_WHEN_TERMINATED = 143;

    private static final String EXIT = "exit:";
    private static final String KILL = "kill:";

    public ProbeVerbs {
        words = List.copyOf(words);
    }

    /** Those of a task; empty when it runs no probe. */
    public static Optional<ProbeVerbs> of(Task task) {
        List<String> arguments = arguments(task.artifacts().get(0));
        int script = arguments.indexOf(ProbeScript.TEXT);
        if (script < 0) {
            return Optional.empty();
        }
        List<String> rest = arguments.subList(script + 2, arguments.size());
        int end = rest.indexOf("--");
        return Optional.of(new ProbeVerbs(end < 0 ? rest : rest.subList(0, end)));
    }

    private static List<String> arguments(Artifact artifact) {
        return switch (artifact.kind()) {
            case PROCESS -> ((ProcessArtifact) artifact).arguments();
            case IMAGE -> ((ImageArtifact) artifact).arguments();
        };
    }

    /** Whether it answers a signal with an end of its own. */
    public boolean answersSignals() {
        return words.stream().anyMatch(word -> word.startsWith("on:"));
    }

    /** The code it ends with by itself; empty when it goes on. */
    public Optional<Integer> exitCode() {
        return words.stream()
                .filter(word -> word.startsWith(EXIT))
                .map(word -> Integer.valueOf(word.substring(EXIT.length())))
                .findFirst();
    }

    /** The end that a verb makes; empty when it makes none. */
    public static Optional<Termination> end(String verb) {
        if (verb.startsWith(EXIT)) {
            return Optional.of(Termination.exited(Integer.parseInt(verb.substring(EXIT.length())), Optional.empty()));
        }
        return verb.startsWith(KILL)
                ? Optional.of(Termination.signalled(verb.substring(KILL.length()), Optional.empty()))
                : Optional.empty();
    }
}
