package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.spec.Affinity;
import dev.berth.scheduler.spec.NodeAttribute;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Affinity to the pods of workloads, this one among them. */
public final class PodAffinityForm {
    private final Map<String, String> own;

    private PodAffinityForm(Map<String, String> own) {
        this.own = own;
    }

    /** @param own labels of the pods, of which the owner's is every workload's */
    static ObjectNode affinity(WorkloadSpec spec, Map<String, String> own) {
        return new PodAffinityForm(own).of(spec.placement().affinities());
    }

    static ObjectNode antiAffinity(WorkloadSpec spec, Map<String, String> own) {
        List<Affinity> all = new ArrayList<>(spec.placement().antiAffinities());
        Affinity itself = Affinity.required(spec.id(), NodeAttribute.HOSTNAME);
        boolean said = all.stream().anyMatch(affinity -> isAlone(spec, affinity));
        if (spec.placement().maximumPerNode().orElse(0) == 1 && !said) {
            all.add(itself);
        }
        return new PodAffinityForm(own).of(all);
    }

    /** Whether this anti-affinity keeps each instance on a node without another one of the same workload. */
    public static boolean isAlone(WorkloadSpec spec, Affinity against) {
        return against.required() && against.workload().equals(spec.id()) && NodeKeys.isOneNode(against.topology());
    }

    private ObjectNode of(List<Affinity> affinities) {
        ArrayNode required = Json.array();
        ArrayNode preferred = Json.array();
        for (Affinity affinity : affinities) {
            if (affinity.required()) {
                required.add(term(affinity));
            } else {
                ObjectNode weighted = Json.object().put("weight", affinity.weight());
                preferred.add(weighted.set("podAffinityTerm", term(affinity)));
            }
        }
        ObjectNode node = Json.object();
        if (!required.isEmpty()) {
            node.set("requiredDuringSchedulingIgnoredDuringExecution", required);
        }
        if (!preferred.isEmpty()) {
            node.set("preferredDuringSchedulingIgnoredDuringExecution", preferred);
        }
        return node;
    }

    private ObjectNode term(Affinity affinity) {
        WorkloadId workload = affinity.workload();
        Map<String, String> labels = new TreeMap<>(own);
        labels.put(Labels.WORKLOAD, workload.name());
        ObjectNode term = Json.object();
        term.set("labelSelector", Json.object().set("matchLabels", Labels.json(labels)));
        term.set("namespaces", Json.array(List.of(workload.namespace())));
        return term.put("topologyKey", NodeKeys.label(affinity.topology()));
    }
}
