package dev.berth.scheduler.engine;

import dev.berth.scheduler.spec.ResourceAmounts;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/** What the instances on one node have requested. Exact whatever they request, so that each can be taken off again. */
final class Usage {
    private final Map<Resource, BigInteger> used = new EnumMap<>(Resource.class);

    void add(ResourceAmounts amounts) {
        change(amounts, 1);
    }

    void remove(ResourceAmounts amounts) {
        change(amounts, -1);
    }

    long of(Resource resource) {
        BigInteger exact = used.getOrDefault(resource, BigInteger.ZERO);
        return exact.bitLength() < Long.SIZE ? exact.longValue() : Long.MAX_VALUE;
    }

    ResourceAmounts amounts() {
        return Resource.amounts(this::of);
    }

    private void change(ResourceAmounts amounts, int sign) {
        for (Resource resource : Resource.values()) {
            long requested = resource.requestedIn(amounts);
            if (requested > 0) {
                used.merge(resource, BigInteger.valueOf(sign * requested), BigInteger::add);
            }
        }
    }
}
