package dev.berth.scheduler.local.simulation;

import dev.berth.scheduler.local.cluster.Cluster;
import dev.berth.scheduler.local.cluster.NodeSettings;
import dev.berth.scheduler.spec.NodeAttribute;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a simulation, and what happens to them. The cluster hears of it at once, and what it does about it takes its
 * time: see {@link SimulatedCluster#advance}.
 */
public final class SimulatedNodes {
    private static final long LOSSES = 0x6c6f_7373_6573L;

    private final VirtualTime time;
    private final SimulatedMachine machine;
    private final SimulatedFaults faults;
    private final Random random;
    private final Map<String, NodeSettings> nodes = new LinkedHashMap<>();
    private final Set<String> down = new TreeSet<>();
    private @Nullable Cluster cluster;

    SimulatedNodes(VirtualTime time, SimulatedMachine machine, Simulation simulation) {
        this.time = time;
        this.machine = machine;
        this.faults = simulation.faults();
        this.random = new Random(simulation.seed() ^ LOSSES);
        simulation.nodes().forEach(node -> nodes.put(node.name(), node));
    }

    /** Called whenever a cluster was opened that can be told. */
    void begin(Cluster opened) {
        boolean first = cluster == null;
        cluster = opened;
        if (first && !faults.lossesEvery().isZero()) {
            time.after(faults.untilLoss(random), this::strike);
        }
    }

    private void strike() {
        List<String> names = List.copyOf(nodes.keySet());
        boolean onlyCut = random.nextBoolean();
        Duration loss = faults.loss(random);
        int drawn = random.nextInt(Math.max(1, names.size()));
        if (!names.isEmpty() && !down.contains(names.get(drawn))) {
            String node = names.get(drawn);
            unreached(node, onlyCut);
            time.after(loss, () -> reached(node));
        }
        time.after(faults.untilLoss(random), this::strike);
    }

    /** Those there are, in the order in which they came, lost ones included. */
    public List<NodeSettings> all() {
        return time.exclusively(() -> List.copyOf(nodes.values()));
    }

    /** Those that can't be reached, by name. */
    public Set<String> lost() {
        return time.exclusively(() -> Set.copyOf(down));
    }

    /** A node comes that wasn't there, or is otherwise than it was. */
    public void join(NodeSettings node) {
        time.exclusively(() -> put(node));
    }

    private void put(NodeSettings node) {
        nodes.put(node.name(), node);
        told(open -> open.nodeIs(node));
    }

    /** A node goes for good; what is there is stopped if it can be reached, and else is no more. */
    public void leave(String node) {
        time.exclusively(() -> {
            require(node);
            nodes.remove(node);
            if (down.remove(node)) {
                machine.lose(node);
                machine.reach(node);
            }
            told(open -> open.nodeLeft(node));
        });
    }

    /** Sets an attribute of a node, or without a value takes it away. */
    public void label(String node, NodeAttribute attribute, Optional<String> value) {
        time.exclusively(() -> {
            NodeSettings before = require(node);
            Map<String, String> attributes = new TreeMap<>(before.attributes());
            attributes.remove(attribute.name());
            value.ifPresent(text -> attributes.put(attribute.name(), text));
            put(new NodeSettings(node, attributes, before.capacity()));
        });
    }

    /** A node goes down with all that runs there, and nobody learns how that ended. */
    public void lose(String node) {
        time.exclusively(() -> unreached(node, false));
    }

    /** A node that was lost comes up again with nothing running there. */
    public void bringBack(String node) {
        time.exclusively(() -> reached(node));
    }

    /** Nothing gets to a node or from there any more; what runs there runs on, and may end. */
    public void cutOff(String node) {
        time.exclusively(() -> unreached(node, true));
    }

    /** A node that was cut off can be reached again, with all that runs there still. */
    public void reconnect(String node) {
        time.exclusively(() -> reached(node));
    }

    private void unreached(String node, boolean onlyCut) {
        require(node);
        down.add(node);
        if (onlyCut) {
            machine.cutOff(node);
        } else {
            machine.lose(node);
        }
        told(open -> open.nodeLost(node));
    }

    private void reached(String node) {
        if (down.remove(node)) {
            machine.reach(node);
            told(open -> open.nodeFound(node));
        }
    }

    private NodeSettings require(String node) {
        return Optional.ofNullable(nodes.get(node))
                .orElseThrow(() -> new IllegalArgumentException("there is no node '" + node + "'"));
    }

    private void told(Consumer<Cluster> news) {
        Cluster open = cluster;
        if (open != null) {
            news.accept(open);
        }
    }
}
