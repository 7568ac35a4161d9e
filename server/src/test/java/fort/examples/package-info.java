/// Examples that run as tests: how a program uses Fort.
@org.jspecify.annotations.NullMarked
package fort.examples;
