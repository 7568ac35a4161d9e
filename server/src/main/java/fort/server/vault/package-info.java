@org.jspecify.annotations.NullMarked
package fort.server.vault;
