/// The one configuration file: read once, checked whole, immutable afterwards.
package fort.server.config;
