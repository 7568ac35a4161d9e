package fort.server;

import fort.server.config.ServerConfig;
import java.util.function.Consumer;

/// Serves in this process, and says once that it does.
final class Foreground {
    private Foreground() {}

    static void serve(ServerConfig config, Consumer<Running> whenServing) {
        try (Assembly assembly = Assembly.start(config);
                Running running = Running.announce(config.folder(), assembly.served())) {
            whenServing.accept(running);
            Main.awaitEnd();
        }
    }
}
