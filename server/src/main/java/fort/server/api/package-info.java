/// Fort's own API: each route of [fort.wire.Routes] turned into an act at the gate, and its outcome into a message.
package fort.server.api;
