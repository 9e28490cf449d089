package dev.berth.scheduler.spec;

import java.util.OptionalInt;

record PortData(String name, Protocol protocol, Reach reach, OptionalInt number, String variable) implements Port {
    @Override
    public Builder toBuilder() {
        Builder builder = Port.builder(name).protocol(protocol).reach(reach).variable(variable);
        number.ifPresent(builder::number);
        return builder;
    }
}
