package dev.berth.scheduler.core.codec;

import dev.berth.scheduler.spec.Artifact;
import dev.berth.scheduler.spec.ImageArtifact;
import dev.berth.scheduler.spec.ImageArtifact.PullPolicy;
import dev.berth.scheduler.spec.ProcessArtifact;
import dev.berth.scheduler.spec.SecretReference;
import java.util.List;
import java.util.Optional;

/** What a task runs. */
final class ArtifactShapes {
    private ArtifactShapes() {}

    private static final Field<ImageArtifact, String> IMAGE_NAME = Field.required(
            "name", "Name with tag or digest, as the orchestrator pulls it.", Scalars.TEXT, ImageArtifact::image);
    private static final Field<ImageArtifact, List<String>> ENTRYPOINT = Field.defaulted(
            "entrypoint",
            "Replaces the image's own entry point when not empty.",
            new ListShape<>(Scalars.TEXT),
            ImageArtifact::entrypoint,
            List.of());
    private static final Field<ImageArtifact, List<String>> IMAGE_ARGUMENTS = Field.defaulted(
            "arguments",
            "Passed as they are, no shell in between.",
            new ListShape<>(Scalars.TEXT),
            ImageArtifact::arguments,
            List.of());
    private static final Field<ImageArtifact, Optional<SecretReference>> PULL_SECRET = Field.optional(
            "pullSecret",
            "Credentials for the registry.",
            new LaterShape<>(() -> SecretShapes.REFERENCE),
            ImageArtifact::pullSecret);
    private static final Field<ImageArtifact, PullPolicy> PULL_POLICY = Field.defaulted(
            "pullPolicy",
            "When the image is pulled.",
            Scalars.oneOf(PullPolicy.values()),
            ImageArtifact::pullPolicy,
            PullPolicy.IF_ABSENT);

    static final Shape<ImageArtifact> IMAGE = ObjectShape.<ImageArtifact>named(
                    "Image", "A container image; a text alone is its name.")
            .fields(IMAGE_NAME, ENTRYPOINT, IMAGE_ARGUMENTS, PULL_SECRET, PULL_POLICY)
            .shortForm(new ShortForm.OfField("name"))
            .build(ArtifactShapes::image);

    private static final Field<ProcessArtifact.Source, String> URI =
            Field.required("uri", "Absolute URI of the file.", Scalars.TEXT, ProcessArtifact.Source::uri);
    private static final Field<ProcessArtifact.Source, String> DIGEST = Field.required(
            "digest",
            "sha256: and 64 hexadecimal digits, checked before the file is run.",
            Scalars.text("sha256:[0-9a-f]{64}", 0),
            ProcessArtifact.Source::digest);
    private static final Shape<ProcessArtifact.Source> SOURCE = ObjectShape.<ProcessArtifact.Source>named(
                    "ProcessSource", "Where a program is fetched from before it starts.")
            .fields(URI, DIGEST)
            .build(values -> new ProcessArtifact.Source(values.get(URI), values.get(DIGEST)));

    private static final Field<ProcessArtifact, String> EXECUTABLE = Field.required(
            "executable",
            "Path of the program, absolute or relative to this file.",
            HostPath.PROGRAM,
            ProcessArtifact::executable);
    private static final Field<ProcessArtifact, List<String>> PROCESS_ARGUMENTS = Field.defaulted(
            "arguments",
            "Passed as they are, no shell in between.",
            new ListShape<>(Scalars.TEXT),
            ProcessArtifact::arguments,
            List.of());
    private static final Field<ProcessArtifact, Optional<ProcessArtifact.Source>> PROCESS_SOURCE = Field.optional(
            "source",
            "Where the program is fetched from; left out when the host already has it.",
            SOURCE,
            ProcessArtifact::source);

    static final Shape<ProcessArtifact> PROCESS = ObjectShape.<ProcessArtifact>named(
                    "Process", "A program of the host; a text alone is its path.")
            .fields(EXECUTABLE, PROCESS_ARGUMENTS, PROCESS_SOURCE)
            .shortForm(new ShortForm.OfField("executable"))
            .build(ArtifactShapes::process);

    private static final Field<Artifact, Optional<ImageArtifact>> AS_IMAGE = Field.optional(
            "image", "A container image.", IMAGE, artifact -> Variants.as(ImageArtifact.class, artifact));
    private static final Field<Artifact, Optional<ProcessArtifact>> AS_PROCESS = Field.optional(
            "process", "A program of the host.", PROCESS, artifact -> Variants.as(ProcessArtifact.class, artifact));

    static final Shape<Artifact> ARTIFACT = ObjectShape.<Artifact>named("Artifact", "What a task runs.")
            .fields(AS_IMAGE, AS_PROCESS)
            .choice("image", "process")
            .build(values -> Variants.first(values.get(AS_IMAGE), values.get(AS_PROCESS)));

    private static ImageArtifact image(FieldValues values) {
        ImageArtifact.Builder builder = ImageArtifact.builder(values.get(IMAGE_NAME))
                .entrypoint(values.get(ENTRYPOINT))
                .arguments(values.get(IMAGE_ARGUMENTS))
                .pullPolicy(values.get(PULL_POLICY));
        values.get(PULL_SECRET).ifPresent(builder::pullSecret);
        return builder.build();
    }

    private static ProcessArtifact process(FieldValues values) {
        ProcessArtifact.Builder builder =
                ProcessArtifact.builder(values.get(EXECUTABLE)).arguments(values.get(PROCESS_ARGUMENTS));
        values.get(PROCESS_SOURCE).ifPresent(builder::source);
        return builder.build();
    }
}
