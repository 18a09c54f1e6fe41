{{/* What is peculiar to this service; the library makes the objects of it. */}}
{{- define "auth.facts" -}}
port: 8081
management: 9081
# Seconds from SIGTERM to the end.
stopSeconds: 20
database: true
calls: [user, chat]
callers: [gateway, user, chat, message]
settings:
  token.key-file: /etc/messenger/token/{{ .Values.tokenKey.key }}
  proxies.trusted: {{ join "," .Values.trustedProxies | quote }}
secrets:
  - {name: token, secret: {{ .Values.tokenKey.secret }}, keys: [{{ .Values.tokenKey.key | quote }}]}
{{- end -}}
