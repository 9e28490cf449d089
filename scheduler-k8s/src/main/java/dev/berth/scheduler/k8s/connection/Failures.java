package dev.berth.scheduler.k8s.connection;

import com.fasterxml.jackson.core.JacksonException;
import dev.berth.scheduler.core.adapter.TlsWords;
import dev.berth.scheduler.core.adapter.Words;
import dev.berth.scheduler.error.BackendException;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.k8s.api.UnexpectedAnswerException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What it means when an exchange broke: what may have been done, what may be tried next, and a sentence about it. Pure. */
final class Failures {
    private Failures() {}

    static ExchangeException of(Exchange exchange, boolean answered, @Nullable Throwable cause) {
        if (cause instanceof DeadlineException
                || cause instanceof CancellationException
                || (cause instanceof IOException && exchange.call().isCancelled())) {
            return ExchangeException.last(ended(exchange, answered));
        }
        if (cause instanceof SSLException tls && isAboutTrust(tls)) {
            return ExchangeException.last(untrusted(exchange, tls));
        }
        if (cause instanceof IOException failure) {
            return isUnreached(failure) ? unreachable(exchange, failure) : lost(exchange, answered, failure);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return ExchangeException.last(
                new BackendException(exchange + " failed: " + cause, effect(exchange), "", cause));
    }

    /** A stream that was cut off, or made no sense. */
    static SchedulerException ofStream(Exchange exchange, IOException failure) {
        String reason = Words.shown(reason(failure));
        return isGarbage(failure)
                ? new BackendException(exchange + " told what no API server does: " + reason, Effect.NONE, "", failure)
                : ContactException.unavailable(exchange + " was cut off: " + reason, Effect.NONE, failure);
    }

    private static SchedulerException ended(Exchange exchange, boolean answered) {
        Effect effect = answered && !exchange.request().isWrite() ? Effect.NONE : effect(exchange);
        return exchange.call().isCancelled() || Thread.currentThread().isInterrupted()
                ? ContactException.cancelled(exchange + " was cancelled", effect)
                : ContactException.timeout(exchange + " was not answered in time", effect);
    }

    private static Effect effect(Exchange exchange) {
        return exchange.effect();
    }

    private static boolean isUnreached(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException;
    }

    private static ExchangeException unreachable(Exchange exchange, IOException failure) {
        boolean begun = exchange.isBegun();
        Effect effect = begun && exchange.request().isWrite() ? Effect.UNKNOWN : Effect.NONE;
        boolean unknown = isUnknownHost(failure);
        SchedulerException reason = ContactException.unavailable(
                exchange.session().server() + " can't be reached: "
                        + (unknown ? "no such host" : Words.shown(connectReason(failure))),
                effect,
                failure);
        return unknown ? ExchangeException.last(reason) : ExchangeException.unreached(reason);
    }

    private static boolean isUnknownHost(IOException failure) {
        return failure instanceof UnknownHostException
                || failure.getCause() instanceof UnresolvedAddressException
                || (failure.getCause() != null && failure.getCause().getCause() instanceof UnresolvedAddressException);
    }

    private static String connectReason(IOException failure) {
        String message = failure.getMessage();
        return message == null || message.isEmpty() ? "connection refused" : message;
    }

    private static boolean isGarbage(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return (failure instanceof JacksonException && !isCut(failure))
                || failure instanceof UnexpectedAnswerException
                || failure instanceof ProtocolException
                || message.contains("Invalid status line");
    }

    /** JSON that ends in the middle was cut by whoever sent it so. */
    private static boolean isCut(IOException failure) {
        return failure instanceof com.fasterxml.jackson.core.io.JsonEOFException;
    }

    private static ExchangeException lost(Exchange exchange, boolean answered, IOException failure) {
        Effect effect = effect(exchange);
        if (isGarbage(failure)) {
            return ExchangeException.last(new BackendException(
                    exchange + " was answered with what no API server says: " + Words.shown(reason(failure)),
                    effect,
                    "",
                    failure));
        }
        String state = effect == Effect.UNKNOWN ? "; whether it was done is not known" : "";
        SchedulerException reason = ContactException.unavailable(
                exchange + " got no whole answer: " + Words.shown(reason(failure)) + state, effect, failure);
        return answered || exchange.request().isWrite()
                ? ExchangeException.last(reason)
                : ExchangeException.unreached(reason);
    }

    private static boolean isAboutTrust(SSLException failure) {
        String message = String.valueOf(failure.getMessage());
        return (failure instanceof SSLHandshakeException && !message.contains("terminated"))
                || message.contains("certificate")
                || message.contains("SSL/TLS record")
                || message.contains("Unsupported or unrecognized SSL message");
    }

    /** An alert is the other side's word on our certificate; all else is ours on theirs. */
    private static SchedulerException untrusted(Exchange exchange, SSLException failure) {
        String message = TlsWords.of(failure);
        return TlsWords.isRefusedByServer(failure)
                ? ContactException.unauthorized(
                        exchange.session().server() + " doesn't accept our certificate: " + message)
                : ContactException.unavailable(
                        exchange.session().server() + " can't be trusted: " + message, Effect.NONE, failure);
    }

    private static String reason(Throwable failure) {
        String message = failure instanceof JacksonException json ? json.getOriginalMessage() : failure.getMessage();
        return message == null || message.isEmpty() ? failure.getClass().getSimpleName() : message;
    }
}
