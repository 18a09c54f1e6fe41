package io.messenger.charts;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;

/// What kinds of objects there may be, and whether one is of its kind: no unknown field, none of
/// another type.
final class StrictKinds {
    private static final Map<String, Class<?>> TYPES =
            Map.ofEntries(
                    entry("v1/ConfigMap", ConfigMap.class),
                    entry("v1/Namespace", Namespace.class),
                    entry("v1/Pod", Pod.class),
                    entry("v1/Service", Service.class),
                    entry("v1/ServiceAccount", ServiceAccount.class),
                    entry("apps/v1/Deployment", Deployment.class),
                    entry("apps/v1/StatefulSet", StatefulSet.class),
                    entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
                    entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
                    entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
                    entry("networking.k8s.io/v1/Ingress", Ingress.class),
                    entry("gateway.networking.k8s.io/v1/Gateway", Gateway.class),
                    entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class));

    private static final ObjectMapper STRICT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .annotationIntrospector(new WithoutAnySetter())
                    .build();

    private StrictKinds() {}

    /// What is wrong with an object; nothing when it is right.
    static List<String> faults(JsonNode object) {
        String kind = object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        Class<?> type = TYPES.get(kind);
        if (type != null) {
            try {
                STRICT.treeToValue(object, type);
                return List.of();
            } catch (JsonProcessingException e) {
                return List.of(kind + ": " + e.getOriginalMessage());
            }
        }
        JsonSchema schema = Crds.all().get(kind);
        return schema == null
                ? List.of(kind + ": nobody here knows this kind")
                : schema.validate(object).stream().map(fault -> kind + fault.getMessage()).toList();
    }

    /// The models keep unknown fields silently, by an any-setter: without it they are refused.
    private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
