// Form: a parser of the reward throws where it cannot go on, which the reward catches, and the end of an answer may be there or not
using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Parsers;

[Recipe("parser-that-gives-up")]
[Sampling(MaxResponseTokens = 300, StopTexts = ["</answer>"])]
public abstract partial class ParserThatGivesUp
{
    [Problems<Totals>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Totals>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<ByAParser>, Reward<InTags>(Weight = 0.5), Reward<Opened>(Weight = 0.1)]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<ByAParser>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Sums.</summary>
public sealed class Totals : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b, c) = (random.Next(1, 999), random.Next(1, 999), random.Next(1, 999));
            yield return new()
            {
                Id = $"{a}+{b}+{c}",
                Prompt = $"{a} + {b} + {c} = ? Write the sum as an expression after <answer>.",
                Answer = (a + b + c).ToString(CultureInfo.InvariantCulture),
            };
        }
    }
}

/// <summary>Calculates what is written.</summary>
public sealed class ByAParser : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var start = rollout.Text.LastIndexOf("<answer>", StringComparison.Ordinal);
        if (start < 0)
            return new(Verdict.Of(false));
        try
        {
            var value = new Parser(rollout.Text[(start + 8)..]).All();
            return new(Verdict.Of(value.ToString(CultureInfo.InvariantCulture) == problem.Answer));
        }
        catch (FormatException)
        {
            return new(new Verdict.Scored(0, "no expression"));
        }
    }

    private sealed class Parser(string text)
    {
        private int _place;

        public long All()
        {
            var sum = Number();
            while (Next() is '+')
            {
                _place++;
                sum += Number();
            }

            if (_place < text.Length)
                throw new FormatException($"'{text[_place]}' at {_place}");
            return sum;
        }

        private long Number()
        {
            Next();
            var start = _place;
            while (_place < text.Length && char.IsAsciiDigit(text[_place]))
                _place++;
            if (start == _place || _place - start > 12)
                throw new FormatException($"no number at {start}");
            var number = long.Parse(text.AsSpan(start, _place - start), CultureInfo.InvariantCulture);
            Next();
            return number;
        }

        private char? Next()
        {
            while (_place < text.Length && char.IsWhiteSpace(text[_place]))
                _place++;
            return _place < text.Length ? text[_place] : null;
        }
    }
}

/// <summary>Between tags, of which the second one may be missing.</summary>
public sealed class InTags : IReward<MathProblem>
{
    private static readonly Regex s_tags = new("<answer>(?<inner>.*?)(?:</answer>|$)", RegexOptions.Singleline);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        return new(Verdict.Of(Read() == problem.Answer));

        string Read() => s_tags.Match(rollout.Text) is { Success: true } match ? match.Groups["inner"].Value.Trim() : "";
    }
}

/// <summary>What stands behind the opening tag, up to the end or the closing one.</summary>
public sealed class Opened : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(Inner(rollout.Text) == problem.Answer));

    private static string Inner(string text)
    {
        var behind = text[(text.LastIndexOf('>') + 1)..];
        if (!text.EndsWith("</answer>", StringComparison.Ordinal))
            return behind.Trim();
        var whole = text[..^9];
        return whole[(whole.LastIndexOf('>') + 1)..].Trim();
    }
}
