package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.core.adapter.PemKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What TLS needs, of texts in PEM. Not fabric8's, which fails at an EC key in PKCS #8. */
final class Tls {
    private static final char[] PASSWORD = new char[0];

    private Tls() {}

    static SSLContext context(Identity identity) {
        try {
            TrustManagerFactory theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            theirs.init(trustStore(identity.authority()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ours(identity.credentials()), theirs.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw PemFiles.unusable(
                    "certificates and key can't be used: " + e.getClass().getSimpleName());
        }
    }

    private static KeyManager @Nullable [] ours(Credentials identity) throws GeneralSecurityException, IOException {
        if (identity.certificate().isEmpty() || identity.key().isEmpty()) {
            return null;
        }
        Pem certificate = identity.certificate().get();
        Pem key = identity.key().get();
        Certificate[] chain = certificates(certificate).toArray(new Certificate[0]);
        checkTime(certificate, chain[0]);
        PrivateKey secret = secret(key, chain[0].getPublicKey());
        KeyStore store = emptyStore();
        store.setKeyEntry("own", secret, PASSWORD, chain);
        KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(store, PASSWORD);
        return ours.getKeyManagers();
    }

    private static PrivateKey secret(Pem key, PublicKey ours) {
        try {
            return PemKey.read(key.text(), ours, "KEY");
        } catch (InvalidKeyException e) {
            throw PemFiles.unusable(key.name() + " " + e.getMessage());
        }
    }

    private static void checkTime(Pem certificate, Certificate own) {
        if (!(own instanceof X509Certificate ours)) {
            throw PemFiles.unusable(certificate.name() + " must begin with an X.509 certificate");
        }
        try {
            ours.checkValidity();
        } catch (CertificateExpiredException e) {
            throw PemFiles.unusable(certificate.name() + " has expired");
        } catch (CertificateNotYetValidException e) {
            throw PemFiles.unusable(certificate.name() + " is not valid yet; look at the clocks");
        }
    }

    /** Null stands for what Java trusts. */
    private static @Nullable KeyStore trustStore(Optional<Pem> authority) throws GeneralSecurityException, IOException {
        if (authority.isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        for (Certificate trusted : certificates(authority.get())) {
            store.setCertificateEntry("authority-" + store.size(), trusted);
        }
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Pem pem) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.text().getBytes(StandardCharsets.ISO_8859_1)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            throw PemFiles.unusable(pem.name() + " must hold certificates in PEM");
        }
        throw PemFiles.unusable(pem.name() + " must hold certificates in PEM");
    }
}
