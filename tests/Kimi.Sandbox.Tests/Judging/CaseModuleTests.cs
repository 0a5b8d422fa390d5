using System.Globalization;
using Kimi.Dsl;
using Kimi.Runtime.Code;

namespace Kimi.Sandbox.Tests.Judging;

/// <summary>The module for generators: what it makes has the properties that its usage text says.</summary>
/// <param name="box">The sandbox.</param>
[Collection(nameof(Box))]
public sealed class CaseModuleTests(Box box) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kimi-cases-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Everything_made_has_the_properties_that_the_usage_says()
    {
        // Each line is checked in the program itself, by means of its own: it fails at the first that is wrong.
        var outputs = await RunAsync(new(ProgramLanguage.Python, ""), """
            import cases, random, io, contextlib
            from collections import Counter
            n = cases.grow(2, 60)
            assert 2 <= n <= 60 and (cases.number < cases.total or n == 60) and (cases.number > 1 or n == 2)
            assert sorted(cases.permutation(n)) == list(range(1, n + 1))
            s = cases.sequence(n, 3, 100, distinct=True, order="down")
            assert len(set(s)) == n and s == sorted(s, reverse=True) and min(s) >= 3 and max(s) <= 100
            p = cases.parts(100, 7, least=2)
            assert sum(p) == 100 and len(p) == 7 and min(p) >= 2
            assert [len(r) for r in cases.matrix(3, 4, 0, 1)] == [4, 4, 4]
            assert all(len(r) == 5 and set(r) <= set("#.") for r in cases.grid(3, 5, "#."))
            t = cases.palindrome(n, "ab")
            assert len(t) == n and t == t[::-1]
            def balanced(t):
                stack = []
                for c in t:
                    if c in "([": stack.append(c)
                    elif not stack or stack.pop() + c not in ("()", "[]"): return False
                return not stack
            b = cases.brackets(n, "()[]")
            assert len(b) == 2 * n and balanced(b)
            assert all(2 <= len(w) <= 4 for w in cases.words(5, 2, 4))
            def components(n, edges):
                top = list(range(n + 1))
                def find(a):
                    while top[a] != a: a = top[a]
                    return a
                for a, b, *_ in edges: top[find(a)] = find(b)
                return len({find(a) for a in range(1, n + 1)})
            for shape in ("random", "path", "star", "binary", "deep"):
                e = cases.tree(n, shape, weights=(5, 9))
                assert len(e) == n - 1 and components(n, e) == 1 and all(5 <= w <= 9 for _, _, w in e)
                degrees = Counter(v for a, b, _ in e for v in (a, b))
                if shape == "path": assert max(degrees.values()) <= 2
                if shape == "star": assert max(degrees.values()) == n - 1
                if shape == "binary": assert max(degrees.values()) <= 3
            for connected in (False, True):
                for directed, acyclic in ((False, False), (True, False), (True, True)):
                    m = random.randint(n - 1, n * (n - 1) // 2)
                    e = cases.graph(n, m, connected=connected, directed=directed, acyclic=acyclic)
                    pairs = [(a, b) if directed else frozenset((a, b)) for a, b in e]
                    assert len(e) == m and len(set(pairs)) == m and all(a != b for a, b in e)
                    if connected: assert components(n, e) == 1
                    if acyclic:
                        left, alive = list(e), set(range(1, n + 1))
                        while alive:
                            sources = alive - {b for a, b in left}
                            assert sources
                            alive -= sources
                            left = [(a, b) for a, b in left if a in alive]
            q = cases.points(n, -10, 10)
            assert len(set(map(tuple, q))) == n
            c = cases.polygon(n, 1000)
            k = len(c)
            def turn(a, b, c): return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
            assert k <= n and all(turn(c[i], c[(i+1)%k], c[(i+2)%k]) > 0 for i in range(k) if k > 2)
            assert cases.queries(3, [lambda: ["x", 1]]) == [["x", 1]] * 3
            for wrong in (lambda: cases.graph(3, 9), lambda: cases.sequence(3, 1, 2, distinct=True), lambda: cases.parts(1, 2, 3),
                          lambda: cases.points(5, 0, 1)):
                try:
                    wrong()
                    assert False
                except ValueError: pass
            cases.show(n, [1, 2], [[3, 4], [5, 6]])
            """, 12);

        Assert.All(outputs, output => Assert.EndsWith("\n1 2\n3 4\n5 6\n", output, StringComparison.Ordinal));
        Assert.Equal(
            outputs, await RunAsync(new(ProgramLanguage.Python, ""), "import cases\ncases.show(cases.grow(2, 60), [1, 2], [[3, 4], [5, 6]])", 12));
    }

    [SkippableFact]
    public async Task The_same_number_gives_the_same_input_and_another_another()
    {
        const string Program = "import cases\ncases.show(cases.sequence(5, 1, 10**9))";
        var first = await RunAsync(new(ProgramLanguage.Python, ""), Program, 3);

        Assert.Equal(first, await RunAsync(new(ProgramLanguage.Python, ""), Program, 3));
        Assert.Equal(3, first.Distinct().Count());
    }

    [SkippableFact]
    public async Task A_module_of_ones_own_brings_its_usage()
    {
        var path = Path.Combine(_folder, "dice.py");
        await File.WriteAllTextAsync(path, "\"\"\"\ndice.roll() rolls.\n\"\"\"\nimport random\ndef roll():\n    return random.randint(1, 6) + 10 * number\n");
        var generator = new CaseGenerator(ProgramLanguage.Python, path);

        Assert.Equal("dice.roll() rolls.", generator.Usage);
        Assert.All((await RunAsync(generator, "import dice\nprint(dice.roll())", 2)).Index(), entry =>
            Assert.InRange(int.Parse(entry.Item, CultureInfo.InvariantCulture), 10 * (entry.Index + 1) + 1, 10 * (entry.Index + 1) + 6));

        await File.WriteAllTextAsync(path, "def roll():\n    return 1\n");
        Assert.Equal(
            $"{path} does not begin with its usage: put it between triple double quotes at the file's start",
            Assert.Throws<KimiException>(() => new CaseGenerator(ProgramLanguage.Python, path).Usage).Message);
    }

    private async Task<List<string>> RunAsync(CaseGenerator generator, string program, int cases)
    {
        Box.Require(ProgramLanguage.Python);
        var outputs = new List<string>();
        await foreach (var run in JudgingBox.Runs(box.Sandbox).RunAsync(generator.Job(program, cases), default))
        {
            Assert.True(run.Failure is null, $"case {outputs.Count + 1} failed");
            outputs.Add(run.Output);
        }

        return outputs;
    }
}
