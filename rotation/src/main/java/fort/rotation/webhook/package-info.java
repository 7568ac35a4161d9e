/// Rotators that somebody else runs, asked by signed HTTP requests. Hidden.
package fort.rotation.webhook;
