package dev.berth.scheduler.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.scheduler.spec.Constraint;
import dev.berth.scheduler.spec.NodeAttribute;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    @Test
    void listsEveryConstantAndNothingTwice() {
        List<Capability> constants = Arrays.stream(Capabilities.class.getFields())
                .filter(field -> field.getType() == Capability.class)
                .map(CapabilitiesTest::value)
                .toList();

        assertThat(Capabilities.all()).doesNotHaveDuplicates().containsAll(constants);
        assertThat(Capabilities.all()).hasSize(constants.size() + 49);
    }

    @Test
    void namesAreLowerCaseWordsWithDotsAndHyphens() {
        assertThat(Capabilities.all())
                .allSatisfy(capability -> assertThat(capability.name()).matches("[a-z]+([-.][a-z]+)*"));
    }

    @Test
    void aConstraintIsOneCapabilityForEachOperatorAndFamilyOfAttributes() {
        assertThat(Capability.constraint(Constraint.Operator.NOT_EQUALS, NodeAttribute.Family.NODE_ID))
                .hasToString("constraint.not-equals.node.id")
                .isIn(Capabilities.all());
    }

    @Test
    void theListCannotBeChanged() {
        assertThatThrownBy(() -> Capabilities.all().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Capability value(Field field) {
        try {
            return (Capability) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.getName(), e);
        }
    }
}
