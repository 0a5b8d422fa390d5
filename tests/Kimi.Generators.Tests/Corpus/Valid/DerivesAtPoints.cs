// Form: a symbolic answer is parsed by recursive descent and compared with the reference at fixed points, within a relative tolerance
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Symbols;

[Recipe("derives-at-points")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class DerivesAtPoints
{
    [Problems<Polynomials>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Polynomials>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<SameFunction>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<SameFunction>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A derivative to find.</summary>
[ProblemType("derivative")]
public sealed record Derivative : Problem
{
    /// <summary>The coefficients of the derivative, from the lowest power.</summary>
    public required ValueList<int> Coefficients { get; init; }
}

/// <summary>Polynomials.</summary>
public sealed class Polynomials : IProblemSource<Derivative>
{
    /// <inheritdoc/>
    public IEnumerable<Derivative> Problems(Random random)
    {
        while (true)
        {
            var degree = random.Next(2, 5);
            var of = Enumerable.Range(0, degree + 1).Select(_ => random.Next(-9, 10)).ToArray();
            if (of[^1] == 0)
                continue;
            var text = string.Join(" + ", of.Select((coefficient, power) => $"({coefficient})*x^{power}"));
            yield return new()
            {
                Id = string.Join(',', of),
                Prompt = $"What is the derivative of {text}? Write it in the last line, with * for products and ^ for powers.",
                Coefficients = [.. of.Skip(1).Select((coefficient, power) => coefficient * (power + 1))],
                Level = degree,
            };
        }
    }
}

/// <summary>Compares functions at points.</summary>
public sealed class SameFunction : IReward<Derivative>
{
    private static readonly double[] s_points = [-2.5, -1, 0, 0.5, 1.75, 3];

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Derivative problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var line = rollout.Text.TrimEnd().Split('\n')[^1];
        if (Term.Parse(line[(line.LastIndexOf('=') + 1)..]) is not { } function)
            return new(new Verdict.Scored(0, "unreadable"));
        var isSame = s_points.All(x => Near(function(x), Value(problem.Coefficients, x)));
        return new(new Verdict.Scored(isSame ? 1 : 0, "points"));
    }

    private static double Value(ValueList<int> coefficients, double x)
    {
        var sum = 0.0;
        for (var i = coefficients.Count - 1; i >= 0; i--)
            sum = (sum * x) + coefficients[i];
        return sum;
    }

    private static bool Near(double given, double expected) => Math.Abs(given - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected));
}

/// <summary>Parses sums, products and powers in x.</summary>
internal ref struct Term(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _place;
    private int _depth;

    /// <summary>A function, or null.</summary>
    public static Func<double, double>? Parse(string text)
    {
        var term = new Term(text.Replace(" ", "", StringComparison.Ordinal));
        var function = term.Sum();
        return term._place == term._text.Length ? function : null;
    }

    private Func<double, double>? Sum()
    {
        var left = Product();
        while (left is not null && _place < _text.Length && _text[_place] is '+' or '-')
        {
            var sign = _text[_place++] == '+' ? 1 : -1;
            if (Product() is not { } right)
                return null;
            var before = left;
            left = x => before(x) + (sign * right(x));
        }

        return left;
    }

    private Func<double, double>? Product()
    {
        var left = Power();
        while (left is not null && _place < _text.Length && _text[_place] == '*')
        {
            _place++;
            if (Power() is not { } right)
                return null;
            var before = left;
            left = x => before(x) * right(x);
        }

        return left;
    }

    private Func<double, double>? Power()
    {
        if (Atom() is not { } root)
            return null;
        if (_place >= _text.Length || _text[_place] != '^')
            return root;
        _place++;
        return Atom() is { } exponent ? x => Math.Pow(root(x), exponent(x)) : null;
    }

    private Func<double, double>? Atom()
    {
        if (_place >= _text.Length)
            return null;
        switch (_text[_place])
        {
            case 'x':
                _place++;
                return x => x;
            case '-' when _depth < 50:
                _place++;
                _depth++;
                var inner = Power();
                _depth--;
                return inner is null ? null : x => -inner(x);
            case '(' when _depth < 50:
                _place++;
                _depth++;
                var sum = Sum();
                _depth--;
                if (_place >= _text.Length || _text[_place] != ')')
                    return null;
                _place++;
                return sum;
            default:
                var start = _place;
                while (_place < _text.Length && (char.IsAsciiDigit(_text[_place]) || _text[_place] == '.'))
                    _place++;
                return double.TryParse(_text[start.._place], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? _ => value : null;
        }
    }
}
