"""Sums as an adviser writes them in a case, worked out exactly."""

import ast
import operator
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import Any

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def _whole(amount: Fraction) -> Fraction:
    return Fraction(floor(amount + Fraction(1, 2)))


FUNCTIONS: dict[str, Callable[..., Fraction]] = {"min": min, "max": max, "round": _whole}


def exact(text: Any) -> Fraction:
    """The value of a sum of numbers with + - * / ( ) min, max and round (to a whole number, half upwards)."""
    return _value(ast.parse(str(text), mode="eval").body)


def _value(node: ast.AST) -> Fraction:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return FUNCTIONS[node.func.id](*(_value(one) for one in node.args))
    raise ValueError(f"{ast.dump(node)} is no sum")


def to_cent(amount: Fraction) -> float:
    """Half a cent away from zero."""
    quotient = Decimal(amount.numerator) / Decimal(amount.denominator)
    return float(quotient.quantize(Decimal("0.01"), ROUND_HALF_UP))
