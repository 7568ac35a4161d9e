/// The operator's log: one JSON object a line on standard error. It is not the record; see [fort.audit].
package fort.server.log;
