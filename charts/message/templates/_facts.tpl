{{/* What is peculiar to this service; the library makes the objects of it. */}}
{{- define "message.facts" -}}
port: 8084
management: 9084
# Seconds from SIGTERM to the end.
stopSeconds: 20
partitions: true
database: true
redis: true
# It follows messages on their way.
tracing: true
# It verifies tokens with the keys of auth.
keys: true
calls: []
callers: [gateway, chat]
{{- end -}}
