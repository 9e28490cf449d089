package dev.berth.scheduler.cli.certify;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Something that does all as it should, but for one method. */
final class Intercepted {
    private Intercepted() {}

    /** Does something else for the calls of a method. */
    static <T> T calling(Class<T> type, T honest, String name, Call instead) {
        require(type, name);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            Object[] arguments = given == null ? new Object[0] : given;
            return method.getName().equals(name)
                    ? instead.of(List.of(arguments), other -> invoke(honest, method, other.toArray()))
                    : invoke(honest, method, arguments);
        }));
    }

    /** Changes what a method answers. */
    static <T> T answering(Class<T> type, T honest, String name, UnaryOperator<Object> change) {
        return calling(type, honest, name, (arguments, proceed) -> {
            Object answer = proceed.with(arguments);
            return answer == null ? null : change.apply(answer);
        });
    }

    /** A method that is renamed must not turn a mutant into an honest backend. */
    private static void require(Class<?> type, String name) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name)) {
                return;
            }
        }
        throw new IllegalArgumentException(type + " has no method " + name);
    }

    private static @Nullable Object invoke(Object honest, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(honest, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    interface Call {
        @Nullable
        Object of(List<Object> arguments, Proceeding proceed) throws Throwable;
    }

    interface Proceeding {
        @Nullable
        Object with(List<Object> arguments) throws Throwable;
    }
}
