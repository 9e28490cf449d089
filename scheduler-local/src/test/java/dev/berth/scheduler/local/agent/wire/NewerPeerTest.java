package dev.berth.scheduler.local.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.capability.BackendInfo;
import dev.berth.scheduler.capability.Capability;
import dev.berth.scheduler.capability.Support;
import dev.berth.scheduler.error.ContactException;
import dev.berth.scheduler.error.Effect;
import dev.berth.scheduler.error.ErrorCode;
import dev.berth.scheduler.error.SchedulerException;
import dev.berth.scheduler.plan.NativeObject;
import dev.berth.scheduler.plan.NativeWrite;
import dev.berth.scheduler.spec.Mode;
import dev.berth.scheduler.spec.WorkloadId;
import dev.berth.scheduler.status.Instance;
import dev.berth.scheduler.status.InstanceId;
import dev.berth.scheduler.status.InstanceState;
import dev.berth.scheduler.status.LogLine;
import dev.berth.scheduler.status.Node;
import dev.berth.scheduler.status.NodeId;
import dev.berth.scheduler.status.Termination;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A newer peer may say what this version can't know. */
class NewerPeerTest {
    private static final InstanceId ID = new InstanceId(WorkloadId.parse("shop/web"), "u1");

    @Test
    void aStateThatIsNotKnownIsUnknown() throws IOException {
        Instance running = Instance.builder(ID, InstanceState.RUNNING).build();
        assertThat(Trip.changed(running, InstanceCodecs.INSTANCE, "RUNNING", "FROZEN")
                        .state())
                .isEqualTo(InstanceState.UNKNOWN);
    }

    @Test
    void anEndThatIsNotKnownIsUnknownAndNeverZero() throws IOException {
        Termination exited = Termination.exited(3, Optional.empty());
        assertThat(Trip.changed(exited, InstanceCodecs.TERMINATION, "EXITED", "VANISHED")
                        .kind())
                .isEqualTo(Termination.Kind.UNKNOWN);
    }

    @Test
    void aNodeStateThatIsNotKnownIsUnknown() throws IOException {
        Node node = Node.builder(new NodeId("n"), "h").build();
        assertThat(Trip.changed(node, NodeCodecs.NODE, "\"READY\"", "\"ASLEEP\"")
                        .state())
                .isEqualTo(Node.State.UNKNOWN);
    }

    @Test
    void aStreamThatIsNotKnownIsUnknown() throws IOException {
        LogLine line = new LogLine(ID, "main", LogLine.Stream.STDOUT, Optional.empty(), "text");
        assertThat(Trip.changed(line, LogCodecs.LINE, "STDOUT", "STDLOG").stream())
                .isEqualTo(LogLine.Stream.UNKNOWN);
    }

    @Test
    void aLevelOfSupportThatIsNotKnownIsUnsupportedWithTheReason() throws IOException {
        Capability capability = new Capability("x");
        BackendInfo info = BackendInfo.builder("local", "p", "1")
                .declare(capability, Support.nativeSupport())
                .build();
        Support support = Trip.changed(info, BackendInfoCodec.INSTANCE, "NATIVE", "MAGICAL")
                .support(capability, Mode.Kind.REPLICATED);
        assertThat(support.level()).isEqualTo(Support.Level.UNSUPPORTED);
        assertThat(support.note()).contains("level of support");
    }

    @Test
    void aKindOfModeThatIsNotKnownIsSkipped() throws IOException {
        Capability capability = new Capability("x");
        BackendInfo info = BackendInfo.builder("local", "p", "1")
                .declare(Mode.Kind.CRON, capability, Support.nativeSupport())
                .build();
        assertThat(Trip.changed(info, BackendInfoCodec.INSTANCE, "CRON", "TIDAL")
                        .names())
                .isEmpty();
    }

    @Test
    void anActionThatIsNotKnownIsRefusedByName() {
        NativeWrite write =
                new NativeWrite(NativeWrite.Action.CREATE, new NativeObject("k", "n", "d"), Optional.empty(), false);
        assertThatThrownBy(() -> Trip.changed(write, ObjectCodecs.WRITE, "CREATE", "MOVE"))
                .isInstanceOf(WireException.class)
                .hasMessage("action (=MOVE) is not known to this version of Berth");
    }

    @Test
    void anErrorCodeThatIsNotKnownIsBackendWithItsEffect() throws IOException {
        SchedulerException failure = ContactException.timeout("late", Effect.NONE);
        SchedulerException arrived = Trip.changed(failure, FailureCodec.INSTANCE, "TIMEOUT", "EVICTED");
        assertThat(arrived.code()).isEqualTo(ErrorCode.BACKEND);
        assertThat(arrived.effect()).isEqualTo(Effect.NONE);
        assertThat(arrived).hasMessage("late");
    }

    @Test
    void anEffectThatIsNotKnownIsUnknown() throws IOException {
        SchedulerException failure = ContactException.timeout("late", Effect.NONE);
        assertThat(Trip.changed(failure, FailureCodec.INSTANCE, "\"NONE\"", "\"HALF\"")
                        .effect())
                .isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void aFieldThatIsNotKnownIsSkipped() throws IOException {
        assertThat(Trip.changed(new NodeId("n"), IdCodecs.NODE, "{", "{\"rack\":{\"row\":[1,{}]},"))
                .isEqualTo(new NodeId("n"));
    }

    @Test
    void aFieldThatIsMissingIsNamed() {
        assertThatThrownBy(() -> Trip.changed(new NodeId("n"), IdCodecs.NODE, "value", "values"))
                .hasMessage("value is missing");
    }
}
