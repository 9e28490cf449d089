package dev.berth.scheduler.tck.junit;

import dev.berth.scheduler.tck.rule.Rule;
import dev.berth.scheduler.tck.run.Certification;
import dev.berth.scheduler.tck.run.RuleTestCase;
import java.util.List;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A backend, with its rules, with their tests. */
final class BackendDescriptor extends AbstractTestDescriptor {
    static final String SEGMENT = "backend";

    private final Class<?> type;

    private BackendDescriptor(UniqueId id, Class<?> type) {
        super(id, type.getSimpleName(), ClassSource.from(type));
        this.type = type;
    }

    static BackendDescriptor under(UniqueId engine, Class<?> type) {
        BackendDescriptor backend = new BackendDescriptor(engine.append(SEGMENT, type.getName()), type);
        for (Rule rule : Rule.values()) {
            List<RuleTestCase> tests = Certification.all().stream()
                    .filter(test -> test.rule() == rule)
                    .toList();
            if (!tests.isEmpty()) {
                backend.addChild(RuleDescriptor.under(backend, rule, tests));
            }
        }
        return backend;
    }

    Class<?> type() {
        return type;
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    /** All tests of a rule. */
    static final class RuleDescriptor extends AbstractTestDescriptor {
        private RuleDescriptor(UniqueId id, Rule rule) {
            super(id, rule.id() + " " + rule.sentence());
        }

        private static RuleDescriptor under(BackendDescriptor backend, Rule rule, List<RuleTestCase> tests) {
            RuleDescriptor descriptor = new RuleDescriptor(backend.getUniqueId().append("rule", rule.id()), rule);
            tests.forEach(test -> descriptor.addChild(new CaseDescriptor(
                    descriptor.getUniqueId().append("test", test.name()), test, ClassSource.from(backend.type))));
            return descriptor;
        }

        @Override
        public Type getType() {
            return Type.CONTAINER;
        }
    }

    /** One test. */
    static final class CaseDescriptor extends AbstractTestDescriptor {
        private final String test;

        private CaseDescriptor(UniqueId id, RuleTestCase test, ClassSource backend) {
            super(id, test.rule() + " " + test.sentence(), backend);
            this.test = test.name();
        }

        String test() {
            return test;
        }

        @Override
        public Type getType() {
            return Type.TEST;
        }
    }
}
