package dev.berth.scheduler.core.adapter;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.jspecify.annotations.Nullable;

/** Why two sides don't trust each other, in words that say what to look at. Pure. */
public final class TlsWords {
    private TlsWords() {}

    /** Whether it is the other side that broke off; newer JDKs put the alert's name before these words. */
    public static boolean isRefusedByServer(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("Received fatal alert");
    }

    public static String of(Throwable failure) {
        for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof CertificateExpiredException) {
                return "its certificate has expired";
            }
            if (one instanceof CertificateNotYetValidException) {
                return "its certificate is not valid yet; look at the clocks";
            }
        }
        String message = String.valueOf(failure.getMessage());
        if (message.contains("unable to find valid certification path") || message.contains("PKIX path")) {
            return "its certificate was not made by an authority that is trusted here";
        }
        if (message.contains("No subject alternative")
                || message.contains("No name matching")
                || message.contains("doesn't match any of the subject alternative names")) {
            return "its certificate is not for this host: " + Words.shown(message);
        }
        if (message.contains("plaintext connection") || message.contains("Unsupported or unrecognized SSL message")) {
            return "it doesn't speak TLS";
        }
        return Words.shown(message);
    }
}
