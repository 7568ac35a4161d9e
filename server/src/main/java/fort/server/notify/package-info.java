/// Alerts on their way out: signed, guarded, retried.
package fort.server.notify;
