package dev.berth.scheduler.core.document;

/** Which characters may stand in a YAML text as they are. */
final class YamlCharacters {
    private YamlCharacters() {}

    /** The first character that may not; -1 when all may. */
    static int firstRefused(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isRefused(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Controls, which no YAML text may hold, and those that one version of YAML takes for line breaks and the other
     * does not: read either way, somebody's text would silently change.
     */
    static boolean isRefused(char character) {
        return (character < 0x20 && character != '\n' && character != '\r' && character != '\t')
                || (character >= 0x7f && character < 0xa0)
                || character == 0x2028
                || character == 0x2029
                || character == 0xfeff
                || character >= 0xfffe;
    }
}
