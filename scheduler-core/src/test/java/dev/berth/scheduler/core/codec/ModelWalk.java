package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.WorkloadSpec;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at every value of specs and notes for each record component of the model which values it had. */
final class ModelWalk {
    private static final Package MODEL = WorkloadSpec.class.getPackage();

    private final Map<String, Set<String>> seen = new TreeMap<>();
    private final Map<Class<?>, Set<Object>> constants = new HashMap<>();

    void visit(Object value) throws ReflectiveOperationException {
        if (value instanceof Optional<?> optional) {
            visitAll(optional.stream());
        } else if (value instanceof Iterable<?> values) {
            for (Object each : values) {
                visit(each);
            }
        } else if (value instanceof Map<?, ?> map) {
            visit(map.values());
        } else if (value instanceof Enum<?> constant) {
            constants
                    .computeIfAbsent(constant.getDeclaringClass(), type -> new HashSet<>())
                    .add(constant);
        } else if (value instanceof Record && value.getClass().getPackage().equals(MODEL)) {
            visitRecord(value);
        }
    }

    private void visitAll(Stream<?> values) throws ReflectiveOperationException {
        for (Object each : values.toList()) {
            visit(each);
        }
    }

    private void visitRecord(Object value) throws ReflectiveOperationException {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            Object part = accessor.invoke(value);
            seen.computeIfAbsent(key(component), name -> new HashSet<>()).add(part.toString());
            visit(part);
        }
    }

    private static String key(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }

    /** Components of the model that had fewer than two values, and enum constants that never stood. */
    Set<String> neverVaried() {
        Set<String> missing = new TreeSet<>();
        Set<Class<?>> types = new HashSet<>();
        collect(WorkloadSpec.class, types);
        for (Class<?> type : types) {
            if (type.isEnum()) {
                Arrays.stream(type.getEnumConstants())
                        .filter(constant ->
                                !constants.getOrDefault(type, Set.of()).contains(constant))
                        .forEach(constant -> missing.add(type.getSimpleName() + "." + constant));
            } else if (type.isRecord()) {
                Arrays.stream(type.getRecordComponents())
                        .map(ModelWalk::key)
                        .filter(key -> seen.getOrDefault(key, Set.of()).size() < 2)
                        .forEach(missing::add);
            }
        }
        return missing;
    }

    private static void collect(Type type, Set<Class<?>> types) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, types));
        } else if (type instanceof Class<?> plain && MODEL.equals(plain.getPackage()) && types.add(plain)) {
            if (plain.isSealed()) {
                Arrays.stream(plain.getPermittedSubclasses()).forEach(variant -> collect(variant, types));
            }
            if (plain.isRecord()) {
                Arrays.stream(plain.getRecordComponents())
                        .forEach(component -> collect(component.getGenericType(), types));
            }
        }
    }
}
