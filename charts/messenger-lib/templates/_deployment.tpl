{{/* A service that is stopped and started one pod at a time, with a new pod ready before an old one goes. */}}
{{- define "messenger.deployment" -}}
{{- $facts := include "messenger.facts" . | fromYaml -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "messenger.name" . }}
  labels: {{- include "messenger.labels" . | nindent 4 }}
# No service of ours speaks to Kubernetes.
automountServiceAccountToken: false
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "messenger.name" . }}
  labels: {{- include "messenger.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  # A service that is ready for this long stays: the next one is replaced.
  minReadySeconds: 5
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels: {{- include "messenger.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "messenger.labels" . | nindent 8 }}
      annotations:
        # Other settings are other pods.
        checksum/config: {{ include "messenger.config" . | sha256sum }}
        {{- with .Values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec: {{- include "messenger.pod" . | nindent 6 }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "messenger.name" . }}
  labels: {{- include "messenger.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  # A pod that is not ready serves nobody, so it never holds a node up.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "messenger.selector" . | nindent 6 }}
{{- end -}}

{{- define "messenger.pod" -}}
{{- $facts := include "messenger.facts" . | fromYaml -}}
serviceAccountName: {{ include "messenger.name" . }}
automountServiceAccountToken: false
# Else each Service of the namespace adds variables that look like settings.
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
# The pause before SIGTERM, what the service takes to end, and some seconds.
terminationGracePeriodSeconds: {{ add .Values.preStopSeconds $facts.stopSeconds 10 }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "messenger.selector" $ | nindent 8 }}
    # Of one revision: else a roll-out counts the pods that are about to go.
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
containers:
  - name: {{ .Chart.Name }}
    image: {{ include "messenger.image" . }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities:
        drop: [ALL]
    ports:
      - name: http
        containerPort: {{ $facts.port }}
      - name: management
        containerPort: {{ $facts.management }}
    envFrom:
      - configMapRef:
          name: {{ include "messenger.name" . }}
    env:
      {{- include "messenger.secretEnvironment" . | nindent 6 }}
      {{- with .Values.javaOptions }}
      - name: JAVA_TOOL_OPTIONS
        value: {{ . | quote }}
      {{- end }}
    resources: {{- toYaml .Values.resources | nindent 6 }}
    # Ten minutes: a service waits for its database and its broker, which may start later.
    startupProbe:
      httpGet: {path: /observe/health/started, port: management}
      periodSeconds: 1
      timeoutSeconds: 5
      failureThreshold: 600
    # Only whether it answers at all: a restart helps against nothing else.
    livenessProbe:
      httpGet: {path: /observe/health/live, port: management}
      periodSeconds: 10
      timeoutSeconds: 5
      failureThreshold: 6
    # Each check behind it answers within two seconds.
    readinessProbe:
      httpGet: {path: /observe/health/ready, port: management}
      periodSeconds: 3
      timeoutSeconds: 5
      failureThreshold: 2
    lifecycle:
      # New requests go to other pods before this one is told to end.
      preStop:
        sleep:
          seconds: {{ .Values.preStopSeconds }}
    volumeMounts: {{- include "messenger.mounts" . | nindent 6 }}
volumes: {{- include "messenger.volumes" . | nindent 2 }}
{{- end -}}
