package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.core.document.ScalarNode;
import dev.berth.scheduler.spec.SecretReference;
import dev.berth.scheduler.spec.TaskFile;
import java.util.Optional;
import java.util.regex.Pattern;

/** Small files put before a task starts. */
final class FileShapes {
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");
    private static final int CONFIG_MODE = 0644;
    private static final int SECRET_MODE = 0400;

    private FileShapes() {}

    private static final Shape<Integer> PERMISSIONS = new ScalarShape<>(
            "permission bits in octal such as \"0644\"",
            scalar -> OCTAL.matcher(scalar.text()).matches()
                    ? Optional.of(Integer.valueOf(scalar.text(), 8))
                    : Optional.empty(),
            mode -> ScalarNode.text(String.format("%04o", mode)),
            () -> Schemas.object("type", "string", "pattern", "^0?[0-7]{3}$"));

    private static final Field<TaskFile, String> PATH =
            Field.required("path", "Absolute path as the task sees it.", Scalars.TEXT, TaskFile::path);
    private static final Field<TaskFile, Optional<String>> CONTENT = Field.optional(
            "content",
            "The text, written as UTF-8.",
            Scalars.TEXT,
            file -> Variants.as(TaskFile.Config.class, file).map(TaskFile.Config::content));
    private static final Field<TaskFile, Optional<SecretReference>> SECRET = Field.optional(
            "secret",
            "A secret, put there by the backend.",
            SecretShapes.REFERENCE,
            file -> Variants.as(TaskFile.Secret.class, file).map(TaskFile.Secret::reference));
    private static final Field<TaskFile, Optional<Integer>> MODE = Field.optional(
            "mode",
            "Permission bits in octal; \"0644\", or \"0400\" for a secret, when left out.",
            PERMISSIONS,
            file -> Optional.of(file.mode()).filter(mode -> mode != usualMode(file.kind())));

    static final Shape<TaskFile> FILE = ObjectShape.<TaskFile>named(
                    "File", "A small file put before the task starts: a text written here, or a secret.")
            .fields(PATH, CONTENT, SECRET, MODE)
            .choice("content", "secret")
            .build(FileShapes::file);

    private static int usualMode(TaskFile.Kind kind) {
        return switch (kind) {
            case CONFIG -> CONFIG_MODE;
            case SECRET -> SECRET_MODE;
        };
    }

    private static TaskFile file(FieldValues values) {
        Optional<Integer> mode = values.get(MODE);
        return Variants.first(
                values.get(CONTENT)
                        .map(content -> new TaskFile.Config(values.get(PATH), content, mode.orElse(CONFIG_MODE))),
                values.get(SECRET)
                        .map(secret -> new TaskFile.Secret(values.get(PATH), secret, mode.orElse(SECRET_MODE))));
    }
}
