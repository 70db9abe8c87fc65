/** What PostGraphile makes its schema of: views that have our figures, and smart tags that say what is called how. */

const SUMS = `sum(planned)::integer AS planned, sum(completed)::integer AS completed, sum(overdue)::integer AS overdue,
  CASE WHEN sum(planned) > 0 THEN CASE WHEN sum(completed) IN (0, sum(planned)) THEN sum(completed) / sum(planned) ELSE
    least(greatest((20000 * sum(completed) + sum(planned)) / (2 * sum(planned)), 1), 9999)::float8 / 10000 END END AS rate`;

/** Their schema: it lies beside our tables, and nobody else sees it. */
export const PEER_SCHEMA = 'peer';

export const VIEWS = `
  DROP SCHEMA IF EXISTS ${PEER_SCHEMA} CASCADE;
  CREATE SCHEMA ${PEER_SCHEMA};
  CREATE VIEW peer.organization AS SELECT id, code, name, level::text, parent_id FROM public.organization;
  COMMENT ON VIEW peer.organization IS $$
    @primaryKey id
    @unique code
    @foreignKey (parent_id) references peer.organization (id)|@fieldName parent|@foreignFieldName below
  $$;
  CREATE VIEW peer.progress AS
    SELECT o.id AS organization_id, o.code, o.parent_id, p.*
      FROM public.organization o,
           LATERAL (SELECT ${SUMS} FROM public.progress_current WHERE organization_id = o.id) p;
  COMMENT ON VIEW peer.progress IS $$
    @primaryKey organization_id
    @foreignKey (organization_id) references peer.organization (id)|@fieldName organization|@foreignFieldName progress
    @foreignKey (parent_id) references peer.progress (organization_id)|@fieldName above|@foreignFieldName children
  $$;
  CREATE VIEW peer.level_figures AS
    SELECT organization_id, level AS rank, level::text AS level, ${SUMS}
      FROM public.progress_current GROUP BY organization_id, progress_current.level;
  COMMENT ON VIEW peer.level_figures IS $$
    @primaryKey organization_id,rank
    @foreignKey (organization_id) references peer.progress (organization_id)|@foreignFieldName byLevel|@foreignSimpleFieldName byLevel|@behavior -manyRelation:resource:connection +manyRelation:resource:list
  $$;
  CREATE FUNCTION peer.progress_of_root() RETURNS peer.progress LANGUAGE sql STABLE AS
    'SELECT * FROM peer.progress WHERE organization_id = (SELECT id FROM public.organization WHERE parent_id IS NULL)';
`;
