package dev.berth.scheduler.swarm.connection;

import dev.berth.scheduler.core.adapter.PemKey;
import dev.berth.scheduler.error.ContactException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
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
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Files for mutual TLS, in PEM.
 *
 * @param authority whose certificates are trusted, and no others
 * @param certificate ours, and those between it and the authority
 * @param key of our certificate; only its owner may read the file
 */
public record TlsFiles(Path authority, Path certificate, Path key) {
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /**
     * Reads them.
     *
     * @throws ContactException when one of them is of no use, with what to do about it and nothing of its content
     */
    SSLContext context() {
        try {
            char[] password = new char[0];
            KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            ours.init(ownStore(password), password);
            TrustManagerFactory theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            theirs.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("the files for TLS can't be used: " + e.getClass().getSimpleName());
        }
    }

    private KeyStore ownStore(char[] password) throws GeneralSecurityException, IOException {
        Certificate[] chain = certificates("tls.certificate", certificate).toArray(new Certificate[0]);
        if (!(chain[0] instanceof X509Certificate own)) {
            throw unusable("tls.certificate (=" + certificate + ") must begin with an X.509 certificate");
        }
        try {
            own.checkValidity();
        } catch (CertificateExpiredException e) {
            throw unusable("tls.certificate (=" + certificate + ") has expired");
        } catch (CertificateNotYetValidException e) {
            throw unusable("tls.certificate (=" + certificate + ") is not valid yet; look at the clocks");
        }
        PrivateKey secret = secret(own.getPublicKey());
        KeyStore store = emptyStore();
        store.setKeyEntry("own", secret, password, chain);
        return store;
    }

    private PrivateKey secret(PublicKey ours) {
        try {
            return PemKey.read(text("tls.key", key, true), ours, key.toString());
        } catch (InvalidKeyException e) {
            throw unusable("tls.key (=" + key + ") " + e.getMessage());
        }
    }

    private KeyStore trustStore() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (Certificate trusted : certificates("tls.authority", authority)) {
            store.setCertificateEntry("authority-" + store.size(), trusted);
        }
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String name, Path file) {
        Collection<? extends Certificate> found;
        try (InputStream content =
                new ByteArrayInputStream(text(name, file, false).getBytes(StandardCharsets.ISO_8859_1))) {
            found = CertificateFactory.getInstance("X.509").generateCertificates(content);
        } catch (CertificateException | IOException e) {
            throw unusable(name + " (=" + file + ") must hold certificates in PEM");
        }
        if (found.isEmpty()) {
            throw unusable(name + " (=" + file + ") must hold certificates in PEM");
        }
        return found;
    }

    private static String text(String name, Path file, boolean secret) {
        try {
            if (secret && isReadByOthers(file)) {
                throw unusable(name + " (=" + file + ") can be read by others than its owner: chmod 600 " + file);
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw unusable(name + " (=" + file + ") is not there");
        } catch (IOException e) {
            throw unusable(
                    name + " (=" + file + ") can't be read: " + e.getClass().getSimpleName());
        }
    }

    private static boolean isReadByOthers(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Set<PosixFilePermission> others = Files.getPosixFilePermissions(file);
        others.retainAll(OF_OTHERS);
        return !others.isEmpty();
    }

    static ContactException unusable(String message) {
        return ContactException.unauthorized(message);
    }
}
