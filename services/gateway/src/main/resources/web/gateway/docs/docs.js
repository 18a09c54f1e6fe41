/* global SwaggerUIBundle, SwaggerUIStandalonePreset */
const services = ['gateway', 'auth', 'user', 'chat', 'message'];

SwaggerUIBundle({
  dom_id: '#docs',
  urls: services.map(name => ({ name, url: `/openapi/${name}` })),
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
  deepLinking: true,
  // Documents are not sent to another host to be judged there.
  validatorUrl: 'none',
  // What is tried out goes through the gateway that this page came from, whatever servers a document
  // names: it is the one public door.
  requestInterceptor: request => {
    const { pathname, search } = new URL(request.url, location.href);
    return Object.assign(request, { url: location.origin + pathname + search });
  },
});
