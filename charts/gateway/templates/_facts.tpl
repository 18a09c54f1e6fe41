{{/* What is peculiar to this service; the library makes the objects of it. */}}
{{- define "gateway.facts" -}}
port: 8080
management: 9080
# Seconds from SIGTERM to the end.
stopSeconds: {{ add .Values.drain.windowSeconds 5 }}
public: true
partitions: true
redis: true
# It follows messages on their way.
tracing: true
# It verifies tokens with the keys of auth.
keys: true
calls: [auth, user, chat, message]
settings:
  drain.window: PT{{ .Values.drain.windowSeconds }}S
  proxies.trusted: {{ join "," .Values.trustedProxies | quote }}
{{- end -}}
