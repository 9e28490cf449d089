package dev.berth.scheduler.cli.certify.kubernetes;

import dev.berth.scheduler.cli.certify.lab.LabObjects;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.WorkloadId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The objects of the cluster, written by somebody with kubectl. */
final class KubernetesObjects extends LabObjects {
    /** Whoever writes it but the controllers, who keep its status, changes one of these. */
    private static final String STATE = "jsonpath={.metadata.uid} {.metadata.generation} {range .metadata.managedFields"
            + "[?(@.manager!=\"kube-controller-manager\")]}{.manager} {.time} {end}";

    private final KubernetesLab lab;

    KubernetesObjects(KubernetesLab lab) {
        this.lab = lab;
    }

    @Override
    public void change(WorkloadId id) {
        int replicas = Integer.parseInt(of(id, "get", "--output", "jsonpath={.spec.replicas}"));
        String unused = of(id, "scale", "--replicas", String.valueOf(replicas + 1));
    }

    @Override
    protected void make(WorkloadId id) {
        createNamespace(id.namespace());
        String unused = lab.kubectl(
                "create",
                "deployment",
                id.name(),
                "--namespace",
                id.namespace(),
                "--image",
                lab.image(),
                "--replicas",
                "0",
                "--",
                "true");
    }

    @Override
    public void remove(WorkloadId id) {
        String unused = of(id, "delete", "--wait");
    }

    @Override
    protected String state(WorkloadId id) {
        return of(id, "get", "--output", STATE);
    }

    private String of(WorkloadId id, String verb, String... words) {
        String[] command = new String[words.length + 5];
        command[0] = verb;
        command[1] = "deployment";
        command[2] = id.name();
        command[3] = "--namespace";
        command[4] = id.namespace();
        System.arraycopy(words, 0, command, 5, words.length);
        return lab.kubectl(command);
    }

    private void createNamespace(String name) {
        apply("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + name + "\"}}");
    }

    @Override
    public void put(String namespace, SecretReference secret, String value) {
        createNamespace(namespace);
        String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        apply("{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"" + secret.name()
                + "\",\"namespace\":\"" + namespace + "\"},\"data\":{\"" + secret.key() + "\":\"" + encoded + "\"}}");
    }

    /** The lab has nobody who makes volumes for claims. */
    @Override
    protected void provideVolume(String namespace, String name) {
        createNamespace(namespace);
        String spec = "\"storageClassName\":\"\",\"accessModes\":[\"ReadWriteOnce\"]";
        apply("{\"apiVersion\":\"v1\",\"kind\":\"PersistentVolume\",\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{"
                + spec
                + ",\"capacity\":{\"storage\":\"1Mi\"},\"hostPath\":{\"path\":\"/var/lib/kept/" + name
                + "\",\"type\":\"DirectoryOrCreate\"}}}");
        apply("{\"apiVersion\":\"v1\",\"kind\":\"PersistentVolumeClaim\",\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"" + namespace + "\"},\"spec\":{" + spec + ",\"volumeName\":\"" + name
                + "\",\"resources\":{\"requests\":{\"storage\":\"1Mi\"}}}}");
    }

    private void apply(String manifest) {
        String unused = lab.kubectlWith(manifest, "apply", "--filename", "-");
    }
}
