package dev.berth.scheduler.k8s.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void whoIsInterruptedGetsAClientInItsGroupAndStaysInterrupted() {
        ThreadGroup group = new ThreadGroup("client");
        Thread.currentThread().interrupt();

        HttpClient client = Threads.client(HttpClient.newBuilder(), group);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(group.activeCount()).isPositive();
        assertThat(client.executor()).isEmpty();
    }
}
