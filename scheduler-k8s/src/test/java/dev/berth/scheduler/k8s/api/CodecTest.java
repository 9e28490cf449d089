package dev.berth.scheduler.k8s.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.k8s.Recorded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodecTest {
    private static <T> List<T> list(Codec<T> codec, String recorded) throws IOException {
        List<T> all = new ArrayList<>();
        Codec.Page unused = codec.page(Recorded.body(recorded), all::add);
        return all;
    }

    @Test
    void readsPodsWithTheirContainers() throws IOException {
        assertThat(list(Codec.PODS, "01-deployment-014-pods")).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.phase()).isEqualTo("Running");
            assertThat(pod.node()).startsWith("n");
            assertThat(pod.podIp()).isNotEmpty();
            assertThat(pod.metadata().uid()).isNotEmpty();
            assertThat(pod.metadata().owners())
                    .singleElement()
                    .extracting(ObjectMeta.Owner::kind)
                    .isEqualTo("ReplicaSet");
            assertThat(pod.containers()).singleElement().satisfies(one -> {
                assertThat(one.state().kind()).isEqualTo(ContainerStatus.Kind.RUNNING);
                assertThat(one.ready()).isTrue();
            });
            assertThat(pod.conditions())
                    .filteredOn(one -> one.type().equals("Ready"))
                    .allMatch(Condition::isTrue);
        });
    }

    @Test
    void readsHowTheLastRunOfAContainerEnded() throws IOException {
        PodObject pod = Codec.PODS.one(Recorded.body("02-rollout-010-crashloopbackoff-pod"));
        assertThat(pod.containers()).singleElement().satisfies(one -> {
            assertThat(one.state().reason()).isEqualTo("CrashLoopBackOff");
            assertThat(one.last().exitCode()).isPresent();
            assertThat(one.restarts()).isPositive();
        });
    }

    @Test
    void keepsWhatPodsOfAWorkloadHaveInCommonOnceThoughTheyCameApart() throws IOException {
        PodObject one = Codec.PODS.one(Recorded.body("02-rollout-010-crashloopbackoff-pod"));
        PodObject other = Codec.PODS.one(Recorded.body("02-rollout-010-crashloopbackoff-pod"));
        PodObject kept = other.kept(one);
        assertThat(kept.metadata().labels()).isSameAs(one.metadata().labels()).isNotEmpty();
        assertThat(kept.metadata().owners()).isSameAs(one.metadata().owners()).isNotEmpty();
        assertThat(kept.specs()).isSameAs(one.specs()).isNotEmpty();
        assertThat(kept.phase()).isSameAs(one.phase());
        assertThat(kept.metadata().uid()).isEqualTo(other.metadata().uid());
        assertThat(kept.containers()).isEqualTo(other.containers());
    }

    @Test
    void keepsNoConditionsThatNobodyAsksFor() throws IOException {
        assertThat(list(Codec.PODS, "10-list-003-page1"))
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(pod.conditions())
                        .extracting(Condition::type)
                        .isSubsetOf("Ready", "PodScheduled", "DisruptionTarget"));
    }

    @Test
    void readsNodes() throws IOException {
        assertThat(list(Codec.NODES, "00-cluster-002-nodes")).hasSize(3).allSatisfy(node -> {
            assertThat(node.addresses()).containsKey("InternalIP");
            assertThat(node.allocatable()).containsKeys("cpu", "memory");
            assertThat(node.conditions()).anyMatch(one -> one.type().equals("Ready") && one.isTrue());
        });
    }

    @Test
    void readsWhatAControllerTells() throws IOException {
        ControllerObject deployment = Codec.CONTROLLERS.one(Recorded.body("02-rollout-005-deadline-exceeded"));
        assertThat(deployment.kind()).isEqualTo("Deployment");
        assertThat(deployment.isObserved()).isTrue();
        assertThat(deployment.count("status.replicas")).isPositive();
        assertThat(deployment.conditions()).anyMatch(one -> one.reason().equals("ProgressDeadlineExceeded"));
        ControllerObject job = Codec.CONTROLLERS.one(Recorded.body("05-job-004-failed"));
        assertThat(job.count("status.failed")).isPositive();
        assertThat(job.conditions()).anyMatch(one -> one.type().equals("Failed") && one.isTrue());
    }

    @Test
    void readsMetadataOnly() throws IOException {
        assertThat(list(Codec.METADATA, "10-list-004-metadata"))
                .isNotEmpty()
                .allSatisfy(meta -> assertThat(meta.labels()).containsKey("app"));
    }

    @Test
    void readsLeasesWithTheirTimes() throws IOException {
        assertThat(list(Codec.LEASES, "00-cluster-006-node-leases"))
                .allSatisfy(lease -> assertThat(lease.renewedAt()).isPresent());
    }

    @Test
    void knowsHowAPageGoesOn() throws IOException {
        Codec.Page page = Codec.PODS.page(Recorded.body("10-list-003-page1"), pod -> {});
        assertThat(page.resourceVersion()).isEqualTo("4854");
        assertThat(page.continuation()).startsWith("eyJ2");
    }

    @Test
    void readsEventsOfAWatch() throws IOException {
        byte[] changed = Recorded.line("10-watch-004-bookmarks", 0);
        assertThat(Codec.CONTROLLERS.event(changed, changed.length))
                .isInstanceOfSatisfying(
                        WatchEvent.Changed.class,
                        event -> assertThat(event.change()).isEqualTo(WatchEvent.Change.MODIFIED));
        byte[] bookmark = Recorded.line("10-watch-004-bookmarks", 1);
        assertThat(Codec.CONTROLLERS.event(bookmark, bookmark.length)).isInstanceOf(WatchEvent.Bookmark.class);
        byte[] expired = Recorded.line("10-watch-002-too-old", 0);
        assertThat(Codec.CONTROLLERS.event(expired, expired.length))
                .isInstanceOfSatisfying(
                        WatchEvent.Failed.class,
                        event -> assertThat(event.isExpired()).isTrue());
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> Codec.PODS.one(new ByteArrayInputStream("[1]".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnexpectedAnswerException.class);
    }
}
