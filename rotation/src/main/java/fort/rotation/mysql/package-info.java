/// Passwords of MariaDB users. Hidden.
package fort.rotation.mysql;
