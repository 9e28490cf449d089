package dev.berth.scheduler.tck.junit;

import dev.berth.scheduler.tck.backend.BackendUnderTest;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Finds backends under test by class and by id. */
final class BackendResolver implements SelectorResolver {
    static boolean isBackend(Class<?> type) {
        return BackendUnderTest.class.isAssignableFrom(type)
                && !Modifier.isAbstract(type.getModifiers())
                && Arrays.stream(type.getConstructors()).anyMatch(one -> one.getParameterCount() == 0);
    }

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        return backend(selector.getJavaClass(), context)
                .map(found -> Resolution.match(Match.exact(found)))
                .orElse(Resolution.unresolved());
    }

    /** Of a rule or a test below a backend, too. */
    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        UniqueId wanted = selector.getUniqueId();
        Optional<String> type = wanted.getSegments().stream()
                .filter(segment -> segment.getType().equals(BackendDescriptor.SEGMENT))
                .map(UniqueId.Segment::getValue)
                .findFirst();
        return type.flatMap(name -> ReflectionSupport.tryToLoadClass(name).toOptional())
                .flatMap(found -> backend(found, context))
                .<Resolution>flatMap(
                        found -> found.findByUniqueId(wanted).map(part -> Resolution.match(Match.exact(part))))
                .orElse(Resolution.unresolved());
    }

    private static Optional<? extends TestDescriptor> backend(Class<?> type, Context context) {
        return isBackend(type)
                ? context.addToParent(parent -> Optional.of(BackendDescriptor.under(parent.getUniqueId(), type)))
                : Optional.empty();
    }
}
