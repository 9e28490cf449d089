package dev.berth.scheduler.k8s;

import dev.berth.scheduler.k8s.KubernetesClient.LogOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Paths of requests, with their queries. Pure. */
final class Paths {
    /** So many objects in one answer: of pods, 2 MB. */
    private static final int PAGE = 500;

    private Paths() {}

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String list(String path, String fields, String selector, String continuation) {
        List<String> query = new ArrayList<>(List.of("limit=" + PAGE));
        add(query, "fieldSelector", fields);
        add(query, "labelSelector", selector);
        add(query, "continue", continuation);
        return path + "?" + String.join("&", query);
    }

    static String watch(String path, String selector, String resourceVersion) {
        List<String> query = new ArrayList<>(List.of("watch=1", "allowWatchBookmarks=true"));
        add(query, "labelSelector", selector);
        add(query, "resourceVersion", resourceVersion);
        return path + "?" + String.join("&", query);
    }

    static String log(String path, LogOptions options) {
        List<String> query = new ArrayList<>(List.of("timestamps=true"));
        add(query, "container", options.container());
        if (options.follow()) {
            query.add("follow=true");
        }
        if (options.previous()) {
            query.add("previous=true");
        }
        options.since().ifPresent(time -> add(query, "sinceTime", time.toString()));
        options.tail().ifPresent(lines -> query.add("tailLines=" + lines));
        return path + "/log?" + String.join("&", query);
    }

    private static void add(List<String> query, String name, String value) {
        if (!value.isEmpty()) {
            query.add(name + "=" + segment(value));
        }
    }
}
