package dev.berth.scheduler.k8s;

import static dev.berth.scheduler.k8s.KubernetesClientContract.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.scheduler.k8s.api.ObjectMeta;
import dev.berth.scheduler.k8s.render.Json;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What draining expects of an API server: the same of a real one and of the one that stands in for it. */
interface EvictionContract {
    String SPACE = "default";

    /** Who asks that server. */
    KubernetesClient evicting();

    @Test
    default void evictsThePodThatWasSeenOnly() {
        String name = "of-" + UUID.randomUUID().toString().substring(0, 8);
        String other = UUID.randomUUID().toString();
        assertThat(evicting().evict(SPACE, name, other, call())).isFalse();
        ObjectNode document =
                Json.object().put("apiVersion", ObjectKind.POD.version()).put("kind", ObjectKind.POD.word());
        document.putObject("metadata").put("name", name);
        document.putObject("spec")
                .putArray("containers")
                .addObject()
                .put("name", "main")
                .put("image", "localhost:1/nothing");
        assertThat(evicting().create(ObjectKind.POD, SPACE, document.toString(), call()))
                .isTrue();
        assertThat(evicting().evict(SPACE, name, other, call())).isFalse();
        ObjectMeta pod =
                evicting().metadata(ObjectKind.POD, SPACE, name, call()).orElseThrow();
        assertThat(pod.isDeleting()).isFalse();
        assertThat(evicting().evict(SPACE, name, pod.uid(), call())).isTrue();
    }
}
