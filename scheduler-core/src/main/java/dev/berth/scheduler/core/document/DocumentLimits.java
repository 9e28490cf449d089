package dev.berth.scheduler.core.document;

/**
 * What a text may hold at most; a larger one is refused, so that no input costs unbounded time or memory.
 *
 * @param bytes the size of the text, checked before it is parsed
 * @param line how many characters a line of YAML may have: the parser copies a line again and again while it grows
 * @param depth how deep lists and maps may stand in one another
 * @param values how many values and field names all documents of a text may hold
 * @param problems how many problems are told; the rest is only mentioned
 */
public record DocumentLimits(int bytes, int line, int depth, int values, int problems) {
    /** 4 MiB, lines of 262,144 characters, 64 deep, 250,000 values, 500 problems. */
    public static final DocumentLimits STANDARD = new DocumentLimits(4 << 20, 1 << 18, 64, 250_000, 500);
}
