import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves one file, as it is at each request; without it, it doesn't start. */
final class Page {
    private Page() {}

    public static void main(String[] arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        System.out.println("serving " + Files.size(page) + " bytes of " + page);
        int port = Integer.parseInt(System.getenv("PORT_HTTP"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            byte[] body = Files.readAllBytes(page);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
        server.start();
    }
}
