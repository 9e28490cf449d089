package dev.berth.scheduler.examples.toy;

import dev.berth.scheduler.core.Berth;
import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.Version;
import dev.berth.scheduler.tck.backend.BackendUnderTest;
import dev.berth.scheduler.tck.backend.Client;
import dev.berth.scheduler.tck.backend.Environment;
import dev.berth.scheduler.tck.backend.Means;
import dev.berth.scheduler.tck.backend.ProbeProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The one class by which the toy is certified. */
public final class ToyContractTest implements BackendUnderTest {
    private static final String SERVER = "contract";

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public Client open() {
        Berth berth =
                Berth.builder().backend("toy", new ToyProvider.Config(SERVER)).build();
        return Client.of(berth.scheduler(), berth::close);
    }

    @Override
    public ProbeProgram probe() {
        return new ProbeProgram() {
            @Override
            public Artifact shell(List<String> arguments) {
                return ProcessArtifact.builder("/bin/sh").arguments(arguments).build();
            }

            /** All copies see the same /tmp: each has to have a directory of its own there. */
            @Override
            public boolean sharesFiles() {
                return true;
            }
        };
    }

    /** What the toy's own machine offers: processes that can be killed, a shell beside them, and its objects. */
    @Override
    public Environment environment() {
        return new Environment() {
            @Override
            public Means<Killing> killing() {
                return Means.by(ToyContractTest::kill);
            }

            @Override
            public Means<Inside> inside() {
                return Means.by(ToyContractTest::run);
            }

            @Override
            public Means<Drift> drift() {
                return Means.by(ToyContractTest::change);
            }

            @Override
            public Means<Foreign> foreign() {
                return Means.by(new SomebodyElse());
            }
        };
    }

    private static void kill(Instance instance) {
        ToyServer.named(SERVER).copies(instance.id().workload().toString()).stream()
                .filter(copy -> copy.uid().equals(instance.id().uid()))
                .forEach(copy -> copy.process().destroyForcibly());
    }

    /** There is no inside: the probe finds its files by a variable. */
    private static void run(Instance instance, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("PROBE_ID", instance.id().toString());
        try {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(command + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void change(WorkloadId id) {
        ToyServer server = ToyServer.named(SERVER);
        String document = server.object(id.toString()).orElseThrow();
        ToyObject object = ToyObject.parse(document);
        ToyObject other = new ToyObject(
                object.replicas() + 1, object.revision(), object.version(), object.owner(), object.script());
        server.replace(id.toString(), server.object(id.toString()), Optional.of(other.document()));
    }

    /** Uses the server without Berth. */
    private static final class SomebodyElse implements Environment.Foreign {
        private static final Optional<String> THEIRS =
                Optional.of(new ToyObject(0, 1, new Version("theirs", 1), "somebody else", "true\n").document());

        @Override
        public void create(WorkloadId id) {
            ToyServer.named(SERVER).replace(id.toString(), Optional.empty(), THEIRS);
        }

        @Override
        public boolean isUntouched(WorkloadId id) {
            return ToyServer.named(SERVER).object(id.toString()).equals(THEIRS);
        }

        @Override
        public void remove(WorkloadId id) {
            ToyServer.named(SERVER).replace(id.toString(), THEIRS, Optional.empty());
        }
    }

    /** The kit has removed all it started. */
    @Override
    public void close() {}
}
