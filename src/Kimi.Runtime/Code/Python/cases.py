"""
A program that makes test inputs. It prints one input of the problem, in the problem's own format, and is run once for each case.

    import cases                    # random is seeded with the case's number: the same number gives the same input
    n = cases.grow(1, 100000)       # small in the first cases, large in the last
    print(n)
    cases.show(cases.sequence(n, 1, 10**9))

cases.number, cases.total               the case's number, from 1, and how many cases there are
cases.grow(low, high)                   a size between low and high that grows with the case's number; the last case has high
cases.show(*rows)                       prints rows: a list as values separated by spaces, a list of lists as several rows
cases.sequence(n, low, high, distinct=False, order=None)
                                        n whole numbers; order is None, "up" or "down"
cases.permutation(n, first=1)           first .. first+n-1 in random order
cases.parts(total, n, least=0)          n whole numbers of at least least that sum to total
cases.matrix(rows, columns, low, high)  rows of whole numbers
cases.grid(rows, columns, characters)   rows of text
cases.string(n, alphabet="abc...z")     a text of n characters
cases.palindrome(n, alphabet)           one that is the same from its end
cases.brackets(n, pairs="()")           n balanced pairs
cases.words(n, least, most, alphabet)   n texts
cases.tree(n, shape="random", weights=None, first=1)
                                        n-1 edges [a, b] or [a, b, weight]; shape is "random", "path", "star", "binary" or "deep"; weights is (low, high)
cases.graph(n, m, connected=False, directed=False, acyclic=False, weights=None, first=1)
                                        m different edges without loops
cases.points(n, low, high)              n different points [x, y]
cases.polygon(n, radius)                a convex polygon of at most n corners, counterclockwise
cases.queries(n, kinds)                 n rows; kinds is a list of functions, each of which makes a row, such as
                                        lambda: ["add", random.randint(1, 9)]
"""
import math
import random
import string as _letters

number = 1
total = 1


def grow(low, high):
    share = (number - 1) / (total - 1) if total > 1 else 1
    return low + int((high - low) * share * share) if share < 1 else high


def show(*rows):
    for row in rows:
        if isinstance(row, (list, tuple)) and row and isinstance(row[0], (list, tuple)):
            show(*row)
        elif isinstance(row, (list, tuple)):
            print(*row)
        else:
            print(row)


def sequence(n, low, high, distinct=False, order=None):
    if distinct and high - low + 1 < n:
        raise ValueError("there are not %d different numbers from %d to %d" % (n, low, high))
    values = random.sample(range(low, high + 1), n) if distinct else [random.randint(low, high) for _ in range(n)]
    return sorted(values, reverse=order == "down") if order else values


def permutation(n, first=1):
    return random.sample(range(first, first + n), n)


def parts(total, n, least=0):
    left = total - n * least
    if left < 0:
        raise ValueError("%d parts of at least %d are more than %d" % (n, least, total))
    cuts = [0] + sorted(random.randint(0, left) for _ in range(n - 1)) + [left]
    return [least + high - low for low, high in zip(cuts, cuts[1:])]


def matrix(rows, columns, low, high):
    return [sequence(columns, low, high) for _ in range(rows)]


def grid(rows, columns, characters):
    return [string(columns, characters) for _ in range(rows)]


def string(n, alphabet=_letters.ascii_lowercase):
    return "".join(random.choice(alphabet) for _ in range(n))


def palindrome(n, alphabet=_letters.ascii_lowercase):
    half = string((n + 1) // 2, alphabet)
    return half + half[: n // 2][::-1]


def brackets(n, pairs="()"):
    text, open_ones, left = [], [], n
    while left or open_ones:
        if left and (not open_ones or random.random() < 0.5):
            pair = 2 * random.randrange(len(pairs) // 2)
            text.append(pairs[pair])
            open_ones.append(pairs[pair + 1])
            left -= 1
        else:
            text.append(open_ones.pop())
    return "".join(text)


def words(n, least, most, alphabet=_letters.ascii_lowercase):
    return [string(random.randint(least, most), alphabet) for _ in range(n)]


def _weighted(edges, weights, first, names, directed=False):
    out = []
    for a, b in edges:
        a, b = names[a] + first, names[b] + first
        if not directed and random.random() < 0.5:
            a, b = b, a
        out.append([a, b] + ([random.randint(*weights)] if weights else []))
    random.shuffle(out)
    return out


_PARENTS = {
    "random": lambda i: random.randrange(i),
    "path": lambda i: i - 1,
    "star": lambda i: 0,
    "binary": lambda i: (i - 1) // 2,
    "deep": lambda i: random.randrange(max(0, i - 3), i),
}


def tree(n, shape="random", weights=None, first=1):
    edges = [(_PARENTS[shape](i), i) for i in range(1, n)]
    return _weighted(edges, weights, first, permutation(n, 0))


def graph(n, m, connected=False, directed=False, acyclic=False, weights=None, first=1):
    ordered = directed and not acyclic
    most = n * (n - 1) // (1 if ordered else 2)
    if m > most or (connected and m < n - 1):
        raise ValueError("a graph of %d vertices has %d to %d edges, not %d" % (n, n - 1 if connected else 0, most, m))
    edges = {(random.randrange(i), i) for i in range(1, n)} if connected else set()
    if m > most // 2:
        rest = [(a, b) for a in range(n) for b in range(n) if (a < b or (ordered and a != b)) and (a, b) not in edges]
        edges.update(random.sample(rest, m - len(edges)))
    while len(edges) < m:
        a, b = random.randrange(n), random.randrange(n)
        if a != b:
            edges.add((a, b) if ordered else (min(a, b), max(a, b)))
    return _weighted(sorted(edges), weights, first, permutation(n, 0), directed)


def points(n, low, high):
    if n > (high - low + 1) ** 2:
        raise ValueError("there are not %d different points from %d to %d" % (n, low, high))
    found = set()
    while len(found) < n:
        found.add((random.randint(low, high), random.randint(low, high)))
    return random.sample([list(point) for point in sorted(found)], n)


def polygon(n, radius):
    angles = sorted(random.uniform(0, 2 * math.pi) for _ in range(n))
    return _hull({(round(radius * math.cos(angle)), round(radius * math.sin(angle))) for angle in angles})


def _hull(corners):
    def half(ordered):
        chain = []
        for x, y in ordered:
            while len(chain) > 1 and (chain[-1][0] - chain[-2][0]) * (y - chain[-2][1]) <= (chain[-1][1] - chain[-2][1]) * (x - chain[-2][0]):
                chain.pop()
            chain.append([x, y])
        return chain[:-1]

    ordered = sorted(corners)
    return half(ordered) + half(ordered[::-1]) if len(ordered) > 2 else [list(corner) for corner in ordered]


def queries(n, kinds):
    return [random.choice(kinds)() for _ in range(n)]
