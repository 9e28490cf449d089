package dev.berth.scheduler.k8s.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.NamedExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a command that tells who we are may be told of the cluster. */
record ExecCluster(KubeconfigEntry<Cluster> cluster, URI server, Optional<Pem> authority) {
    /** The extension whose content is meant for the command. */
    private static final String CONFIG = "client.authentication.k8s.io/exec";

    private static final ObjectMapper JSON = new ObjectMapper();

    ObjectNode told() {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("server", server.toString());
        authority.ifPresent(pem -> told.put(
                "certificate-authority-data",
                Base64.getEncoder().encodeToString(pem.text().getBytes(StandardCharsets.ISO_8859_1))));
        KubeconfigEntry.text(cluster.value().getProxyUrl()).ifPresent(proxy -> told.put("proxy-url", proxy));
        for (NamedExtension extension : KubeconfigEntry.list(cluster.value().getExtensions())) {
            if (CONFIG.equals(extension.getName())) {
                JsonNode config = JSON.valueToTree(extension.getExtension());
                told.set("config", config);
            }
        }
        return told;
    }

    @Override
    public String toString() {
        return cluster.toString();
    }
}
