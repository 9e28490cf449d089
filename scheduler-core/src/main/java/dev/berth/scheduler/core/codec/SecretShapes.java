package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.SecretReference;

/** References to secrets. */
final class SecretShapes {
    private SecretShapes() {}

    private static final Field<SecretReference, String> NAME =
            Field.required("name", "The secret, as the backend names it.", Scalars.TEXT, SecretReference::name);
    private static final Field<SecretReference, String> KEY = Field.defaulted(
            "key",
            "The entry within it, where the backend's secrets have several.",
            Scalars.TEXT,
            SecretReference::key,
            "");

    static final Shape<SecretReference> REFERENCE = ObjectShape.<SecretReference>named(
                    "SecretReference", "A secret that the backend holds; a text alone is its name.")
            .fields(NAME, KEY)
            .shortForm(new ShortForm.OfField("name"))
            .build(values -> new SecretReference(values.get(NAME), values.get(KEY)));
}
