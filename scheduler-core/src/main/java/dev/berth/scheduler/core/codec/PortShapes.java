package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Port;
import dev.berth.scheduler.spec.Port.Protocol;
import dev.berth.scheduler.spec.Port.Reach;
import java.util.Optional;
import java.util.OptionalInt;

/** Ports. */
final class PortShapes {
    private PortShapes() {}

    private static final Field<Port, String> NAME =
            Field.required("name", "Unique in the workload.", Names.SHORT_LABEL, Port::name);
    private static final Field<Port, Protocol> PROTOCOL = Field.defaulted(
            "protocol", "Transport protocol.", Scalars.oneOf(Protocol.values()), Port::protocol, Protocol.TCP);
    private static final Field<Port, Reach> REACH = Field.defaulted(
            "reach",
            "dynamic: on a host port picked by the backend; fixed: on the host port `number`; inside: only within the"
                    + " workload's network.",
            Scalars.oneOf(Reach.values()),
            Port::reach,
            Reach.DYNAMIC);
    private static final Field<Port, Optional<Integer>> NUMBER = Field.optional(
            "number",
            "fixed: the host's port; inside: where the task listens; dynamic: where a container listens, if it must"
                    + " be told.",
            Scalars.WHOLE_NUMBER,
            port -> boxed(port.number()));
    private static final Field<Port, Optional<String>> VARIABLE = Field.optional(
            "variable",
            "The variable that hands the number to the process; PORT_ and the name in capitals when left out.",
            Scalars.TEXT,
            port -> Optional.of(port.variable())
                    .filter(variable -> !variable.equals(Port.defaultVariable(port.name()))));

    static final Shape<Port> PORT = ObjectShape.<Port>named(
                    "Port", "A port a task listens on, and how it is reached; a text alone is its name.")
            .fields(NAME, PROTOCOL, REACH, NUMBER, VARIABLE)
            .shortForm(new ShortForm.OfField("name"))
            .build(PortShapes::port);

    private static Port port(FieldValues values) {
        Port.Builder builder =
                Port.builder(values.get(NAME)).protocol(values.get(PROTOCOL)).reach(values.get(REACH));
        values.get(NUMBER).ifPresent(builder::number);
        values.get(VARIABLE).ifPresent(builder::variable);
        return builder.build();
    }

    static Optional<Integer> boxed(OptionalInt number) {
        return number.stream().boxed().findFirst();
    }
}
