/** Jest's global teardown. */
export { stopTestPostgres as default } from './test-postgres';
