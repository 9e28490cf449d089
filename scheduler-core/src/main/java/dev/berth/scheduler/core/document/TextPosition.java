package dev.berth.scheduler.core.document;

/** Line and column, both from 1. */
record TextPosition(int line, int column) {
    /** The position of the character at {@code index}. */
    static TextPosition of(CharSequence text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new TextPosition(line, index - lineStart + 1);
    }
}
