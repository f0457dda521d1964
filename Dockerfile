# Suluh as an image: the official Node, production dependencies only, no build step, an account without rights.
FROM node:26-bookworm-slim

ENV NODE_ENV=production
WORKDIR /suluh

# Dependencies first, so that a change of source alone does not fetch them again. Install scripts are off (.npmrc).
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --loglevel=error && npm cache clean --force

COPY migrations migrations
COPY templates templates
COPY src src

# The files belong to root, so the running program cannot change itself. It writes to DATA_DIR and /tmp alone.
USER node
ENV HOST=0.0.0.0 PORT=8080 DATA_DIR=/tmp/suluh
# As `npm start` does; but what Node compiled is not kept, since the program could write there what it starts with.
ENV NODE_OPTIONS="--max-semi-space-size=2 --expose-gc" \
  MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=33554432
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

# Node directly, not through npm: a stop signal must reach the program.
CMD ["node", "src/main.ts"]
