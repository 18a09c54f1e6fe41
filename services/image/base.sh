#!/bin/sh
# Makes the base of all images in a folder: the part of this machine's JDK that the services use, the C library that it
# needs, and nothing else, no shell either. Linux only.
set -eu

out=$1
rm -rf "$out"
mkdir -p "$out/opt" "$out/etc" "$out/tmp"

# What `jdeps --print-module-deps` finds, what is found by reflection (SASL, DNS, zip), and jcmd and JFR for operators.
modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
modules=$modules,java.rmi,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.jcmd,jdk.jfr
modules=$modules,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs

"$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages \
    --generate-cds-archive --output "$out/opt/java"
# Screens and loudspeakers.
rm -f "$out"/opt/java/lib/libawt_xawt.so "$out"/opt/java/lib/libjawt.so "$out"/opt/java/lib/libjsound.so \
    "$out"/opt/java/lib/libsplashscreen.so
rm -rf "$out/opt/java/legal"

find "$out/opt/java" -type f \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + 2>/dev/null |
    sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\) .*/\1/p' |
    grep -v "^$out\|/opt/java/" | sort -u |
    while read -r library; do
        mkdir -p "$out$(dirname "$library")"
        cp -L "$library" "$out$library"
    done

echo 'messenger:x:10001:10001::/:/none' >"$out/etc/passwd"
echo 'messenger:x:10001:' >"$out/etc/group"
echo 'hosts: files dns' >"$out/etc/nsswitch.conf"
# As Jib writes it: an AOT cache is good only for files of the same age.
find "$out" -exec touch -h -d @1 {} +
