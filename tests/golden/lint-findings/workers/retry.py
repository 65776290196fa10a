# retries
