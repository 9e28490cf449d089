package dev.berth.scheduler.core.adapter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of texts, as UTF-8. Pure. */
public final class Sha256 {
    /** 130 bits. */
    private static final int LENGTH = 26;

    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS_OF_DIGIT = 5;

    private Sha256() {}

    /** As part of a name: 26 characters of lower-case Base32, which every name may have. */
    public static String name(String text) {
        byte[] digest = of(text);
        StringBuilder name = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            name.append(DIGITS.charAt(digit(digest, i * BITS_OF_DIGIT)));
        }
        return name.toString();
    }

    private static int digit(byte[] digest, int bit) {
        int window = (digest[bit / 8] & 0xff) << 8 | (digest[bit / 8 + 1] & 0xff);
        return window >> (16 - BITS_OF_DIGIT - bit % 8) & 0x1f;
    }

    /** 32 bytes. */
    public static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
