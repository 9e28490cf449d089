package dev.berth.scheduler.local.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS without any check of who answers, as {@code ProbeCheck.Scheme} says: a probe asks its own instance by address, for
 * which there are no certificates, and sends nothing that is secret. For probes only.
 */
final class TrustEverybody extends X509ExtendedTrustManager {
    private static final X509Certificate[] NO_ISSUERS = {};

    private TrustEverybody() {}

    /** Loaded with the first HTTPS probe, as TLS costs megabytes. */
    private static final class Factory {
        static final SSLSocketFactory INSTANCE = create();

        private static SSLSocketFactory create() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new TrustEverybody()}, null);
                return context.getSocketFactory();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JVM has no TLS", e);
            }
        }
    }

    static Socket secure(Socket connected, String address, int port) throws IOException {
        return Factory.INSTANCE.createSocket(connected, address, port, true);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return NO_ISSUERS.clone();
    }
}
