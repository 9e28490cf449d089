package dev.berth.scheduler.benchmarks.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApiCallTest {
    private static String what(String request) {
        return ApiCall.of(request + " HTTP/1.1").what();
    }

    @Test
    void namesRequestsByMethodAndKindWhateverTheyAskFor() {
        assertThat(what("GET /api/v1/namespaces/bench/pods?limit=500")).isEqualTo("GET pods");
        assertThat(what("GET /api/v1/pods")).isEqualTo("GET pods");
        assertThat(what("PATCH /apis/apps/v1/namespaces/bench/deployments/web?force=true"))
                .isEqualTo("PATCH deployments");
        assertThat(what("PATCH /api/v1/namespaces/bench/pods/web-1/status")).isEqualTo("PATCH pods/status");
    }

    @Test
    void namesOthersByTheirPath() {
        assertThat(what("GET /version")).isEqualTo("GET /version");
        assertThat(what("GET /openapi/v3/apis/apps/v1?hash=1")).isEqualTo("GET /openapi/v3/apis/apps/v1");
    }

    @Test
    void countsThemByKind() {
        assertThat(ApiCall.byKind(List.of(new ApiCall("POST a"), new ApiCall("GET b"), new ApiCall("POST a"))))
                .isEqualTo("1 GET b, 2 POST a");
    }

    @Test
    void refusesWhatIsNoRequest() {
        assertThatThrownBy(() -> ApiCall.of("HTTP/1.1 200 OK nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a method, a path and a version");
    }
}
