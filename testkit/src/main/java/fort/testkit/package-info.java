/// What tests share. Never shipped.
package fort.testkit;
