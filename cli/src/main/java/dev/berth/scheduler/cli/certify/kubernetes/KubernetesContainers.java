package dev.berth.scheduler.cli.certify.kubernetes;

import dev.berth.scheduler.cli.certify.host.Command;
import dev.berth.scheduler.cli.certify.lab.LabContainers;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.tck.backend.NativeInstance;
import dev.berth.scheduler.tck.probe.ProbeSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The containers of pods as each containerd shows them. */
final class KubernetesContainers extends LabContainers {
    private static final Pattern UID = Pattern.compile("\"io\\.kubernetes\\.pod\\.uid\": \"([^\"]+)\"");

    private final KubernetesLab lab;

    KubernetesContainers(KubernetesLab lab) {
        super(lab);
        this.lab = lab;
    }

    @Override
    public List<NativeInstance> running(WorkloadId id) {
        List<NativeInstance> running = new ArrayList<>();
        for (String node : lab.nodes()) {
            Set<String> tasks = tasks(node);
            for (String pod : tasks.isEmpty() ? Set.<String>of() : pods(node, id)) {
                containers(node, "io.kubernetes.pod.uid==" + pod, "io.kubernetes.container.name==" + ProbeSpec.TASK)
                        .stream()
                        .filter(tasks::contains)
                        .forEach(container -> running.add(new NativeInstance(pod, lab.id(node), container)));
            }
        }
        return running;
    }

    /** What runs; nothing on a node that is down. */
    private Set<String> tasks(String node) {
        Command.Result result = lab.containerd(node, "tasks", "list");
        return result.code() == 0
                ? result.output()
                        .lines()
                        .filter(line -> line.strip().endsWith("RUNNING"))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Only a sandbox bears the labels of its pod, which gets another one when its node has been away. */
    private Set<String> pods(String node, WorkloadId id) {
        List<String> sandboxes = containers(
                node,
                "io.cri-containerd.kind==sandbox",
                "io.kubernetes.pod.namespace==" + id.namespace(),
                "berth.dev/workload==" + id.name());
        Set<String> pods = new LinkedHashSet<>();
        for (String sandbox : sandboxes) {
            Matcher uid = UID.matcher(
                    lab.containerd(node, "containers", "info", sandbox).output());
            // One that was taken away since it was listed has none.
            if (uid.find()) {
                pods.add(uid.group(1));
            }
        }
        return pods;
    }

    private List<String> containers(String node, String... labels) {
        String filter = List.of(labels).stream()
                .map(label -> "labels.\"" + label.replace("==", "\"=="))
                .collect(Collectors.joining(","));
        Command.Result result = lab.containerd(node, "containers", "list", "--quiet", filter);
        return result.code() == 0 ? result.output().lines().toList() : List.of();
    }

    @Override
    protected String container(String node, Instance instance) {
        String uid = instance.id().uid();
        return running(instance.id().workload()).stream()
                .filter(one -> one.instance().equals(uid))
                .map(NativeInstance::handle)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(instance.id() + " has no container on " + node));
    }

    @Override
    public void run(Instance instance, List<String> command) {
        String namespace = instance.id().workload().namespace();
        String uid = instance.id().uid();
        String pod = lab.kubectl(
                "get",
                "pods",
                "--namespace",
                namespace,
                "--output",
                "jsonpath={.items[?(@.metadata.uid==\"" + uid + "\")].metadata.name}");
        List<String> words =
                new ArrayList<>(List.of("exec", "--namespace", namespace, pod, "--container", ProbeSpec.TASK, "--"));
        words.addAll(command);
        String unused = lab.kubectl(words.toArray(String[]::new));
    }
}
