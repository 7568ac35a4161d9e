/// Certificates of the node: read from files, or made by its own local authority.
package fort.server.tls;
