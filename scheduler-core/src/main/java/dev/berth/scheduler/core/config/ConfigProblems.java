package dev.berth.scheduler.core.config;

import com.typesafe.config.ConfigOrigin;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SourcePosition;
import java.util.ArrayList;
import java.util.List;

/** Everything wrong with a configuration, with file and line where those are known (rule CFG-1). */
final class ConfigProblems {
    private final List<Problem> problems = new ArrayList<>();

    void add(String path, String message, ConfigOrigin origin) {
        Problem problem = Problem.invalid(path, message);
        problems.add(origin.lineNumber() > 0 ? problem.at(position(origin)) : problem);
    }

    void add(String path, String message) {
        problems.add(Problem.invalid(path, message));
    }

    private static SourcePosition position(ConfigOrigin origin) {
        String resource = origin.resource() != null ? origin.resource() : "text";
        return new SourcePosition(origin.filename() != null ? origin.filename() : resource, origin.lineNumber(), 1);
    }

    void refuseIfAny() {
        if (!problems.isEmpty()) {
            throw refusal();
        }
    }

    RefusedException refusal() {
        return RefusedException.of(problems);
    }
}
