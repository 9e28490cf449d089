package dev.berth.scheduler.local.document;

/** A stored text isn't what this backend writes. */
public final class DocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure to read, in a sentence that names what was found. */
    public static DocumentException of(String message) {
        return new DocumentException(message);
    }

    DocumentException(String message) {
        super(message);
    }
}
