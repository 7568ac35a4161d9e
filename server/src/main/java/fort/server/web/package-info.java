/// HTTP as the rest of the server sees it: a [WebRequest] in, a [WebResponse] out. The engine behind it (Helidon)
/// is an
/// adapter that only
/// this package knows, so that it can be swapped. Everything that can be refused without looking at the meaning of a
/// request is refused here.
package fort.server.web;
