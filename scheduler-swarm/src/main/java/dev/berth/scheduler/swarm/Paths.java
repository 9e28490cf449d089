package dev.berth.scheduler.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.swarm.engine.Filter;
import dev.berth.scheduler.swarm.render.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where the Engine API has what, without its version. Pure. */
final class Paths {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{25}");
    private static final Pattern BEGINNING = Pattern.compile("[a-z0-9]{1,24}");

    /** What is told of; a task is no event to an engine. */
    private static final String TOLD = "{\"scope\":[\"swarm\"],\"type\":[\"config\",\"node\",\"secret\",\"service\"]}";

    private Paths() {}

    static boolean couldBeId(String name) {
        return ID.matcher(name).matches();
    }

    /** Whether an engine that finds no such name would take it for the beginning of an id, of whatever it may be. */
    static boolean couldBeginId(String name) {
        return BEGINNING.matcher(name).matches();
    }

    static String services(Filter filter) {
        String path = list("services", filter);
        return path + (path.contains("?") ? "&" : "?") + "status=true";
    }

    static String list(String kind, Filter filter) {
        if (filter.terms().isEmpty()) {
            return "/" + kind;
        }
        ObjectNode terms = Json.object();
        filter.terms().forEach((key, values) -> values.forEach(terms.withArray("/" + key)::add));
        return "/" + kind + "?filters=" + encoded(terms.toString());
    }

    static String update(String kind, String id, long index) {
        return "/" + kind + "/" + segment(id) + "/update?version=" + index;
    }

    static String events() {
        return "/events?filters=" + encoded(TOLD);
    }

    static String logs(String path, SwarmClient.LogOptions options) {
        StringBuilder query = new StringBuilder("/" + path + "/logs?stdout=1&stderr=1&timestamps=1&details=1");
        options.since().ifPresent(since -> query.append("&since=").append(seconds(since)));
        options.tail().ifPresent(tail -> query.append("&tail=").append(tail));
        if (options.follow()) {
            query.append("&follow=1");
        }
        return query.toString();
    }

    private static String seconds(Instant since) {
        return String.format(Locale.ROOT, "%d.%09d", since.getEpochSecond(), since.getNano());
    }

    static String segment(String text) {
        return encoded(text).replace("+", "%20");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
