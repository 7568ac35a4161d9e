import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Rewrites a jar so that the JVM's start-up cache takes all of its classes. Same code, same names; only the wrapping changes.
///
/// - Class files older than Java 6 get today's form, with stack maps. The cache keeps no class that needs the old verifier, and picocli is compiled for
///   Java 5: 157 of its classes would be read, checked and linked at each start of the command line.
/// - Signatures go. The cache keeps no class of a signed jar, and Bouncy Castle's are signed for use as a security provider, which we never do.
///
/// Used by `./fort` when it puts the distribution together: `java tools/CacheableJar.java JAR...`.
final class CacheableJar {
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    private static final int OLD_VERIFIER_BELOW = ClassFile.JAVA_6_VERSION;

    private CacheableJar() {}

    public static void main(String[] arguments) throws IOException {
        for (String jar : arguments) {
            rewrite(Path.of(jar));
        }
    }

    private static void rewrite(Path jar) throws IOException {
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
                InputStream in = Files.newInputStream(jar);
                ZipInputStream from = new ZipInputStream(in);
                OutputStream out = Files.newOutputStream(fresh);
                ZipOutputStream to = new ZipOutputStream(out)) {
            ClassFile format = ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.ofResourceParsing(classes).orElse(ClassHierarchyResolver.defaultResolver())));
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (SIGNATURE.matcher(entry.getName()).matches()) {
                    continue;
                }
                byte[] bytes = from.readAllBytes();
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTimeLocal(entry.getTimeLocal());
                to.putNextEntry(same);
                to.write(
                        entry.getName().endsWith(".class")
                                ? modern(format, bytes)
                                : entry.getName().equals(JarFile.MANIFEST_NAME) ? unsigned(bytes) : bytes);
                to.closeEntry();
            }
        }
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The main section alone: the others hold a digest of each file.
    private static byte[] unsigned(byte[] bytes) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
        manifest.getEntries().values().forEach(section -> section.keySet().removeIf(key -> key.toString().endsWith("-Digest")));
        manifest.getEntries().values().removeIf(Attributes::isEmpty);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manifest.write(out);
        return out.toByteArray();
    }

    private static byte[] modern(ClassFile format, byte[] bytes) {
        ClassModel model = format.parse(bytes);
        if (model.majorVersion() >= OLD_VERIFIER_BELOW) {
            return bytes;
        }
        // Without a version of its own a class gets today's; with each body passed through, each gets its stack maps.
        return format.transformClass(
                model,
                ClassTransform.dropping(element -> element instanceof ClassFileVersion)
                        .andThen(ClassTransform.transformingMethodBodies(CodeBuilder::with)));
    }
}
