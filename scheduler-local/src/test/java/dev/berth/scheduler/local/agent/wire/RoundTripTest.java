package dev.berth.scheduler.local.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.spec.Mode;
import java.io.IOException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type arrives as it was sent, whatever it holds. */
class RoundTripTest {
    private static final int VALUES = 300;

    static Stream<Arguments> types() {
        return Stream.of(
                type("workload id", IdCodecs.WORKLOAD, Samples::workloadId),
                type("instance id", IdCodecs.INSTANCE, Samples::instanceId),
                type("node id", IdCodecs.NODE, Samples::nodeId),
                type("selector", IdCodecs.SELECTOR, Samples::selector),
                type("version", RecordCodecs.VERSION, Samples::version),
                type("record key", RecordCodecs.KEY, Samples::key),
                type("record header", RecordCodecs.HEADER, Samples::header),
                type("stored record", RecordCodecs.RECORD, Samples::record),
                type("native object", ObjectCodecs.OBJECT, Samples::object),
                type("native write", ObjectCodecs.WRITE, Samples::write),
                type("observed", ObjectCodecs.OBSERVED, Samples::observed),
                type("workload report", ReportCodecs.REPORT, Samples::report),
                type("explanation", ReportCodecs.EXPLANATION, Samples::explanation),
                type("termination", InstanceCodecs.TERMINATION, Samples::termination),
                type("endpoint", InstanceCodecs.ENDPOINT, Samples::endpoint),
                type("instance", InstanceCodecs.INSTANCE, Samples::instance),
                type("progress", ReportCodecs.PROGRESS, Samples::progress),
                type("run id", RunCodecs.ID, Samples::runId),
                type("run", RunCodecs.RUN, Samples::run),
                type("run to make", RunCodecs.START, Samples::runStart),
                type("amounts", NodeCodecs.AMOUNTS, Samples::amounts),
                type("node", NodeCodecs.NODE, Samples::node),
                type("log line", LogCodecs.LINE, Samples::line),
                type("log query", LogCodecs.QUERY, Samples::query),
                type("hello", Hello.CODEC, Samples::hello));
    }

    private static <T> Arguments type(String name, Codec<T> codec, Function<Samples, T> sample) {
        return Arguments.of(name, codec, sample);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    <T> void arrivesAsItWasSent(String name, Codec<T> codec, Function<Samples, T> sample) throws IOException {
        Samples samples = new Samples(name.hashCode());
        for (int count = 0; count < VALUES; count++) {
            T value = sample.apply(samples);
            assertThat(Trip.there(value, codec)).isEqualTo(value);
        }
    }

    @Test
    void whatABackendSupportsArrivesForEveryMode() throws IOException {
        Samples samples = new Samples(7);
        for (int count = 0; count < VALUES; count++) {
            BackendInfo sent = samples.info();
            BackendInfo arrived = Trip.there(sent, BackendInfoCodec.INSTANCE);
            assertThat(arrived.type()).isEqualTo(sent.type());
            assertThat(arrived.product()).isEqualTo(sent.product());
            assertThat(arrived.version()).isEqualTo(sent.version());
            for (Mode.Kind mode : Mode.Kind.values()) {
                assertThat(arrived.declared(mode)).isEqualTo(sent.declared(mode));
            }
        }
    }
}
