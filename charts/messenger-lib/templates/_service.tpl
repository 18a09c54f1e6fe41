{{/* The API by one Service; health and metrics, which are not public, by another one without an address of its own. */}}
{{- define "messenger.service" -}}
{{- $facts := include "messenger.facts" . | fromYaml -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "messenger.name" . }}
  labels: {{- include "messenger.labels" . | nindent 4 }}
  {{- with .Values.service.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ .Values.service.type }}
  selector: {{- include "messenger.selector" . | nindent 4 }}
  ports:
    - name: http
      port: {{ $facts.port }}
      targetPort: http
      appProtocol: {{ $facts.protocol | default "http" }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "messenger.name" . }}-management
  labels:
    {{- include "messenger.labels" . | nindent 4 }}
    messenger/port: management
spec:
  clusterIP: None
  selector: {{- include "messenger.selector" . | nindent 4 }}
  ports:
    - name: management
      port: {{ $facts.management }}
      targetPort: management
{{- end -}}
