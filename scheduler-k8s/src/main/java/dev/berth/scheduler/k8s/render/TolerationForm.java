package dev.berth.scheduler.k8s.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** How long pods stay bound to a node that is lost. */
final class TolerationForm {
    private TolerationForm() {}

    static ArrayNode of(Duration wait) {
        return Json.array()
                .add(toleration("node.kubernetes.io/not-ready", wait))
                .add(toleration("node.kubernetes.io/unreachable", wait));
    }

    private static ObjectNode toleration(String taint, Duration wait) {
        return Json.object()
                .put("key", taint)
                .put("operator", "Exists")
                .put("effect", "NoExecute")
                .put("tolerationSeconds", wait.toSeconds());
    }
}
