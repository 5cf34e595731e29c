#!/usr/bin/env python3
"""Makes decimals_python.csv, pairs of numbers for tests of decimal.h, with Python's fractions.

    python3 tests/data/decimals.py

Rows of two texts; "equal", "other", or "text" if one of them is no number; the double nearest to the first of them
that is one.
"""
import fractions
import os
import random
import re

HERE = os.path.dirname(os.path.abspath(__file__))
NUMBER = re.compile(r"[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")


def is_number(text):
    if not NUMBER.fullmatch(text):
        return False
    if re.search(r"[1-9]", re.split("[eE]", text)[0]):
        return float(text) not in (0.0, float("inf"), float("-inf"))
    exponent = re.split("[eE]", text)[1:]
    return not exponent or -323 <= int(exponent[0]) <= 309


def digits(rng, most):
    return "".join(rng.choice("0123456789" if rng.random() < 0.7 else "0") for _ in range(rng.randint(0, most)))


def numeral(rng):
    text = rng.choice(["", "", "", "-", "+"]) + (str(rng.randint(0, 30)) if rng.random() < 0.7 else digits(rng, 20))
    if rng.random() < 0.7:
        text += "." + digits(rng, 8)
    if rng.random() < 0.4:
        text += rng.choice("eE") + rng.choice(["", "-", "+"]) + str(rng.choice([0, 1, 2, 3, 5, 20, 300, 308, 323, 324, 400, 4567]))
    return text


def rewritten(rng, text):
    """The same number with the decimal mark elsewhere, or with trailing zeros."""
    sign, whole, part, exponent = re.fullmatch(r"([+-]?)(\d*)\.?(\d*)(?:[eE](.*))?", text).groups()
    exponent = int(exponent or 0)
    shift = rng.randint(-6, 6)
    part += "0" * rng.randint(0, 6)
    all_digits = whole + part
    place = len(whole) + shift
    if place <= 0:
        all_digits, place = "0" * (1 - place) + all_digits, 1
    all_digits = all_digits.ljust(place, "0")
    whole = all_digits[:place].lstrip("0") or "0"
    part = all_digits[place:]
    return f"{sign}{whole}{'.' + part if part else ''}e{exponent - shift}"


SPECIAL = [
    ("1763000000000000001", "1763000000000000101"), ("12e4567", "99e9999"), ("1e400", "1e500"), ("01234", "1234"),
    ("-0", "0"), ("0.0", "-0e5"), ("1e3", "1000.0"), (".5", "0.5"), ("5.", "5"), ("", ""), (".", "0"), ("-", "0"),
    ("e5", "1"), ("1e", "1"), ("1e+", "1"), ("0x10", "16"), ("nan", "nan"), ("inf", "inf"), ("00", "0"), ("00.5", "0.5"),
    ("1.2.3", "1"), ("1e5.0", "1e5"), ("1_000", "1000"), (" 1", "1"), ("+5", "5"), ("--5", "-5"), ("0e999", "0"),
    ("1e00000000000000000000000000001", "10"), ("1e99999999999999999999999999999", "1"), ("4.9e-324", "5e-324"),
    ("1.7976931348623157e308", "17976931348623157e292"), ("1.7976931348623159e308", "1"), ("2e-324", "0"),
    ("9007199254740993", "9007199254740992"), ("0.1", "0.1000000000000000055511151231257827"),
    ("1" + "0" * 330, "1"), ("0." + "0" * 330 + "1e331", "1"), ("1" + "0" * 308, "1e308"),
    ("9007199254740993." + "0" * 900 + "1", "9007199254740993"), ("1d5", "1e5"), ("1,5", "1.5"),
]


def main():
    rng = random.Random(7)
    pairs = list(SPECIAL)
    while len(pairs) < 240:
        a = numeral(rng)
        b = rewritten(rng, a) if is_number(a) and rng.random() < 0.7 else numeral(rng)
        if is_number(b) and not (is_number(a) and rng.random() < 0.2):
            pairs.append((a, b))
    with open(os.path.join(HERE, "decimals_python.csv"), "w") as out:
        print("a;b;relation;double", file=out)
        for a, b in pairs:
            if not is_number(a) or not is_number(b):
                relation = "text"
            else:
                relation = "equal" if fractions.Fraction(a) == fractions.Fraction(b) else "other"
            number = a if is_number(a) else b if is_number(b) else "0"
            print(f"{a};{b};{relation};{float(number).hex()}", file=out)


main()
