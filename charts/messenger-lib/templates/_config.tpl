{{/* Settings by key: what the chart knows, then those of `settings`. No secret is among them. */}}
{{- define "messenger.settings" -}}
{{- $facts := include "messenger.facts" . | fromYaml -}}
{{- $kafka := include "messenger.shared" (dict "root" . "key" "kafka") | fromYaml -}}
{{- $all := dict "server.port" $facts.port "management.port" $facts.management "kafka.bootstrap" $kafka.bootstrap -}}
{{- if include "messenger.clientProperties" . -}}
{{- $_ := set $all "kafka.client-file" "/etc/messenger/files/kafka.properties" -}}
{{- end -}}
{{- if $facts.partitions -}}
{{- $_ := set $all "kafka.send-partitions" $kafka.partitions -}}
{{- end -}}
{{- if $facts.database -}}
{{- $db := include "messenger.shared" (dict "root" . "key" "database") | fromYaml -}}
{{- $_ := set $all "database.url" (printf "jdbc:postgresql://%s:%v/%s%s" $db.host $db.port $db.name (ternary "" (printf "?%s" $db.parameters) (empty $db.parameters))) -}}
{{- $_ := set $all "database.pool-size" $db.poolSize -}}
{{- end -}}
{{- if $facts.tracing -}}
{{- $tracing := include "messenger.shared" (dict "root" . "key" "tracing") | fromYaml -}}
{{- $_ := set $all "tracing.endpoint" $tracing.endpoint -}}
{{- $_ := set $all "tracing.one-in" $tracing.oneIn -}}
{{- end -}}
{{- range $facts.calls -}}
{{- $_ := set $all (printf "%s.uri" .) (include "messenger.peer" (dict "root" $ "peer" .)) -}}
{{- end -}}
{{- if $facts.keys -}}
{{- $_ := set $all "auth.jwks-uri" (printf "%s/.well-known/jwks.json" (include "messenger.peer" (dict "root" . "peer" "auth"))) -}}
{{- end -}}
{{- range $key, $value := $facts.settings -}}
{{- $_ := set $all $key $value -}}
{{- end -}}
{{- range $key, $value := .Values.settings -}}
{{- $_ := set $all $key $value -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}

{{/* Kafka's own client settings. Secrets are read from where they are mounted, by Kafka's config provider. */}}
{{- define "messenger.clientProperties" -}}
{{- $kafka := include "messenger.shared" (dict "root" . "key" "kafka") | fromYaml -}}
{{- $lines := dict -}}
{{- if $kafka.tls.enabled -}}
{{- $_ := set $lines "security.protocol" "SSL" -}}
{{- if $kafka.tls.caSecret -}}
{{- $_ := set $lines "ssl.truststore.type" "PEM" -}}
{{- $_ := set $lines "ssl.truststore.certificates" "${secrets:/etc/messenger/kafka-ca:ca.crt}" -}}
{{- end -}}
{{- if include "messenger.kafkaUser" . -}}
{{- $_ := set $lines "ssl.keystore.type" "PEM" -}}
{{- $_ := set $lines "ssl.keystore.certificate.chain" "${secrets:/etc/messenger/kafka-user:user.crt}" -}}
{{- $_ := set $lines "ssl.keystore.key" "${secrets:/etc/messenger/kafka-user:user.key}" -}}
{{- end -}}
{{- end -}}
{{- range $key, $value := $kafka.properties -}}
{{- $_ := set $lines $key $value -}}
{{- end -}}
{{- if $lines -}}
{{- $_ := set $lines "config.providers" "secrets" -}}
{{- $_ := set $lines "config.providers.secrets.class" "org.apache.kafka.common.config.provider.DirectoryConfigProvider" -}}
{{- $_ := set $lines "config.providers.secrets.param.allowed.paths" "/etc/messenger" -}}
{{- end -}}
{{- range $key, $value := $lines }}
{{ $key }}={{ $value }}
{{- end -}}
{{- end -}}

{{/* The Secret with this service's certificate; empty when Kafka knows it by other means. */}}
{{- define "messenger.kafkaUser" -}}
{{- $kafka := include "messenger.shared" (dict "root" . "key" "kafka") | fromYaml -}}
{{- if $kafka.tls.enabled -}}
{{- tpl ($kafka.tls.userSecret | default "") . -}}
{{- end -}}
{{- end -}}

{{/* Two ConfigMaps: the environment, and files. */}}
{{- define "messenger.config" -}}
{{- $settings := include "messenger.settings" . | fromYaml -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "messenger.name" . }}
  labels: {{- include "messenger.labels" . | nindent 4 }}
data:
  MESSENGER_LOG: {{ .Values.logFormat }}
  {{- range $key, $value := $settings }}
  {{ include "messenger.variable" (dict "service" $.Chart.Name "key" $key) }}: {{ include "messenger.text" $value | quote }}
  {{- end }}
{{- with include "messenger.clientProperties" . }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "messenger.name" $ }}-files
  labels: {{- include "messenger.labels" $ | nindent 4 }}
data:
  kafka.properties: |
    {{- . | nindent 4 }}
{{- end }}
{{- end -}}

{{/* A number as people write it: YAML makes 1000000 a float, which would be shown as 1e+06. */}}
{{- define "messenger.text" -}}
{{- if kindIs "float64" . -}}
{{- if eq . (floor .) }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- else -}}
{{- . -}}
{{- end -}}
{{- end -}}

{{/* Variables whose values are in Secrets, or made of them. */}}
{{- define "messenger.secretEnvironment" -}}
{{- $facts := include "messenger.facts" . | fromYaml -}}
{{- if $facts.database }}
{{- $db := include "messenger.shared" (dict "root" . "key" "database") | fromYaml }}
- name: {{ include "messenger.variable" (dict "service" .Chart.Name "key" "database.user") }}
  valueFrom:
    secretKeyRef:
      name: {{ tpl $db.secret.name . }}
      key: {{ $db.secret.userKey }}
- name: {{ include "messenger.variable" (dict "service" .Chart.Name "key" "database.password") }}
  valueFrom:
    secretKeyRef:
      name: {{ tpl $db.secret.name . }}
      key: {{ $db.secret.passwordKey }}
{{- end }}
{{- if $facts.redis }}
{{- $redis := include "messenger.shared" (dict "root" . "key" "redis") | fromYaml }}
{{- $who := $redis.user }}
{{- with $redis.secret.name }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ tpl . $ }}
      key: {{ $redis.secret.key }}
{{- $who = printf "%s:$(REDIS_PASSWORD)@" $redis.user }}
{{- end }}
- name: {{ include "messenger.variable" (dict "service" .Chart.Name "key" "redis.uri") }}
  value: {{ printf "%s://%s%s:%v" (ternary "rediss" "redis" $redis.tls) $who $redis.host $redis.port | quote }}
{{- end }}
{{- end -}}
