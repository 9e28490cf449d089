package dev.berth.scheduler.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Received fatal alert: certificate_required",
                "(certificate_required) Received fatal alert: certificate_required"
            })
    void knowsThatTheServerRefusedUsAsEachJdkSaysIt(String words) {
        assertThat(TlsWords.isRefusedByServer(new SSLHandshakeException(words))).isTrue();
    }
}
