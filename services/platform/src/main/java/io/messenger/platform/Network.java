package io.messenger.platform;

import java.net.InetAddress;

/// A block of addresses such as `10.0.0.0/8`, or a single address.
record Network(InetAddress address, int bits) {
    Network {
        if (bits < 0 || bits > address.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("no prefix length of an address: " + bits);
        }
    }

    /// Reads numbers only: no name is looked up.
    ///
    /// @throws IllegalArgumentException when `text` is no block
    static Network parse(String text) {
        String[] parts = text.split("/", 2);
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        int all = address.getAddress().length * Byte.SIZE;
        return new Network(address, parts.length == 1 ? all : Integer.parseInt(parts[1]));
    }

    boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
