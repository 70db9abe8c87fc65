# Giao Ban as an image: docs/decisions/0016-running-it.md says why it is so, docs/operations.md how to run it.
# test/deploy/image.test.ts carries out these very lines, in an empty folder.
# Node 24.21.0; docs/operations.md says how to renew the digest.
ARG NODE_IMAGE=node:24-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6

# What the program needs while it runs. The embedded PostgreSQL is optional, and stays out.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
# With what is optional: esbuild is a program of each platform.
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY migrations ./migrations
COPY src ./src
RUN npm run build:server
# The dashboard, and the client package that it follows the log with.
COPY client/src ./client/src
COPY dashboard ./dashboard
RUN npm run build:dashboard

FROM ${NODE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Giao Ban" \
      org.opencontainers.image.description="Knows exactly, at every moment, how far a country-wide campaign of congresses is, and pushes it to everyone who listens." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/dashboard/built ./dashboard/built
COPY package.json LICENSE ./
COPY bin ./bin
COPY data ./data
# Pages to explore the API, for EXPLORERS=on: GraphiQL, built, and the operations that it shows.
COPY graphiql/built ./graphiql/built
COPY schema/operations ./schema/operations
# Owned by root and not to be written by anyone: the program writes nothing.
USER node
EXPOSE 4000
# Alive, not ready: a database that is away is no reason to start the server anew.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz', { signal: AbortSignal.timeout(4000) }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Sockets are closed over DRAIN_SECONDS, so whoever stops the container gives it 30 seconds.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/giaoban"]
CMD ["serve"]
