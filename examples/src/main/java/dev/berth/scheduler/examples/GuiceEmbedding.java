package dev.berth.scheduler.examples;

import com.google.inject.Guice;
import com.google.inject.Inject;
import dev.berth.scheduler.Scheduler;
import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.core.guice.SchedulerModule;
import dev.berth.scheduler.spec.Selector;
import dev.berth.scheduler.status.Workload;
import java.nio.file.Path;
import java.util.List;

/** A platform that has its schedulers injected. */
public final class GuiceEmbedding {
    private GuiceEmbedding() {}

    /** What runs on the default backend. */
    public static List<Workload> run(Path configuration) {
        try (Berth berth = Berth.load(configuration)) {
            Platform platform = Guice.createInjector(new SchedulerModule(berth)).getInstance(Platform.class);
            return platform.workloads();
        }
    }

    /** Knows the neutral API and nothing of where it leads. */
    static final class Platform {
        private final Scheduler scheduler;

        @Inject
        Platform(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        List<Workload> workloads() {
            return scheduler.workloads().list(Selector.all());
        }
    }
}
