/// Passwords of Redis and Valkey ACL users. Hidden.
package fort.rotation.redis;
