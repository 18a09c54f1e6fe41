{{/* An HPA, or a KEDA ScaledObject, which makes one. */}}
{{- define "messenger.scaling" -}}
{{- if .Values.autoscaling.enabled }}
{{- if eq .Values.autoscaling.by "keda" }}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ include "messenger.name" . }}
  labels: {{- include "messenger.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "messenger.name" . }}
  minReplicaCount: {{ .Values.autoscaling.min }}
  maxReplicaCount: {{ .Values.autoscaling.max }}
  pollingInterval: 15
  {{- if .Values.autoscaling.metric }}
  # While Prometheus does not answer, nothing is taken away.
  fallback:
    failureThreshold: 3
    replicas: {{ .Values.autoscaling.min }}
    behavior: currentReplicasIfHigher
  {{- end }}
  advanced:
    horizontalPodAutoscalerConfig:
      behavior: {{- include "messenger.behavior" . | nindent 8 }}
  triggers:
    {{- with .Values.autoscaling.metric }}
    - type: prometheus
      metricType: AverageValue
      metadata:
        serverAddress: {{ $.Values.autoscaling.prometheus | quote }}
        query: {{ printf "sum(%s{namespace=%q,pod=~%q})" .name $.Release.Namespace (printf "%s-.*" (include "messenger.name" $)) | quote }}
        threshold: {{ .perPod | quote }}
    {{- end }}
    {{- with .Values.autoscaling.cpuPercent }}
    - type: cpu
      metricType: Utilization
      metadata:
        value: {{ . | quote }}
    {{- end }}
{{- else }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "messenger.name" . }}
  labels: {{- include "messenger.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "messenger.name" . }}
  minReplicas: {{ .Values.autoscaling.min }}
  maxReplicas: {{ .Values.autoscaling.max }}
  behavior: {{- include "messenger.behavior" . | nindent 4 }}
  metrics:
    {{- with .Values.autoscaling.metric }}
    - type: Pods
      pods:
        metric:
          name: {{ .name }}
        target:
          type: AverageValue
          averageValue: {{ .perPod | quote }}
    {{- end }}
    {{- with .Values.autoscaling.cpuPercent }}
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ . }}
    {{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Up at once, at most doubled in 15 s. Down after five quiet minutes, one pod at a time, each after the drain of the
     one before it. */}}
{{- define "messenger.behavior" -}}
{{- $facts := include "messenger.facts" . | fromYaml -}}
scaleUp:
  stabilizationWindowSeconds: 0
  selectPolicy: Max
  policies:
    - {type: Percent, value: 100, periodSeconds: 15}
    - {type: Pods, value: 4, periodSeconds: 15}
scaleDown:
  stabilizationWindowSeconds: 300
  selectPolicy: Max
  policies:
    - {type: Pods, value: 1, periodSeconds: {{ max 60 (add .Values.preStopSeconds $facts.stopSeconds 10) }}}
{{- end -}}
