package dev.berth.scheduler.error;

/**
 * A place in an input text.
 *
 * @param source the file or stream, as the user named it
 * @param line the line, from 1
 * @param column the column in characters, from 1
 */
public record SourcePosition(String source, int line, int column) {
    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
