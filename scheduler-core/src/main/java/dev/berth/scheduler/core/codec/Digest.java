package dev.berth.scheduler.core.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of canonical texts; the prefix says how they were made, so that another way can stand beside this one. */
final class Digest {
    private static final String PREFIX = "v1:sha256:";

    private Digest() {}

    static String of(byte[] canonical) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical);
            return PREFIX + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
