package dev.berth.scheduler.benchmarks.swarm;

import java.util.regex.Pattern;

/**
 * A request that was seen on its way to an engine.
 *
 * @param what method and path without version, query and ids: {@code GET /services}
 * @param at when, by {@link System#nanoTime}
 */
record Request(String what, long at) {
    private static final Pattern VERSION = Pattern.compile("^/v[0-9.]+(?=/)");
    private static final Pattern ID = Pattern.compile("/[0-9a-z]{25}(?=/|$)");

    /**
     * Of the first line of a request.
     *
     * @param line {@code METHOD PATH HTTP/1.1}
     */
    static Request of(String line, long at) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("request (=" + line + ") must be a method, a path and a version");
        }
        int query = words[1].indexOf('?');
        String path = query < 0 ? words[1] : words[1].substring(0, query);
        String plain = VERSION.matcher(path).replaceFirst("");
        return new Request(words[0] + " " + ID.matcher(plain).replaceAll("/ID"), at);
    }
}
