{{/* What differs between services: each chart defines "<chart>.facts". */}}
{{- define "messenger.facts" -}}
{{- include (printf "%s.facts" .Chart.Name) . -}}
{{- end -}}

{{/* The name of all objects of a chart: the release's and the chart's, or one of them where they are equal. */}}
{{- define "messenger.name" -}}
{{- if eq .Release.Name .Chart.Name -}}
{{- .Chart.Name -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What the selectors look for; it never changes in an upgrade. */}}
{{- define "messenger.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "messenger.labels" -}}
{{ include "messenger.selector" . }}
app.kubernetes.io/part-of: messenger
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* Values of a chart overridden by those of `global`, so that an umbrella says each thing once. Takes root, key. */}}
{{- define "messenger.shared" -}}
{{- $own := index .root.Values .key -}}
{{- $global := index (.root.Values.global | default dict) .key | default dict -}}
{{- include "messenger.overridden" (dict "own" $own "by" $global) -}}
{{- end -}}

{{/* Not mergeOverwrite: it takes false, 0 and empty lists for nothing. */}}
{{- define "messenger.overridden" -}}
{{- $result := deepCopy .own -}}
{{- range $key, $value := .by -}}
{{- $mine := index $result $key -}}
{{- if and (kindIs "map" $value) (kindIs "map" $mine) -}}
{{- $value = include "messenger.overridden" (dict "own" $mine "by" $value) | fromYaml -}}
{{- end -}}
{{- $_ := set $result $key $value -}}
{{- end -}}
{{- toYaml $result -}}
{{- end -}}

{{- define "messenger.image" -}}
{{- $image := .Values.image -}}
{{- $global := ((.Values.global | default dict).image) | default dict -}}
{{- $name := $image.repository -}}
{{- with $global.registry }}{{ $name = printf "%s/%s" (trimSuffix "/" .) $name }}{{ end -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $name $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name ($image.tag | default $global.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* Where another service of ours answers, such as http://messenger-auth:8081. Takes root, peer. */}}
{{- define "messenger.peer" -}}
{{- $ports := dict "auth" 8081 "user" 8082 "chat" 8083 "message" 8084 -}}
{{- $given := merge (dict) (.root.Values.peers | default dict) (((.root.Values.global | default dict).peers) | default dict) -}}
{{- index $given .peer | default (printf "http://%s-%s:%v" .root.Release.Name .peer (index $ports .peer)) -}}
{{- end -}}

{{/* The environment variable of a setting: database.pool-size of auth is MESSENGER_AUTH_DATABASE_POOL_SIZE. */}}
{{- define "messenger.variable" -}}
{{- printf "MESSENGER_%s_%s" .service .key | replace "." "_" | replace "-" "_" | upper -}}
{{- end -}}
