package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Values that have broken servers before.
final class Hostile {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> TEXTS =
            List.of(
                    " ",
                    "\u0000",
                    "a\u0000b",
                    "\ud800",
                    "b\udc00",
                    "\u202e\u200b",
                    "\ufffd\uffff",
                    "\r\n",
                    "' OR 1=1 --",
                    "\\",
                    "%_%",
                    "a & !b | (",
                    "<b>",
                    "null",
                    "NaN",
                    "true",
                    "-1",
                    "0",
                    "+1",
                    "1.0",
                    "1e9",
                    "2147483648",
                    "9223372036854775807",
                    "9223372036854775808",
                    "99999999999999999999999999",
                    "\u0661\u0662",
                    "\u0130\u0131\u00df",
                    "00000000-0000-0000-0000-000000000000",
                    "01938A5E-0001-7C3E-9D2F-3A1B2C3D4E5F",
                    "01938a5e-1-7c3e-9d2f-3a1b2c3d4e5f",
                    "ffffffff-ffff-ffff-ffff-ffffffffffff0",
                    "9999-12-31T23:59:59.999999999Z",
                    "+1000000000-12-31T23:59:59.999999999Z",
                    "-0001-01-01T00:00:00Z",
                    "2026-02-30T00:00:00Z",
                    "2026-11-26T12:00:00",
                    "\ud83d\ude42".repeat(600),
                    "x".repeat(3_000));

    /// Parts of a path or a query as they stand there.
    private static final List<String> ENCODED =
            List.of(
                    "%00",
                    "%FF%FE",
                    "%C0%80",
                    "%ED%A0%80",
                    "%2e%2e%2Finternal",
                    "a%2Fb",
                    "a%5Cb",
                    "%25",
                    "%252F",
                    "a;b=c",
                    "a+b",
                    "*",
                    "~");

    private static final List<String> HEADERS =
            List.of(
                    "*",
                    "\"",
                    "\"1\"",
                    "W/\"1\"",
                    "\"1\", \"2\"",
                    ",,,",
                    "-1",
                    "a b",
                    "gzip",
                    "bytes=0-1",
                    "refresh_token=x; refresh_token=y",
                    "::1, 999.1.1.1",
                    "DELETE",
                    "null",
                    "x".repeat(2_000));

    private static final List<String> HEADER_NAMES =
            List.of(
                    "If-Match",
                    "If-None-Match",
                    "Idempotency-Key",
                    "Accept",
                    "Accept-Encoding",
                    "Content-Type",
                    "Content-Encoding",
                    "Cookie",
                    "Forwarded",
                    "Origin",
                    "Range",
                    "X-Forwarded-For",
                    "X-HTTP-Method-Override",
                    "X-Request-Id",
                    "X-Requested-With");

    private static final List<String> RAW_BODIES =
            List.of(
                    "",
                    "{",
                    "}",
                    "[]",
                    "[{}]",
                    "\"\"",
                    "null",
                    "0",
                    "{}{}",
                    "{} x",
                    "{\"a\":}",
                    "{'a':1}",
                    "{\"a\":1,}",
                    "{\"a\":NaN}",
                    "{\"a\":01}",
                    "{\"\":\"\"}",
                    "{\"a\":\"\\u12\"}",
                    "{\"a\":\"\t\"}",
                    "\u0000",
                    "\ufeff{}",
                    "<a/>",
                    "a=b&c=d",
                    "[".repeat(5_000),
                    "{\"a\":".repeat(5_000));

    private Hostile() {}

    static String text(Random random) {
        return one(TEXTS, random);
    }

    static String encoded(Random random) {
        return one(ENCODED, random);
    }

    static String header(Random random) {
        return one(HEADERS, random);
    }

    static String headerName(Random random) {
        return one(HEADER_NAMES, random);
    }

    static byte[] body(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0};
            case 1 -> new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};
            case 2 -> new byte[300_000];
            default -> one(RAW_BODIES, random).getBytes(StandardCharsets.UTF_8);
        };
    }

    static JsonNode value(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextInt(3) - 1);
            case 3 -> JSON.numberNode(1.5);
            case 4 -> JSON.numberNode(Double.MAX_VALUE);
            case 5 -> JSON.numberNode(Long.MAX_VALUE);
            case 6 -> JSON.numberNode(Long.MIN_VALUE);
            case 7 -> JSON.numberNode(BigInteger.TEN.pow(400));
            case 8 -> JSON.arrayNode();
            case 9 -> JSON.objectNode();
            case 10 -> many(random);
            case 11 -> deep(random.nextBoolean() ? 100 : 990);
            default -> JSON.textNode(text(random));
        };
    }

    private static JsonNode many(Random random) {
        ArrayNode many = JSON.arrayNode();
        String text = text(random);
        int count = text.length() > 100 ? 20 : 1_500;
        for (int i = 0; i < count; i++) {
            many.add(text);
        }
        return many;
    }

    private static JsonNode deep(int levels) {
        JsonNode value = JSON.textNode("deep");
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0 ? JSON.arrayNode().add(value) : around(value);
        }
        return value;
    }

    private static ObjectNode around(JsonNode value) {
        ObjectNode object = JSON.objectNode();
        object.set("a", value);
        return object;
    }

    static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
