package dev.berth.scheduler.k8s;

import dev.berth.scheduler.spi.Backend;
import dev.berth.scheduler.spi.BackendContext;
import dev.berth.scheduler.spi.BackendProvider;
import dev.berth.scheduler.spi.Settings;
import dev.berth.scheduler.spi.Translator;
import java.time.InstantSource;

/** The way into a Kubernetes cluster. */
public final class KubernetesProvider implements BackendProvider<KubernetesConfig> {
    /** For {@link java.util.ServiceLoader}, and for whoever wires by hand. */
    public KubernetesProvider() {}

    @Override
    public String type() {
        return KubernetesConfig.TYPE;
    }

    @Override
    public Class<KubernetesConfig> configType() {
        return KubernetesConfig.class;
    }

    @Override
    public KubernetesConfig configure(Settings settings) {
        return new KubernetesSettings(settings).read();
    }

    @Override
    public Translator translator() {
        return new KubernetesTranslator();
    }

    @Override
    public Backend open(KubernetesConfig config, BackendContext context) {
        return over(new ApiClient(config), context);
    }

    static Backend over(KubernetesClient client, BackendContext context) {
        InstantSource ofServer = () -> context.clock().instant().plus(client.ahead());
        return new KubernetesBackend(
                client,
                new KubernetesStatusMapper(ofServer),
                new KubernetesLeases(client, context.owner(), context.clock()),
                context.owner());
    }
}
