package dev.berth.scheduler.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.scheduler.spec.WorkloadSpec;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever spec is written is read back as an equal one. */
class RoundTripTest {
    private static final int ROUNDS = 300;

    static Stream<Integer> seeds() {
        return IntStream.range(0, ROUNDS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSpecWrittenAndReadIsTheSameSpec(int seed) {
        WorkloadSpec spec = new SpecGenerator(seed).spec();
        assertThat(Specs.spec(Specs.CODEC.toYaml(spec))).isEqualTo(spec);
        assertThat(Specs.read("a.json", Specs.CODEC.toJson(spec)).orThrow()).containsExactly(spec);
        assertThat(Specs.CODEC.fromCanonical(Specs.CODEC.canonical(spec))).isEqualTo(spec);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theCanonicalFormOfWhatWasReadIsTheSame(int seed) {
        WorkloadSpec spec = new SpecGenerator(seed).spec();
        WorkloadSpec read = Specs.spec(Specs.CODEC.toYaml(spec));
        assertThat(Specs.CODEC.canonical(read)).isEqualTo(Specs.CODEC.canonical(spec));
        assertThat(Specs.CODEC.digest(read)).isEqualTo(Specs.CODEC.digest(spec));
    }

    @Test
    void everyFieldAndEveryConstantOfTheModelIsAmongTheseSpecs() throws ReflectiveOperationException {
        ModelWalk walk = new ModelWalk();
        for (int seed = 0; seed < ROUNDS; seed++) {
            walk.visit(new SpecGenerator(seed).spec());
        }
        assertThat(walk.neverVaried()).isEmpty();
    }
}
