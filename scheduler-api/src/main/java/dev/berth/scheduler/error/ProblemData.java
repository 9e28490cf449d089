package dev.berth.scheduler.error;

import java.util.Optional;

record ProblemData(
        ErrorCode code, String path, String message, Optional<String> capability, Optional<SourcePosition> position)
        implements Problem {

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
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        text.append(message);
        capability.ifPresent(name -> text.append(" [needs ").append(name).append(']'));
        return text.toString();
    }
}
