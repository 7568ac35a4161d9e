package fort.server.web;

/// Answers requests. Called on a virtual thread each; may block.
@FunctionalInterface
public interface WebHandler {
    WebResponse handle(WebRequest request);
}
