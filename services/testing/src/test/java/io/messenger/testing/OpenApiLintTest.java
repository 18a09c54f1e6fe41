package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One fault is planted in a clean document at a time.
class OpenApiLintTest {
    private static final Path SHOP = Path.of("src/test/resources/openapi/shop/openapi.yaml");

    @Test
    void cleanDocumentHasNoFindings() {
        OpenApiLint.check("shop");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            commentCharacter = '%',
            textBlock =
                    """
                    openapi: 3.1.0               | openapi: 3.0.3                  | does not match the regex pattern
                    operationId: order           | opId: order                     | 'operationId'
                    summary: Reads an order.     | notes: Reads an order.          | 'summary'
                    operationId: cancelOrder     | operationId: orderById          | operationId orderById is used twice
                    tags: [orders]               | tags: [things]                  | has the tag things
                    name: id, in: path           | name: nr, in: path              | declares the path parameters [nr]
                    security: [{token: []}]      | externalDocs: {url: /}          | says nothing of security
                    '401': {$ref                 | '403': {$ref                    | must document 401
                    application/problem+json     | application/json                | must answer 400 with application/problem+json
                    '204': {                     | default: {                      | default
                    schemas/Buyer'               | schemas/Nobody'                 | #/components/schemas/Nobody leads to nothing
                    buyer: {$ref: '#/components/schemas/Buyer'} | buyer: {}        | #/components/schemas/Buyer is used by nothing
                    example: {thing: lamp}       | example: {thing: 5}             | is no example
                    examples: [{id: 1,           | examples: [{id: one,            | is no example
                    type: integer, minimum: 1    | type: integer, minimum: low     | minimum
                    """)
    void plantedFaultIsFound(String clean, String planted, String finding) throws IOException {
        String text = Files.readString(SHOP);
        assertThat(text).contains(clean);
        List<String> findings =
                OpenApiLint.findings(OpenApiDocument.parse("shop", text.replace(clean, planted)));
        assertThat(String.join("\n", findings)).contains(finding);
    }
}
