package dev.berth.scheduler.benchmarks.swarm;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Task;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The peer: tasks as docker-java lists them. */
final class DockerModels implements AutoCloseable {
    private final DockerClient client;

    DockerModels(Path socket) {
        String host = "unix://" + socket;
        this.client = DockerClientImpl.getInstance(
                DefaultDockerClientConfig.createDefaultConfigBuilder()
                        .withDockerHost(host)
                        .build(),
                new ApacheDockerHttpClient.Builder()
                        .dockerHost(URI.create(host))
                        .build());
    }

    List<Task> tasks() {
        return client.listTasksCmd().exec();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
