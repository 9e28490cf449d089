package dev.berth.scheduler.k8s.connection;

import static dev.berth.scheduler.k8s.connection.TestKubeconfig.SERVER;
import static dev.berth.scheduler.k8s.connection.TestKubeconfig.identity;
import static dev.berth.scheduler.k8s.connection.TestKubeconfig.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubeconfigs say, one or several; what can't be followed is refused with the file and the field. */
class KubeconfigsTest {
    @TempDir
    private Path directory;

    private Path write(String cluster, String user) throws IOException {
        return TestKubeconfig.write(directory.resolve("config"), cluster, user);
    }

    private Path text(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void looksWhereKubectlDoes() {
        Path home = Path.of("/home/me");
        assertThat(Kubeconfigs.usual(Map.of(), home)).containsExactly(home.resolve(".kube/config"));
        String several = "/a" + File.pathSeparator + File.pathSeparator + "/b";
        assertThat(Kubeconfigs.usual(Map.of("KUBECONFIG", several), home))
                .containsExactly(Path.of("/a"), Path.of("/b"));
    }

    @Test
    void takesOfEachNameWhatTheFirstFileSaysThatHasIt() throws IOException {
        Path first = text("first", """
            clusters: [{name: prod, cluster: {server: 'https://first:1/'}}]
            users: [{name: other, user: {token: unused}}]
            """);
        Path second = text("second", """
            current-context: here
            contexts: [{name: here, context: {cluster: prod, user: me}}]
            clusters: [{name: prod, cluster: {server: 'https://second:1'}}]
            users: [{name: me, user: {token: mine}}]
            """);
        Path third = text("third", """
            current-context: there
            contexts: [{name: there, context: {cluster: prod, user: other}}]
            """);
        Path absent = directory.resolve("absent");
        Identity found = identity(first, absent, second, third);
        assertThat(found.server()).hasToString("https://first:1");
        assertThat(found.credentials().tokens().token()).contains("mine");
        Identity named =
                Kubeconfigs.identity(List.of(first, second, third), Optional.of("there"), TestKubeconfig.call());
        assertThat(named.credentials().tokens().token()).contains("unused");
    }

    @Test
    void namesTheContextsWhereTheOneThatIsWantedLacks() throws IOException {
        Path file = write(SERVER, "token: t");
        assertThatThrownBy(() -> Kubeconfigs.identity(List.of(file), Optional.of("x"), TestKubeconfig.call()))
                .hasMessage("context (=x) is not in [" + file + "], which has [here]");
    }

    @Test
    void saysThatThereIsNoFile() {
        Path absent = directory.resolve("absent");
        assertThat(refusal(absent)).isEqualTo(absent + " is not there: name a kubeconfig, or a server");
    }

    @Test
    void findsFilesBesideTheKubeconfig() throws IOException {
        Path authority = TestCertificates.file(directory, "authority.pem");
        Path certificate = TestCertificates.file(directory, "client.pem");
        Path key = TestCertificates.file(directory, "client-key.pem");
        Identity found = identity(write(
                SERVER + ", certificate-authority: authority.pem",
                "client-certificate: ./client.pem, client-key: '" + key.toAbsolutePath() + "'"));
        assertThat(found.authority().orElseThrow().text()).isEqualTo(Files.readString(authority));
        assertThat(found.credentials().certificate().orElseThrow().text()).isEqualTo(Files.readString(certificate));
        assertThat(found.credentials().key().orElseThrow().text()).isEqualTo(Files.readString(key));
    }

    @Test
    void takesWhatStandsInItBeforeWhatStandsInAnotherFile() throws IOException {
        Identity found = identity(write(
                SERVER + ", certificate-authority: absent.pem, certificate-authority-data: "
                        + TestCertificates.data("authority.pem"),
                "token: t"));
        assertThat(found.authority().orElseThrow().text()).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void takesATokenInAFileBeforeOneInTheKubeconfigItself() throws IOException {
        Files.writeString(directory.resolve("token"), "from-a-file\n");
        assertThat(identity(write(SERVER, "token: stated, tokenFile: token"))
                        .credentials()
                        .tokens()
                        .token())
                .contains("from-a-file");
    }

    @Test
    void goesByTheProxyThatIsStated() throws IOException {
        assertThat(identity(write(SERVER + ", proxy-url: 'http://127.0.0.1:3128/'", "token: t"))
                        .proxy())
                .contains(new InetSocketAddress(InetAddress.getLoopbackAddress(), 3128));
    }

    @Test
    void saysWhereAFileIsNoYamlAndNothingOfWhatItSays() throws IOException {
        Path file = text("config", "users:\n- name: me\n  user: {token: very-secret\ncontexts: []\n");
        assertThat(refusal(file)).isEqualTo(file + " can't be read as kubeconfig: see line 4");
    }

    @Test
    void refusesAFileThatIsNoKubeconfig() throws IOException {
        assertThat(refusal(text("config", "- very-secret")))
                .contains("can't be read")
                .doesNotContain("secret");
        assertThat(refusal(text("empty", ""))).contains("empty can't be read as kubeconfig");
        assertThat(refusal(directory)).contains("can't be read as kubeconfig");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                          | server of cluster 'prod' in FILE is not stated
        server: 'http://k'                          | server of cluster 'prod' in FILE (=http://k) must be https://
        server: 'https://me:very-secret@k'          | server of cluster 'prod' in FILE must be https://HOST:PORT
        server: 'a b'                               | server of cluster 'prod' in FILE must be https://HOST:PORT
        SERVER, insecure-skip-tls-verify: true      | insecure-skip-tls-verify of cluster 'prod' in FILE is not followed
        server: 'https://k:99999'                   | server of cluster 'prod' in FILE must be https://HOST:PORT
        SERVER, proxy-url: 'http://p:99999'         | proxy-url of cluster 'prod' in FILE must be http://HOST:PORT
        SERVER, tls-server-name: other              | tls-server-name of cluster 'prod' in FILE can't be followed
        SERVER, proxy-url: 'socks5://p:1'           | proxy-url of cluster 'prod' in FILE must be http://HOST:PORT
        SERVER, proxy-url: 'p:1'                    | proxy-url of cluster 'prod' in FILE must be http://HOST:PORT
        SERVER, proxy-url: 'http://m:very-secret@p' | proxy-url of cluster 'prod' in FILE must be http://HOST:PORT
        SERVER, certificate-authority: absent.pem   | certificate-authority of cluster 'prod' in FILE (=DIR/absent.pem) is not there
        SERVER, certificate-authority-data: '?'     | certificate-authority-data of cluster 'prod' in FILE must be base64
        """)
    void refusesAClusterThatCanNotBeGoneToAsItIsStated(String cluster, String words) throws IOException {
        Path file = write(cluster.replace("SERVER", SERVER), "token: t");
        assertThat(refusal(file)).startsWith(in(file, words)).doesNotContain("secret");
    }

    private String in(Path file, String words) {
        return words.replace("FILE", file.toString()).replace("DIR", directory.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        token: t, as: admin                          | as of user 'me' in FILE can't be followed
        token: t, as-groups: [a]                     | as of user 'me' in FILE can't be followed
        token: t, as-user-extra: {a: [b]}            | as of user 'me' in FILE can't be followed
        username: me, password: very-secret          | password of user 'me' in FILE can't be followed
        auth-provider: {name: oidc}                  | auth-provider of user 'me' in FILE can't be followed
        token: "very\\nsecret"                       | token of user 'me' in FILE must be one token
        tokenFile: "a\\0b"                          | user 'me' in FILE names a file that there can't be
        tokenFile: absent                            | tokenFile of user 'me' in FILE (=DIR/absent) is not there
        client-key: k                                | client-key of user 'me' in FILE (=DIR/k) is not there
        client-key-data: dmVyeS1zZWNyZXQ=            | client-certificate of user 'me' in FILE is not stated
        client-certificate-data: YQ==                | client-key of user 'me' in FILE is not stated
        client-certificate-data: very-secret!        | client-certificate-data of user 'me' in FILE must be base64
        exec: {apiVersion: a}                        | exec.command of user 'me' in FILE is not stated
        exec: {command: a, apiVersion: v1alpha1}     | exec.apiVersion of user 'me' in FILE must be
        """)
    void refusesAUserThatNobodyCanBe(String user, String words) throws IOException {
        Path file = write(SERVER, user);
        assertThat(refusal(file)).startsWith(in(file, words)).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                  | [FILE] has no current context
        contexts: [{name: a, context: {cluster: c}}]        | cluster of context 'a' in FILE (='c') is not in
        contexts: [{name: a, context: {user: u}}]           | context 'a' in FILE names no cluster
        contexts: [{context: {}}]                           | FILE has a context without a name
        contexts: [{name: a}]                               | context 'a' in FILE is empty
        """)
    void refusesAContextThatLeadsNowhere(String contexts, String words) throws IOException {
        String all = contexts.equals("{}") ? contexts : "current-context: a\n" + contexts;
        Path file = text("config", all);
        assertThat(refusal(file)).startsWith(in(file, words));
    }

    /** Whom others would take for nobody. */
    @Test
    void refusesAUserThatIsNotThere() throws IOException {
        Path file = write(SERVER, "token: t");
        Path other = text("other", Files.readString(file).replace("user: me", "user: you"));
        assertThat(refusal(other))
                .isEqualTo("user of context 'here' in " + other + " (='you') is not in [" + other + "]");
    }

    @Test
    void refusesAFileThatSaysANameTwice() throws IOException {
        Path file = text("config", "users: [{name: me, user: {token: a}}, {name: me, user: {token: b}}]");
        assertThat(refusal(file)).isEqualTo("user 'me' is in " + file + " twice");
    }

    @Test
    void tellsNoTokenOfWhatWasRead() throws IOException {
        Identity found = identity(write(SERVER, "token: very-secret"));
        assertThat(found.toString() + found.credentials() + found.credentials().tokens())
                .doesNotContain("secret");
    }
}
