package io.messenger.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The rules that this project has for an operation, beyond what OpenAPI demands.
final class OperationLint {
    private static final String PROBLEM = "application/problem+json";

    private final ApiOperation operation;
    private final List<String> findings = new ArrayList<>();

    private OperationLint(ApiOperation operation) {
        this.operation = operation;
    }

    static List<String> findings(ApiOperation operation) {
        OperationLint lint = new OperationLint(operation);
        lint.tags();
        lint.pathParameters();
        lint.security();
        lint.problems();
        return lint.findings;
    }

    private void tags() {
        Set<String> declared =
                operation
                        .document()
                        .root()
                        .child("tags")
                        .children()
                        .map(tag -> tag.text("name").orElse(""))
                        .collect(Collectors.toSet());
        operation
                .place()
                .node()
                .path("tags")
                .valueStream()
                .map(tag -> tag.asText())
                .filter(tag -> !declared.contains(tag))
                .forEach(tag ->
                        find("has the tag " + tag + ", which the document does not declare"));
    }

    private void pathParameters() {
        Set<String> declared =
                operation.parameters().stream()
                        .filter(parameter -> parameter.in().equals("path"))
                        .map(ApiOperation.Parameter::name)
                        .collect(Collectors.toSet());
        if (!declared.equals(Set.copyOf(operation.path().names()))) {
            find("declares the path parameters " + declared);
        }
    }

    private void security() {
        Place security = operation.place().written("security");
        if (!security.exists() && !operation.document().root().written("security").exists()) {
            find("says nothing of security (for none: security: [])");
        }
        boolean open = security.exists() && security.node().isEmpty();
        if (!open && operation.response(401).isEmpty()) {
            find("needs a token, so it must document 401");
        }
    }

    private void problems() {
        boolean refuses = operation.statuses().stream().anyMatch(status -> status.startsWith("4"));
        boolean takesInput = !operation.parameters().isEmpty() || operation.requestBody().exists();
        if (takesInput && !refuses) {
            find("takes input, so it must document a 4xx problem");
        }
        operation.statuses().stream()
                .filter(status -> status.startsWith("4") || status.startsWith("5"))
                .filter(status -> !isProblem(Integer.parseInt(status)))
                .forEach(status -> find("must answer " + status + " with " + PROBLEM + " only"));
    }

    private boolean isProblem(int status) {
        return operation
                .response(status)
                .orElseThrow()
                .child("content")
                .writtenChildren()
                .map(Place::name)
                .toList()
                .equals(List.of(PROBLEM));
    }

    private void find(String fault) {
        findings.add(operation + " " + fault);
    }
}
