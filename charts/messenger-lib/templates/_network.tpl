{{/* Everything that is not named here is denied, in and out. */}}
{{- define "messenger.network" -}}
{{- if .Values.networkPolicy.enabled }}
{{- $facts := include "messenger.facts" . | fromYaml -}}
{{- $policy := include "messenger.shared" (dict "root" . "key" "networkPolicy") | fromYaml -}}
{{- $kafka := include "messenger.shared" (dict "root" . "key" "kafka") | fromYaml -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "messenger.name" . }}
  labels: {{- include "messenger.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "messenger.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - ports: [{port: http, protocol: TCP}]
      {{- if $facts.public }}
      {{- with $policy.ingress }}
      from: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- else }}
      from:
        {{- range $facts.callers }}
        {{- include "messenger.pods" . | nindent 8 }}
        {{- end }}
      {{- end }}
    - ports: [{port: management, protocol: TCP}]
      from:
        {{- toYaml $policy.monitoring | nindent 8 }}
        {{- include "messenger.pods" (printf "%s-test" .Chart.Name) | nindent 8 }}
  egress:
    - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
    - ports:
        {{- range $bootstrap := splitList "," $kafka.bootstrap }}
        - {port: {{ last (splitList ":" $bootstrap) }}, protocol: TCP}
        {{- end }}
      {{- with $policy.kafka }}
      to: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- if $facts.database }}
    - ports: [{port: {{ (include "messenger.shared" (dict "root" . "key" "database") | fromYaml).port }}, protocol: TCP}]
      {{- with $policy.database }}
      to: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
    {{- if $facts.redis }}
    - ports: [{port: {{ (include "messenger.shared" (dict "root" . "key" "redis") | fromYaml).port }}, protocol: TCP}]
      {{- with $policy.redis }}
      to: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
    {{- range $peer := (ternary (append ($facts.calls | default list) "auth") ($facts.calls | default list) ($facts.keys | default false) | uniq) }}
    - ports: [{port: {{ last (splitList ":" (include "messenger.peer" (dict "root" $ "peer" $peer))) }}, protocol: TCP}]
      {{- with $policy.peers }}
      to: {{- toYaml . | nindent 8 }}
      {{- else }}
      to: {{- include "messenger.pods" $peer | nindent 8 }}
      {{- end }}
    {{- end }}
    {{- if $facts.tracing }}
    {{- with (include "messenger.shared" (dict "root" . "key" "tracing") | fromYaml).endpoint }}
    - ports: [{port: {{ last (splitList ":" .) }}, protocol: TCP}]
      {{- with $policy.tracing }}
      to: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
    {{- end }}
    {{- with $policy.extraEgress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
{{- end -}}

{{- define "messenger.pods" -}}
- podSelector:
    matchLabels:
      app.kubernetes.io/part-of: messenger
      app.kubernetes.io/name: {{ . }}
{{- end -}}
