import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server. Berth tells it its port and its name; it answers with both until it is asked to stop. */
final class Hello {
    private static final int SECONDS_TO_FINISH = 1;

    private Hello() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT_HTTP", "8080"));
        String instance = System.getenv().getOrDefault("INSTANCE", "nobody");
        ExecutorService workers = Executors.newFixedThreadPool(4);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> answer(exchange, "Hello from " + instance + " on port " + port));
        server.createContext("/healthz", exchange -> answer(exchange, "ok"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, workers)));
        server.start();
        System.out.println(instance + " listens on port " + port);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** On SIGTERM: takes no new connection, and gives the requests at work a second. */
    private static void stop(HttpServer server, ExecutorService workers) {
        System.out.println("stopping");
        server.stop(SECONDS_TO_FINISH);
        workers.shutdown();
    }
}
