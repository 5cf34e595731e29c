# Validates JSON files against a JSON Schema: validate.py SCHEMA FILE...
import json
import sys

import jsonschema

with open(sys.argv[1]) as file:
    schema = json.load(file)
kind = jsonschema.validators.validator_for(schema)
kind.check_schema(schema)
found = 0
for name in sys.argv[2:]:
    with open(name) as file:
        for error in kind(schema).iter_errors(json.load(file)):
            print(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:500]}")
            found = 1
sys.exit(found)
