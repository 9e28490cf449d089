package dev.berth.scheduler.swarm.connection;

import com.fasterxml.jackson.core.JacksonException;
import dev.berth.scheduler.core.adapter.TlsWords;
import dev.berth.scheduler.core.adapter.Words;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.swarm.connection.AttemptException.Next;
import dev.berth.scheduler.swarm.engine.UnexpectedAnswerException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** What it means when an exchange broke: what may have been done, what may be tried next, and a sentence about it. Pure. */
final class Failures {
    private Failures() {}

    static AttemptException of(Exchange exchange, URI host, IOException failure) {
        if (!exchange.body().isBegun()) {
            return new AttemptException(Next.OTHER_MANAGER, unreachable(host, failure));
        }
        if (failure instanceof SSLException && isAlert(failure)) {
            return new AttemptException(Next.OTHER_MANAGER, untrusted(host, failure));
        }
        Effect effect = effect(exchange, failure);
        SchedulerException lost = lost(exchange, host, failure, effect);
        if (exchange.isAnswered() || effect == Effect.UNKNOWN || isGarbage(failure)) {
            return new AttemptException(Next.NONE, lost);
        }
        return new AttemptException(exchange.lane().isUsed() ? Next.SAME_MANAGER : Next.OTHER_MANAGER, lost);
    }

    /** A stream that was cut off, or made no sense. */
    static SchedulerException ofStream(String what, Exception failure) {
        String reason = Words.shown(reason(failure));
        return failure instanceof IOException broken && !isGarbage(broken)
                ? ContactException.unavailable(what + " was cut off: " + reason, Effect.NONE, failure)
                : new BackendException(what + " told what no Docker Engine does: " + reason, Effect.NONE, "", failure);
    }

    /** Whether a request that was begun may have been carried out. */
    private static Effect effect(Exchange exchange, IOException failure) {
        if (!exchange.request().isWrite()) {
            return Effect.NONE;
        }
        return !exchange.isAnswered() && exchange.body().isSmall() && isUnwritable(failure)
                ? Effect.NONE
                : Effect.UNKNOWN;
    }

    /** Only a write fails so, and one that failed has left nothing with the other side: it had closed before. */
    private static boolean isUnwritable(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("Broken pipe");
    }

    private static boolean isGarbage(IOException failure) {
        return failure instanceof JacksonException
                || failure instanceof UnexpectedAnswerException
                || (failure instanceof MalformedChunkCodingException && !(failure instanceof TruncatedChunkException))
                || failure instanceof ClientProtocolException
                || failure.getCause() instanceof HttpException;
    }

    private static SchedulerException lost(Exchange exchange, URI host, IOException failure, Effect effect) {
        String what = exchange.request() + " at " + host;
        if (isGarbage(failure)) {
            return new BackendException(
                    what + " was answered with what no Docker Engine says: " + Words.shown(reason(failure)),
                    effect,
                    "",
                    failure);
        }
        String state = effect == Effect.UNKNOWN ? "; whether it was done is not known" : "";
        if (exchange.lane().isTls() && !exchange.lane().isUsed() && !exchange.isAnswered()) {
            // Its alert is lost where it closes while we still write.
            state += "; a server leaves like this, too, that doesn't accept our certificate";
        }
        return ContactException.unavailable(
                what + " got no whole answer: " + Words.shown(reason(failure)) + state, effect, failure);
    }

    private static SchedulerException unreachable(URI host, IOException failure) {
        if (failure instanceof SSLException) {
            return untrusted(host, failure);
        }
        String reason = reason(failure);
        if (reason.contains("Permission denied")) {
            return ContactException.unauthorized(
                    host + " may not be opened by this user; whoever may is root or in the group of the socket");
        }
        if (failure instanceof UnknownHostException) {
            reason = "no such host";
        } else if (failure instanceof ConnectException && reason.isEmpty()) {
            reason = "connection refused";
        }
        return ContactException.unavailable(host + " can't be reached: " + Words.shown(reason), Effect.NONE, failure);
    }

    private static boolean isAlert(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("fatal alert") || message.contains("certificate");
    }

    /** An alert is the other side's word on our certificate; all else is ours on theirs. */
    private static SchedulerException untrusted(URI host, IOException failure) {
        String message = TlsWords.of(failure);
        return TlsWords.isRefusedByServer(failure)
                ? ContactException.unauthorized(host + " doesn't accept our certificate: " + message)
                : ContactException.unavailable(host + " can't be trusted: " + message, Effect.NONE, failure);
    }

    private static String reason(Throwable failure) {
        String message = failure instanceof JacksonException json ? json.getOriginalMessage() : failure.getMessage();
        return message == null || message.isEmpty() ? failure.getClass().getSimpleName() : message;
    }
}
