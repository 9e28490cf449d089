package dev.berth.scheduler.core.adapter;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys in PEM. Java reads PKCS#8 only; the older forms lack the name of the algorithm, which our certificate has.
 * Pure.
 */
public final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((RSA |EC )?PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION_0 = {2, 1, 0};

    private PemKey() {}

    /**
     * Reads a key.
     *
     * @param file how a hint names what {@code text} is the content of
     * @param ours the public key of our certificate
     * @throws InvalidKeyException when it isn't one that can be used; its message goes on after the name of the key
     */
    public static PrivateKey read(String text, PublicKey ours, String file) throws InvalidKeyException {
        Matcher block = BLOCK.matcher(text);
        if (text.contains("ENCRYPTED")) {
            throw new InvalidKeyException("has a password, and there is nobody to ask for it: openssl pkey -in " + file
                    + " -out unlocked.pem makes one without");
        }
        if (!block.find()) {
            throw new InvalidKeyException(
                    "must be a private key in PEM: openssl pkey -in " + file + " -out key.pem makes one");
        }
        try {
            byte[] content = Base64.getMimeDecoder().decode(block.group(3));
            byte[] encoded = block.group(2) == null ? content : wrapped(inner(block.group(2), content), ours);
            return KeyFactory.getInstance(ours.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new InvalidKeyException(
                    "must be the private key of our certificate, which is one of " + ours.getAlgorithm());
        }
    }

    /** SEC 1 may name the curve again, which Java refuses within PKCS#8: its version and the key are enough. */
    private static byte[] inner(String kind, byte[] key) {
        if (!kind.startsWith("EC")) {
            return key;
        }
        int start = contentStart(key, 0);
        return element(SEQUENCE, Arrays.copyOfRange(key, start, end(key, end(key, start))));
    }

    private static int end(byte[] der, int at) {
        return contentStart(der, at) + length(der, at);
    }

    /** PKCS#8 is a version, the algorithm and the key as PKCS#1 or SEC 1 have it. */
    private static byte[] wrapped(byte[] key, PublicKey ours) {
        return element(SEQUENCE, VERSION_0, algorithm(ours.getEncoded()), element(OCTETS, key));
    }

    /** The first element within the element that a public key is. */
    private static byte[] algorithm(byte[] publicKey) {
        int start = contentStart(publicKey, 0);
        return Arrays.copyOfRange(publicKey, start, end(publicKey, start));
    }

    private static int contentStart(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = at + 2; i < contentStart(der, at); i++) {
            length = (length << 8) | (der[i] & 0xff);
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            body.writeBytes(content);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (body.size() < 0x80) {
            all.write(body.size());
        } else {
            all.write(0x82);
            all.write(body.size() >> 8);
            all.write(body.size());
        }
        all.writeBytes(body.toByteArray());
        return all.toByteArray();
    }
}
