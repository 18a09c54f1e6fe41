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
{{ include "messenger.secretVolume" (dict "name" "kafka-ca" "secret" (tpl $kafka.tls.caSecret .)) }}
{{- end }}
{{- with include "messenger.kafkaUser" . }}
{{ include "messenger.secretVolume" (dict "name" "kafka-user" "secret" .) }}
{{- end }}
{{- with $kafka.secret }}
{{ include "messenger.secretVolume" (dict "name" "kafka-secret" "secret" (tpl . $)) }}
{{- end }}
{{- if $facts.database }}
{{- $db := include "messenger.shared" (dict "root" . "key" "database") | fromYaml }}
{{- with $db.caSecret }}
{{ include "messenger.secretVolume" (dict "name" "database-ca" "secret" (tpl . $)) }}
{{- end }}
{{- end }}
{{- range $facts.secrets }}
{{ include "messenger.secretVolume" . }}
{{- end }}
{{- end -}}

{{/* Readable by the service's group alone. */}}
{{- define "messenger.secretVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    defaultMode: 0440
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
