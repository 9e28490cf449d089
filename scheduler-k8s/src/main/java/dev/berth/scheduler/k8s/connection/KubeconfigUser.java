package dev.berth.scheduler.k8s.connection;

import dev.berth.scheduler.spi.Call;
import io.fabric8.kubernetes.api.model.AuthInfo;
import java.util.Optional;

/** Who a kubeconfig says we are: by a token, a certificate, or a command that tells either. */
final class KubeconfigUser {
    private final KubeconfigEntry<AuthInfo> user;
    private final AuthInfo stated;
    private final ExecCluster cluster;

    KubeconfigUser(KubeconfigEntry<AuthInfo> user, ExecCluster cluster) {
        this.user = user;
        this.stated = user.value();
        this.cluster = cluster;
    }

    /** A token is taken before what a command would tell, as kubectl does, and of tokens the one in a file. */
    Credentials credentials(Call call) {
        refuse();
        TokenSource tokens = tokens();
        Optional<Pem> certificate = PemFiles.either(
                user, "client-certificate", stated.getClientCertificateData(), stated.getClientCertificate());
        Optional<Pem> key = PemFiles.either(user, "client-key", stated.getClientKeyData(), stated.getClientKey());
        if (certificate.isPresent() != key.isPresent()) {
            String missing = certificate.isPresent() ? "client-key" : "client-certificate";
            throw user.unusable(missing, "is not stated: certificate and key go together");
        }
        return stated.getExec() == null || tokens != TokenSource.NONE || certificate.isPresent()
                ? Credentials.of(tokens, certificate, key)
                : new ExecPlugin(user, stated.getExec(), cluster).run(call);
    }

    private void refuse() {
        boolean other = isStated(stated.getAs())
                || isStated(stated.getAsUid())
                || !KubeconfigEntry.list(stated.getAsGroups()).isEmpty()
                || (stated.getAsUserExtra() != null && !stated.getAsUserExtra().isEmpty());
        if (other) {
            throw user.unusable("as", "can't be followed: Berth acts as whoever it is let in as");
        }
        if (isStated(stated.getUsername()) || isStated(stated.getPassword())) {
            throw user.unusable("password", "can't be followed: no API server takes one any more");
        }
        if (stated.getAuthProvider() != null) {
            throw user.unusable("auth-provider", "can't be followed: name a command in exec instead");
        }
    }

    private static boolean isStated(String text) {
        return KubeconfigEntry.text(text).isPresent();
    }

    private TokenSource tokens() {
        Optional<TokenSource> file =
                user.path(stated.getTokenFile()).map(path -> new TokenFile(user.field("tokenFile"), path));
        return file.orElseGet(() -> KubeconfigEntry.text(stated.getToken())
                .map(token -> TokenSource.of(user.field("token"), token))
                .orElse(TokenSource.NONE));
    }
}
