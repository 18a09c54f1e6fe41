{{/* What is peculiar to this service; the library makes the objects of it. */}}
{{- define "chat.facts" -}}
port: 8083
management: 9083
# Seconds from SIGTERM to the end.
stopSeconds: 20
partitions: true
database: true
# It verifies tokens with the keys of auth.
keys: true
calls: [user, message]
callers: [gateway, auth, user]
{{- end -}}
