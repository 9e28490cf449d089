package dev.berth.scheduler.benchmarks.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request that was seen on its way to an API server.
 *
 * @param what its method and the plural of its kind, such as {@code GET deployments}; of others the path
 */
record ApiCall(String what) {
    private static final Pattern OBJECTS =
            Pattern.compile("^/(?:api|apis/[^/]+)/v[^/]+/(?:namespaces/[^/]+/)?([a-z]+)(?:/[^/]+(/[a-z]+)?)?$");

    /**
     * Of the first line of a request.
     *
     * @param line {@code METHOD PATH HTTP/1.1}
     */
    static ApiCall of(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("request (=" + line + ") must be a method, a path and a version");
        }
        int query = words[1].indexOf('?');
        String path = query < 0 ? words[1] : words[1].substring(0, query);
        Matcher object = OBJECTS.matcher(path);
        String kind = object.matches() ? object.group(1) + (object.group(2) == null ? "" : object.group(2)) : path;
        return new ApiCall(words[0] + " " + kind);
    }

    /** {@code 100 POST configmaps, 1 GET /version}. */
    static String byKind(List<ApiCall> calls) {
        Map<String, Integer> kinds = new TreeMap<>();
        calls.forEach(call -> kinds.merge(call.what(), 1, Integer::sum));
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }
}
