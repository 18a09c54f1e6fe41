{{/* `helm test`: whether the service says that it is ready. */}}
{{- define "messenger.test" -}}
{{- $facts := include "messenger.facts" . | fromYaml -}}
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "messenger.name" . }}-test
  labels:
    app.kubernetes.io/name: {{ .Chart.Name }}-test
    app.kubernetes.io/instance: {{ .Release.Name }}
    app.kubernetes.io/part-of: messenger
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  enableServiceLinks: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: test
      image: {{ .Values.test.image }}
      command: [wget, -q, -O-, -T, "10", "http://{{ include "messenger.name" . }}-management:{{ $facts.management }}/observe/health/ready"]
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      resources:
        requests: {cpu: 10m, memory: 16Mi}
        limits: {memory: 32Mi}
{{- end -}}
