// The API's page: Swagger UI on our own schema, changes sent with the session's protection code.
"use strict";
const place = document.getElementById("api");
SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  docExpansion: "none", // forty nouns: one opens what one needs
  filter: true,
  plugins: [() => ({ wrapComponents: { authorizeBtn: () => () => null } })], // the session is the only way in
  validatorUrl: null,
  requestInterceptor: (request) => {
    if (!["GET", "HEAD", undefined].includes(request.method)) request.headers["X-CSRFToken"] = place.dataset.csrf;
    return request;
  },
});
