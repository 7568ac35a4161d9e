/// Rotation of secrets at real targets: the [Rotator] port and the worker. See docs/decisions/0014-rotation.md.
package fort.rotation;
