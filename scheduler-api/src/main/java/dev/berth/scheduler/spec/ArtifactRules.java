package dev.berth.scheduler.spec;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of what a task runs. */
final class ArtifactRules {
    private static final Pattern IMAGE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*([:/@][A-Za-z0-9_][A-Za-z0-9._+-]*)*");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int LONGEST_IMAGE = 512;
    private static final int LONGEST_DIGEST = 71;
    private static final Set<String> SCHEMES = Set.of("http", "https", "file");

    private ArtifactRules() {}

    static void check(List<Artifact> artifacts, Findings findings) {
        if (artifacts.isEmpty()) {
            findings.refuse("artifacts must name at least one image or process");
        }
        for (int i = 0; i < artifacts.size(); i++) {
            Artifact artifact = artifacts.get(i);
            if (artifact instanceof ImageArtifact image) {
                image(image, findings.item(i).field("image"));
            } else if (artifact instanceof ProcessArtifact process) {
                process(process, findings.item(i).field("process"));
            }
        }
    }

    private static void image(ImageArtifact image, Findings findings) {
        findings.field("name")
                .matches(IMAGE, LONGEST_IMAGE, image.image(), "an image's name, with a tag or digest if needed");
        words(image.entrypoint(), findings.field("entrypoint"));
        words(image.arguments(), findings.field("arguments"));
        image.pullSecret().ifPresent(secret -> SecretRules.check(secret, findings.field("pullSecret")));
    }

    private static void process(ProcessArtifact process, Findings findings) {
        findings.field("executable").absolutePath(process.executable());
        boolean directory = process.executable().endsWith("/");
        findings.field("executable").require(!directory, process.executable(), "must be a file, not a directory");
        words(process.arguments(), findings.field("arguments"));
        process.source().ifPresent(source -> source(source, findings.field("source")));
    }

    static void words(List<String> words, Findings findings) {
        for (int i = 0; i < words.size(); i++) {
            findings.item(i).deliverable(words.get(i));
            SizeRules.word(words.get(i), findings.item(i));
        }
    }

    /** The address is not shown: it may bear credentials. */
    private static void source(ProcessArtifact.Source source, Findings findings) {
        if (!isFetchable(source.uri())) {
            findings.field("uri")
                    .refuse("uri must be an absolute http, https or file address without user and password");
        }
        findings.field("digest")
                .matches(DIGEST, LONGEST_DIGEST, source.digest(), "'sha256:' and 64 hexadecimal digits in lower case");
    }

    private static boolean isFetchable(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            boolean complete = "file".equals(scheme) ? uri.getPath() != null : uri.getHost() != null;
            return scheme != null && SCHEMES.contains(scheme) && complete && uri.getRawUserInfo() == null;
        } catch (URISyntaxException expected) {
            return false;
        }
    }
}
