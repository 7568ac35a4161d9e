/// Passwords of PostgreSQL roles. Hidden.
package fort.rotation.postgresql;
