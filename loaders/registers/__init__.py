"""Registers that can be imported: one module each, all read the same way."""

from __future__ import annotations

from loaders.registers import boundaries, enhetsregisteret, forskningsradet, jsonstat, klass
from loaders.registers.reading import Register

#: Every register, by the name that ``samspill import`` takes.
REGISTERS: dict[str, Register] = {
    module.REGISTER.name: module.REGISTER
    for module in (boundaries, enhetsregisteret, forskningsradet, jsonstat, klass)
}
