{{/* What is peculiar to this service; the library makes the objects of it. */}}
{{- define "user.facts" -}}
port: 8082
management: 9082
# Seconds from SIGTERM to the end.
stopSeconds: 20
database: true
# It verifies tokens with the keys of auth.
keys: true
calls: [chat]
callers: [gateway, auth, chat]
{{- end -}}
