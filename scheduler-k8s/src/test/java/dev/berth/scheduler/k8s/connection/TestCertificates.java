package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.core.adapter.PemKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates and keys that are worth nothing: {@code server}, {@code misnamed}, {@code overdue}, {@code client}, {@code
 * elliptic} and {@code expired} of one {@code authority}, and {@code foreign} of a {@code stranger}.
 */
final class TestCertificates {
    private static final char[] PASSWORD = new char[0];

    private TestCertificates() {}

    static byte[] content(String name) throws IOException {
        try (InputStream content = Objects.requireNonNull(TestCertificates.class.getResourceAsStream(name), name)) {
            return content.readAllBytes();
        }
    }

    /** As kubeconfigs hold it. */
    static String data(String name) throws IOException {
        return Base64.getEncoder().encodeToString(content(name));
    }

    /** The file, which its owner alone may read. */
    static Path file(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(file, content(name));
    }

    /** A server that asks for certificates of the authority, and takes those who have none. */
    static SSLServerSocket server(String name) throws IOException {
        try {
            SSLServerSocket socket = (SSLServerSocket)
                    context(name).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            socket.setWantClientAuth(true);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static SSLContext context(String name) throws IOException, GeneralSecurityException {
        Certificate own = certificate(name);
        String text = new String(content(name + "-key.pem"), StandardCharsets.US_ASCII);
        PrivateKey key = PemKey.read(text, own.getPublicKey(), name);
        KeyStore keys = emptyStore();
        keys.setKeyEntry("own", key, PASSWORD, new Certificate[] {own});
        KeyStore trusted = emptyStore();
        trusted.setCertificateEntry("authority", certificate("authority"));
        KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(keys, PASSWORD);
        TrustManagerFactory theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        theirs.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
        return context;
    }

    private static Certificate certificate(String name) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(content(name + ".pem")));
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
