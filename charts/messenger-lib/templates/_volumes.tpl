{{/* What is mounted: volumes by name, each with its path. Secrets are only ever referred to. */}}
{{- define "messenger.volumes" -}}
{{- $facts := include "messenger.facts" . | fromYaml -}}
{{- $kafka := include "messenger.shared" (dict "root" . "key" "kafka") | fromYaml -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- if include "messenger.clientProperties" . }}
- name: files
  configMap:
    name: {{ include "messenger.name" . }}-files
{{- end }}
{{- if and $kafka.tls.enabled $kafka.tls.caSecret }}
{{ include "messenger.secretVolume" (dict "name" "kafka-ca" "secret" (tpl $kafka.tls.caSecret .) "keys" (list "ca.crt")) }}
{{- end }}
{{- with include "messenger.kafkaUser" . }}
{{ include "messenger.secretVolume" (dict "name" "kafka-user" "secret" . "keys" (list "user.crt" "user.key")) }}
{{- end }}
{{- with $kafka.secret }}
{{ include "messenger.secretVolume" (dict "name" "kafka-secret" "secret" (tpl . $) "keys" (include "messenger.kafkaSecretKeys" $ | fromYamlArray)) }}
{{- end }}
{{- if $facts.database }}
{{- $db := include "messenger.shared" (dict "root" . "key" "database") | fromYaml }}
{{- with $db.caSecret }}
{{ include "messenger.secretVolume" (dict "name" "database-ca" "secret" (tpl . $) "keys" (list "ca.crt")) }}
{{- end }}
{{- end }}
{{- range $facts.secrets }}
{{ include "messenger.secretVolume" . }}
{{- end }}
{{- end -}}

{{/* Readable by the service's group alone, and only the keys that it needs: CloudNativePG keeps the private key of its
     authority beside the certificate. */}}
{{- define "messenger.secretVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    defaultMode: 0440
    items:
      {{- range .keys }}
      - {key: {{ . | quote }}, path: {{ . | quote }}}
      {{- end }}
{{- end -}}

{{/* The keys of kafka.secret that kafka.properties refers to, as ${secrets:/etc/messenger/kafka-secret:KEY} or as a path. */}}
{{- define "messenger.kafkaSecretKeys" -}}
{{- $kafka := include "messenger.shared" (dict "root" . "key" "kafka") | fromYaml -}}
{{- $keys := list -}}
{{- range $kafka.properties -}}
{{- range regexFindAll "/etc/messenger/kafka-secret[:/][-._a-zA-Z0-9]+" . -1 -}}
{{- $keys = append $keys (regexReplaceAll "^.*kafka-secret[:/]" . "") -}}
{{- end -}}
{{- end -}}
{{- if not $keys -}}
{{- fail "kafka.secret is named, but kafka.properties refers to no key of it" -}}
{{- end -}}
{{- $keys | uniq | sortAlpha | toYaml -}}
{{- end -}}

{{- define "messenger.mounts" -}}
{{- range (include "messenger.volumes" . | fromYamlArray) }}
- name: {{ .name }}
  mountPath: {{ ternary "/tmp" (printf "/etc/messenger/%s" .name) (eq .name "tmp") }}
  {{- if ne .name "tmp" }}
  readOnly: true
  {{- end }}
{{- end }}
{{- end -}}
