"""How dates are written in each language; whatever is not here is as Django has it."""
