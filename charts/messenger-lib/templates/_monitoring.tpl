{{/* For the Prometheus operator: what to scrape, and when to wake somebody (files/alerts.yaml of the chart). */}}
{{- define "messenger.monitoring" -}}
{{- if .Values.monitoring.serviceMonitor }}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: {{ include "messenger.name" . }}
  labels:
    {{- include "messenger.labels" . | nindent 4 }}
    {{- with .Values.monitoring.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  selector:
    matchLabels:
      {{- include "messenger.selector" . | nindent 6 }}
      messenger/port: management
  namespaceSelector:
    matchNames: [{{ .Release.Namespace }}]
  endpoints:
    - port: management
      path: /observe/metrics
      interval: 15s
      scrapeTimeout: 10s
{{- end }}
{{- if .Values.monitoring.alerts }}
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: {{ include "messenger.name" . }}
  labels:
    {{- include "messenger.labels" . | nindent 4 }}
    {{- with .Values.monitoring.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  {{- .Files.Get "files/alerts.yaml" | nindent 2 }}
{{- end }}
{{- end -}}
