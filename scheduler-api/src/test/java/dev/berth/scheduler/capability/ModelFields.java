package dev.berth.scheduler.capability;

import dev.berth.scheduler.spec.WorkloadSpec;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Finds every field of the model by walking over the types that a spec is made of. */
final class ModelFields {
    private static final String PACKAGE = WorkloadSpec.class.getPackageName();
    private static final List<String> NO_FIELDS = List.of("kind", "toBuilder", "hashCode", "toString");

    private final NavigableSet<String> names = new TreeSet<>();
    private final Set<Class<?>> seen = new HashSet<>();

    private ModelFields() {}

    /** Such as {@code Task.user} and {@code ProbeCheck.Http.path}. */
    static NavigableSet<String> all() {
        ModelFields fields = new ModelFields();
        fields.walk(WorkloadSpec.class);
        return fields.names;
    }

    private void walk(Type type) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::walk);
        } else if (type instanceof Class<?> model && isOfTheModel(model) && seen.add(model)) {
            if (model.isSealed()) {
                Arrays.stream(model.getPermittedSubclasses()).forEach(this::walk);
            }
            Arrays.stream(model.getMethods())
                    .filter(method -> isField(model, method))
                    .forEach(method -> {
                        names.add(
                                model.getName().substring(PACKAGE.length() + 1).replace('$', '.') + "."
                                        + method.getName());
                        walk(method.getGenericReturnType());
                    });
        }
    }

    private static boolean isOfTheModel(Class<?> type) {
        return type.getPackageName().equals(PACKAGE) && Modifier.isPublic(type.getModifiers()) && !type.isEnum();
    }

    private static boolean isField(Class<?> model, Method method) {
        boolean own = model.isRecord()
                ? Arrays.stream(model.getRecordComponents())
                        .anyMatch(component -> component.getAccessor().equals(method))
                : Modifier.isAbstract(method.getModifiers());
        boolean part = model.isRecord() || !NO_FIELDS.contains(method.getName());
        return own && part && method.getParameterCount() == 0;
    }
}
