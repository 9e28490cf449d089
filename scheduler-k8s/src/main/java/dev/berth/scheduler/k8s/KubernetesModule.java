package dev.berth.scheduler.k8s;

import com.google.inject.AbstractModule;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.core.guice.SchedulerModule;

/**
 * Binds what {@link SchedulerModule} binds, for a platform whose one backend is a Kubernetes cluster, under the name {@code kubernetes}.
 * Whoever makes the injector closes its {@link Berth}.
 */
public final class KubernetesModule extends AbstractModule {
    private final KubernetesConfig config;

    public KubernetesModule(KubernetesConfig config) {
        this.config = config;
    }

    @Override
    protected void configure() {
        install(new SchedulerModule(
                Berth.builder().backend(KubernetesConfig.TYPE, config).build()));
    }
}
