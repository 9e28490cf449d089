package dev.berth.scheduler.k8s;

import dev.berth.scheduler.core.adapter.Words;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ConflictException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.NotFoundException;
import dev.berth.scheduler.error.Problem;
import dev.berth.scheduler.error.RefusedException;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.connection.ApiRefusalException;
import dev.berth.scheduler.k8s.connection.StatusObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An API server's refusals in the words of the API. Pure. */
final class KubernetesErrors {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int GONE = 410;
    private static final int TOO_LARGE = 413;
    private static final int INVALID = 422;
    private static final int TOO_MANY = 429;
    private static final int FAILURE = 500;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int TIMEOUT = 504;

    private static final Pattern NO_PERMISSION = Pattern.compile(
            "cannot (\\S+) resource \"([^\"]+)\" in API group \"([^\"]*)\"(?: in the namespace \"([^\"]+)\")?");
    private static final Pattern NO_PATH = Pattern.compile("cannot (\\S+) path \"([^\"]+)\"");

    private KubernetesErrors() {}

    static boolean isAbsent(ApiRefusalException refusal) {
        return refusal.status() == NOT_FOUND;
    }

    /** Whether there is one of this name already. */
    static boolean isTaken(ApiRefusalException refusal) {
        return refusal.status() == CONFLICT && refusal.words().reason().equals("AlreadyExists");
    }

    /** Whether it isn't the object, or the state of it, that the write was meant for: nothing was written. */
    static boolean isStale(ApiRefusalException refusal) {
        return refusal.status() == CONFLICT && refusal.words().reason().equals("Conflict");
    }

    /** Whether what was asked for lies too far back: compacted, or a token of a list that took too long. */
    static boolean isExpired(ApiRefusalException refusal) {
        return refusal.status() == GONE;
    }

    /** Whether a disruption budget forbids it just now. */
    static boolean isBudgeted(ApiRefusalException refusal) {
        return refusal.status() == TOO_MANY && refusal.words().isCausedBy("DisruptionBudget");
    }

    /** Any other refusal. A server that answers a write so has not carried it out, unless it failed itself. */
    static SchedulerException of(String what, boolean write, ApiRefusalException refusal) {
        StatusObject words = refusal.words();
        String message = what + " was refused with status " + refusal.status() + ": " + RefusalWords.shown(words);
        Effect effect = write && refusal.isFailure() ? Effect.UNKNOWN : Effect.NONE;
        if (isByAdmission(refusal)) {
            return infeasible(message);
        }
        if (isByStorage(refusal)) {
            return ContactException.unavailable(message, effect, refusal);
        }
        return switch (refusal.status()) {
            case UNAUTHORIZED ->
                ContactException.unauthorized(
                        what + " was refused: the server does not accept our token or certificate;"
                                + " it may have expired");
            case FORBIDDEN -> forbidden(what, words, message);
            case NOT_FOUND -> new NotFoundException(message);
            case CONFLICT, GONE -> new ConflictException(message);
            case INVALID, TOO_LARGE -> RefusedException.of(problems(words, message));
            case TOO_MANY, BAD_GATEWAY, UNAVAILABLE, TIMEOUT -> ContactException.unavailable(message, effect, refusal);
            default -> new BackendException(message, effect, RefusalWords.shown(words), refusal);
        };
    }

    private static SchedulerException forbidden(String what, StatusObject words, String message) {
        Optional<String> permission = permission(words.message());
        if (permission.isPresent()) {
            return ContactException.unauthorized(what + " was refused: permission is missing: " + permission.get());
        }
        boolean quota =
                words.message().contains("exceeded quota") || words.message().contains("failed quota");
        // No conflict, which would be tried again until the deadline: it may take for ever.
        boolean going = words.isCausedBy("NamespaceTerminating");
        return quota || going ? infeasible(message) : ContactException.unauthorized(message);
    }

    /** What somebody else has a say in, by whatever status: 403, 422, or one that a webhook chose. */
    private static boolean isByAdmission(ApiRefusalException refusal) {
        String message = refusal.words().message();
        return !refusal.isFailure()
                && (message.contains("admission webhook")
                        || message.contains("ValidatingAdmissionPolicy")
                        || message.contains("violates PodSecurity"));
    }

    /** When etcd is slow or has no leader, a server answers with 500 and etcd's own words. */
    private static boolean isByStorage(ApiRefusalException refusal) {
        return refusal.status() == FAILURE && refusal.words().message().contains("etcdserver: ");
    }

    private static SchedulerException infeasible(String message) {
        return RefusedException.of(List.of(Problem.of(ErrorCode.INFEASIBLE, "", message)));
    }

    private static Optional<String> permission(String message) {
        Matcher path = NO_PATH.matcher(message);
        Matcher resource = NO_PERMISSION.matcher(message);
        if (path.find()) {
            return Optional.of(Words.shown(path.group(1) + " on " + path.group(2)));
        }
        return resource.find() ? Optional.of(permission(resource)) : Optional.empty();
    }

    private static String permission(Matcher found) {
        String group = found.group(3).isEmpty() ? "" : "." + found.group(3);
        String where = found.group(4) == null ? " of the whole cluster" : " in namespace " + found.group(4);
        return Words.shown(found.group(1) + " on " + found.group(2) + group + where);
    }

    private static List<Problem> problems(StatusObject words, String message) {
        List<Problem> problems = words.causes().stream()
                .map(cause -> Problem.of(
                        ErrorCode.INVALID, cause.field(), Words.shown(RefusalWords.withoutValue(cause.message()))))
                .toList();
        return problems.isEmpty() ? List.of(Problem.of(ErrorCode.INVALID, "", message)) : problems;
    }
}
