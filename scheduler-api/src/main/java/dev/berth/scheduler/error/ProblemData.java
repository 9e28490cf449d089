package dev.berth.scheduler.error;

import java.util.List;
import java.util.Optional;

record ProblemData(
        ErrorCode code, String path, String message, Optional<String> capability, Optional<SourcePosition> position)
        implements Problem {
    /** What follows the field's name in a message that begins with it: with the path before, it would stand twice. */
    private static final List<String> SAYS_ITS_FIELD =
            List.of(" (=", " must ", " has ", " is ", " are ", " can't ", " doesn't ");

    @Override
    public Problem at(SourcePosition place) {
        return new ProblemData(code, path, message, capability, Optional.of(place));
    }

    @Override
    public Problem under(String prefix) {
        String separator = path.isEmpty() || prefix.isEmpty() || path.startsWith("[") ? "" : ".";
        return new ProblemData(code, prefix + separator + path, message, capability, position);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        position.ifPresent(place -> text.append(place).append(": "));
        String last = path.substring(path.lastIndexOf('.') + 1);
        if (SAYS_ITS_FIELD.stream().anyMatch(verb -> message.startsWith(last + verb))) {
            text.append(path, 0, path.length() - last.length());
        } else if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        text.append(message);
        capability.ifPresent(name -> text.append(" [needs ").append(name).append(']'));
        return text.toString();
    }
}
