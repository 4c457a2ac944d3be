"""The batches: what each did, what was taken back, what changed, what another database brings in."""
