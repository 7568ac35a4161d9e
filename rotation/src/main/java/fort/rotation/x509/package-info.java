/// Certificates of a local authority. Hidden.
package fort.rotation.x509;
