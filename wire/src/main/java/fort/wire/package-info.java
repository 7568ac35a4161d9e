/// See the module's description.
package fort.wire;
