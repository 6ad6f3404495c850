"""The catalogue of the datasets, as DCAT-AP-SE 3.0.1 has it (https://docs.dataportal.se/dcat/sv/)."""
