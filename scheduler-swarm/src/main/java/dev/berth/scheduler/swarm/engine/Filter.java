package dev.berth.scheduler.swarm.engine;

import java.util.ArrayList;
import java.util.Collection;
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
        return with("label", List.of(key + "=" + value));
    }

    /** Of services and configs: those whose name begins so; of tasks: those whose name, or that of whose service, does. */
    public Filter name(String prefix) {
        return names(List.of(prefix));
    }

    public Filter names(Collection<String> prefixes) {
        return with("name", prefixes);
    }

    /** Of services and configs: those whose id begins so. */
    public Filter id(String prefix) {
        return with("id", List.of(prefix));
    }

    /** Of tasks: those of a service, by its id. */
    public Filter service(String id) {
        return services(List.of(id));
    }

    public Filter services(Collection<String> ids) {
        return with("service", ids);
    }

    /** Without values all is as it was. */
    private Filter with(String key, Collection<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, List<String>> all = new TreeMap<>(terms);
        List<String> values = new ArrayList<>(all.getOrDefault(key, List.of()));
        values.addAll(more);
        all.put(key, List.copyOf(values));
        return new Filter(Map.copyOf(all));
    }
}
