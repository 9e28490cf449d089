package dev.berth.scheduler.swarm.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a list is to hold, in the words of the Engine API. Values of one key are alternatives, except labels: all must hold. */
public final class Filter {
    /** Everything. */
    public static final Filter ALL = new Filter(Map.of());

    private final Map<String, List<String>> terms;

    private Filter(Map<String, List<String>> terms) {
        this.terms = terms;
    }

    public Map<String, List<String>> terms() {
        return terms;
    }

    public Filter label(String key, String value) {
        return with("label", key + "=" + value);
    }

    /** Of services and configs: those whose name begins so; of tasks: those whose name, or that of whose service, does. */
    public Filter name(String prefix) {
        return with("name", prefix);
    }

    /** Of services and configs: those whose id begins so. */
    public Filter id(String prefix) {
        return with("id", prefix);
    }

    /** Of tasks: those of a service, by its id. */
    public Filter service(String id) {
        return with("service", id);
    }

    private Filter with(String key, String value) {
        Map<String, List<String>> more = new TreeMap<>(terms);
        List<String> values = new ArrayList<>(more.getOrDefault(key, List.of()));
        values.add(value);
        more.put(key, List.copyOf(values));
        return new Filter(Map.copyOf(more));
    }
}
