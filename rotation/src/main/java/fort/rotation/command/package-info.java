/// Rotators that are programs on Fort's own machine. Hidden.
package fort.rotation.command;
