package dev.berth.scheduler.local.document;

import dev.berth.scheduler.core.document.Node;
import dev.berth.scheduler.spec.Batch;

/** The JSON form of a {@link BatchObject} and of a batch's shape. */
public final class BatchForm {
    private BatchForm() {}

    static Node write(BatchObject object) {
        Json json = Json.object().node("shape", shape(object.shape()));
        if (object.global()) {
            json.truth("global", true);
        }
        return json.truth("scheduled", object.scheduled())
                .truth("cancelled", object.cancelled())
                .build();
    }

    static BatchObject read(Fields fields) throws DocumentException {
        return new BatchObject(
                shape(fields.map("shape")),
                fields.has("global") && fields.truth("global"),
                fields.truth("scheduled"),
                fields.truth("cancelled"));
    }

    /** Every field, defaults too. */
    public static Node shape(Batch batch) {
        Json json = Json.object()
                .number("completions", batch.completions())
                .number("parallelism", batch.parallelism())
                .number("retries", batch.retries());
        batch.deadline().ifPresent(deadline -> json.duration("deadline", deadline));
        return json.build();
    }

    /** Reads what {@link #shape(Batch)} wrote. */
    public static Batch shape(Fields fields) throws DocumentException {
        Batch.Builder batch = Batch.builder()
                .completions(fields.wholeNumber("completions"))
                .parallelism(fields.wholeNumber("parallelism"))
                .retries(fields.wholeNumber("retries"));
        return fields.has("deadline")
                ? batch.deadline(fields.duration("deadline")).build()
                : batch.build();
    }
}
